const OFF = 'digiknow-keys-off'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=submit])')

const PRESSED = 'a, button, summary, input[type=checkbox], input[type=radio]'

/** Goes to what stands under a key on this page: a link, a button or a choice is pressed, a box is entered. */
const press = (key: string): boolean => {
  const named = `[data-key="${CSS.escape(key)}"]`
  // The page's own comes before the menu's
  const there = document.querySelector<HTMLElement>(`main ${named}`) ?? document.querySelector<HTMLElement>(named)
  if (!there) return false
  const control = there.matches('fieldset') ? there.querySelector<HTMLElement>('input:checked, input') : there
  control?.focus()
  if (there.matches(PRESSED)) there.click()
  return control !== null
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

const isWithModifier = (event: KeyboardEvent): boolean => event.ctrlKey || event.metaKey || event.altKey

/** Single keys, never while someone types: on every page of the staff, for whatever stands under one. Escape leaves a box. */
export const startKeys = (): void => {
  startSwitch()
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isTyping(event.target)) (event.target as HTMLElement).blur()
    if (isOff() || isTyping(event.target) || isWithModifier(event) || event.key.length !== 1) return
    if (press(event.key.toLowerCase())) event.preventDefault()
  })
}
