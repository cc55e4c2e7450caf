import { startFinding } from './find-as-you-type'
import { keepCall } from './keep-call'

/** The call desk made faster: a timer, words kept as they are typed, finding while you type, Ctrl+Enter to save. */

const startTimer = (since: number, clock: Element | null): void => {
  const tick = (): void => {
    const seconds = Math.max(0, Math.floor((Date.now() - since) / 1000))
    if (clock) clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  }
  tick()
  setInterval(tick, 1000)
}

/** On the way to another page of this call, what is typed goes first. */
const saveBeforeLeaving = (desk: Element, form: HTMLFormElement, save: () => Promise<boolean>): void => {
  let typed = false
  const go = async (event: Event, leave: () => void): Promise<void> => {
    if (!typed) return
    event.preventDefault()
    if (await save()) leave()
  }
  form.addEventListener('input', () => {
    typed = true
  })
  desk.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[data-keeps-call]')
    if (link) void go(event, () => location.assign(link.href))
  })
  desk.addEventListener('submit', (event) => {
    const other = event.target
    if (other instanceof HTMLFormElement && other !== form && other.method === 'get') void go(event, () => other.submit())
  })
}

export const startCallDesk = (): void => {
  const desk = document.querySelector('[data-call-desk]')
  const form = document.querySelector<HTMLFormElement>('#call-form')
  if (!desk || !form) return
  const told = form.querySelector('[data-saved]')
  const inHand = desk.querySelector('[data-held]')
  const door = form.querySelector<HTMLElement>('[data-sign-in]')
  const { save, soon } = keepCall(form, (words, held, isOut = false) => {
    if (told) told.textContent = words
    if (door) door.hidden = !isOut
    if (inHand && held !== undefined) inHand.textContent = held
  })
  startTimer(Number(form.dataset.since), document.querySelector('[data-timer]'))
  document.addEventListener('input', (event) => {
    if (event.target instanceof HTMLElement && 'form' in event.target && event.target.form === form) soon()
  })
  // Someone is on the line: the others see it, and nobody rings the same person
  if (form.elements.namedItem('person') instanceof HTMLInputElement) void save()
  saveBeforeLeaving(desk, form, save)
  startFinding(desk)
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.requestSubmit()
  })
}
