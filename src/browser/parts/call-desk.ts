import { startFinding } from './find-as-you-type'
import { startKeys } from './single-keys'

/** The call desk made faster: a timer, single keys, finding while you type, and words kept while you find the caller. */

const KEPT = 'digiknow-call'

interface Kept {
  readonly since: number
  readonly fields: readonly (readonly [string, string])[]
}

/** What was typed stays in this tab only while the caller is being looked up, and goes once it is back in the form. */
const takeKept = (): Kept | null => {
  const kept = sessionStorage.getItem(KEPT)
  sessionStorage.removeItem(KEPT)
  return kept ? (JSON.parse(kept) as Kept) : null
}

const ABOUT_CALL = ['notes', 'needs', 'barriers', 'direction', 'result', 'next', 'nextOn', 'nextWords']

const fill = (form: HTMLFormElement, { fields }: Kept): void => {
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type=checkbox], input[type=radio]'))
    input.checked = fields.some(([name, value]) => name === input.name && value === input.value)
  for (const [name, value] of fields) {
    const control = form.elements.namedItem(name)
    if (control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) control.value = value
    if (control instanceof HTMLInputElement && control.type === 'text') control.value = value
  }
}

const keepFor = (form: HTMLFormElement, since: number): void => {
  const fields = [...new FormData(form)]
    .filter(([name]) => ABOUT_CALL.includes(name))
    .map(([name, value]) => [name, String(value)])
  sessionStorage.setItem(KEPT, JSON.stringify({ since, fields }))
}

const startTimer = (since: number, clock: Element | null): void => {
  const tick = (): void => {
    const seconds = Math.floor((Date.now() - since) / 1000)
    if (clock) clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  }
  tick()
  setInterval(tick, 1000)
}

/** Minutes left empty are the timer's, begun ones counting whole: typed ones always win. */
const timeCall = (form: HTMLFormElement, since: number): void => {
  const minutes = form.querySelector<HTMLInputElement>('[data-minutes]')
  form.addEventListener('submit', () => {
    if (minutes && minutes.value === '') minutes.value = String(Math.min(600, Math.ceil((Date.now() - since) / 60_000)))
  })
}

export const startCallDesk = (): void => {
  const desk = document.querySelector('[data-call-desk]')
  const form = document.querySelector<HTMLFormElement>('#call-form')
  if (!desk || !form) return
  const kept = takeKept()
  if (kept) fill(form, kept)
  const since = kept?.since ?? Date.now()
  startTimer(since, document.querySelector('[data-timer]'))
  timeCall(form, since)
  desk.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-keeps-call]')) keepFor(form, since)
  })
  desk.addEventListener('submit', (event) => {
    if (event.target !== form) keepFor(form, since)
  })
  startFinding(desk)
  startKeys(form)
}
