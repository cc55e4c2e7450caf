type Reads = (video: HTMLVideoElement) => Promise<string | null>

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
declare const BarcodeDetector: { new (options: { formats: string[] }): Detector } | undefined

const withBrowser = (): Reads | null => {
  if (typeof BarcodeDetector === 'undefined') return null
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null
}

const withLibrary = async (address: string): Promise<Reads> => {
  const { readCode } = (await import(address)) as { readCode: (picture: ImageData) => string | null }
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    if (!pen || video.videoWidth === 0) return null
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    pen.drawImage(video, 0, 0)
    return readCode(pen.getImageData(0, 0, canvas.width, canvas.height))
  }
}

const pause = () => new Promise((go) => setTimeout(go, 120))

const look = async (video: HTMLVideoElement, reader: string): Promise<string> => {
  const read = withBrowser() ?? (await withLibrary(reader))
  for (;;) {
    const code = await read(video).catch(() => null)
    if (code) return code
    await pause()
  }
}

const scanWith = async (root: HTMLElement, video: HTMLVideoElement): Promise<void> => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  video.srcObject = stream
  video.hidden = false
  await video.play()
  const code = await look(video, root.dataset.reader ?? '')
  for (const track of stream.getTracks()) track.stop()
  const box = root.querySelector('input')
  if (!box) return
  box.value = code
  box.form?.requestSubmit()
}

/** The camera beside a box for a tag: what it reads is typed into the box, and the form sent. */
export const startScan = (): void => {
  const root = document.querySelector<HTMLElement>('[data-module=digiknow-scan]')
  const camera = root?.querySelector<HTMLElement>('[data-camera]')
  const [button, video] = [camera?.querySelector('button'), camera?.querySelector('video')]
  if (!root || !camera || !button || !video || !navigator.mediaDevices) return
  camera.hidden = false
  const told = camera.querySelector('[role=status]')
  button.addEventListener('click', () => {
    if (told) told.textContent = 'Hold the label in front of the camera'
    scanWith(root, video).catch(() => {
      if (told) told.textContent = 'We cannot use the camera. Type the tag instead'
    })
  })
}
