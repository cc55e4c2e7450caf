const OFF = 'digiknow-keys-off'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=submit])')

const focus = (id: string): boolean => {
  const control = document.getElementById(id)
  control?.focus()
  return control !== null
}

const tickNeed = (form: HTMLFormElement, nth: number): boolean => {
  const box = form.querySelectorAll<HTMLInputElement>('[data-pick=needs] input')[nth - 1]
  box?.click()
  return box !== undefined
}

/** Someone is found already: "Not them?" leads to the find box. */
const findAnother = (): boolean => {
  const link = document.querySelector<HTMLAnchorElement>('a[data-keeps-call]')
  link?.click()
  return link !== null
}

/** What a single key does, or false when this page has nothing for it. */
const press = (form: HTMLFormElement, key: string): boolean => {
  if (/^[1-6]$/.test(key)) return tickNeed(form, Number(key))
  if (key === '/') return focus('q') || findAnother()
  const ids: Readonly<Record<string, string>> = { n: 'notes', b: 'barriers', a: 'next', '?': 'keys-switch' }
  const id = ids[key.toLowerCase()]
  return id !== undefined && focus(id)
}

const isOff = (): boolean => localStorage.getItem(OFF) === 'yes'

/** The switch for people whose voice or grip would press single keys by chance (WCAG 2.1.4). Ctrl+Enter stays. */
const startSwitch = (): void => {
  const bar = document.querySelector<HTMLElement>('[data-keys]')
  const button = document.querySelector('[data-keys-switch]')
  const show = (): void => {
    document.body.classList.toggle('digiknow-keys-off', isOff())
    const state = document.querySelector('[data-keys-state]')
    if (state) state.textContent = isOff() ? 'off' : 'on'
  }
  if (bar) bar.hidden = false
  button?.addEventListener('click', () => {
    localStorage.setItem(OFF, isOff() ? 'no' : 'yes')
    show()
  })
  show()
}

/** Single keys, never while someone types; Ctrl+Enter saves from anywhere. */
export const startKeys = (form: HTMLFormElement): void => {
  startSwitch()
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      form.requestSubmit()
      return
    }
    if (isOff() || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    if (press(form, event.key)) event.preventDefault()
  })
}
