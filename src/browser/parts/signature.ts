type Point = [number, number]

/** Points nearer than this to the last one add bytes and no line. */
const STEP = 3
const MOST_POINTS = 4000

/**
 * A box to sign in by finger, pen or mouse. Strokes are kept as points of the canvas's own size, in a hidden field, so that
 * they are drawn again after a mistake elsewhere in the form, and stay a drawing of lines on paper.
 */
export class Signature {
  static readonly moduleName = 'digiknow-signature'
  private readonly canvas: HTMLCanvasElement
  private readonly field: HTMLInputElement
  private readonly told: HTMLElement | null
  private strokes: Point[][]
  private pointer: number | null = null

  constructor(root: Element) {
    const [canvas, field] = [root.querySelector('canvas'), root.querySelector('input')]
    if (!canvas || !field) throw new Error('a signature needs a canvas and a field')
    this.canvas = canvas
    this.field = field
    this.told = root.querySelector('[role=status]')
    this.strokes = kept(field.value)
    canvas.addEventListener('pointerdown', (event) => this.begin(event))
    canvas.addEventListener('pointermove', (event) => this.go(event))
    for (const end of ['pointerup', 'pointercancel'] as const) canvas.addEventListener(end, () => this.end())
    root.querySelector('button')?.addEventListener('click', () => this.clear())
    root.removeAttribute('hidden')
    new ResizeObserver(() => this.draw()).observe(canvas)
  }

  private pointOf(event: PointerEvent): Point {
    const box = this.canvas.getBoundingClientRect()
    const scaled = (at: number, from: number, size: number, own: number): number =>
      Math.round(Math.min(Math.max((at - from) / size, 0), 1) * own)
    return [scaled(event.clientX, box.left, box.width, 600), scaled(event.clientY, box.top, box.height, 200)]
  }

  private begin(event: PointerEvent): void {
    if (this.pointer !== null || event.button !== 0) return
    event.preventDefault()
    this.pointer = event.pointerId
    this.canvas.setPointerCapture(event.pointerId)
    this.strokes.push([this.pointOf(event)])
    this.draw()
  }

  private go(event: PointerEvent): void {
    const stroke = this.strokes[this.strokes.length - 1]
    if (event.pointerId !== this.pointer || !stroke) return
    const [x, y] = this.pointOf(event)
    const last = stroke[stroke.length - 1]
    const points = this.strokes.reduce((sum, { length }) => sum + length, 0)
    if (!last || points >= MOST_POINTS || Math.hypot(x - last[0], y - last[1]) < STEP) return
    stroke.push([x, y])
    this.draw()
  }

  private end(): void {
    if (this.pointer === null) return
    this.pointer = null
    this.keep('Signed')
  }

  private clear(): void {
    this.strokes = []
    this.keep('Cleared')
    this.draw()
  }

  private keep(words: string): void {
    this.field.value = this.strokes.length > 0 ? JSON.stringify(this.strokes) : ''
    if (this.told) this.told.textContent = words
  }

  /** Draws at the screen's own sharpness, from the strokes, so that turning a tablet loses nothing. */
  private draw(): void {
    const { canvas } = this
    const width = Math.round(canvas.clientWidth * devicePixelRatio)
    const pen = canvas.getContext('2d')
    if (!pen || width === 0) return
    canvas.width = width
    canvas.height = Math.round(width / 3)
    pen.scale(width / 600, width / 600)
    Object.assign(pen, { lineWidth: 3, lineCap: 'round', lineJoin: 'round', strokeStyle: '#14191a' })
    pen.beginPath()
    for (const [first, ...rest] of this.strokes) {
      if (!first) continue
      pen.moveTo(...first)
      for (const point of rest.length > 0 ? rest : [first]) pen.lineTo(...point)
    }
    pen.stroke()
  }
}

const kept = (text: string): Point[][] => {
  try {
    const strokes: unknown = JSON.parse(text)
    return Array.isArray(strokes) ? (strokes as Point[][]) : []
  } catch {
    return []
  }
}
