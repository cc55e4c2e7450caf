const PAUSE_MS = 150

const linksIn = (box: Element): HTMLElement[] => [...box.querySelectorAll<HTMLElement>('li > a')]

/** Finds while you type: asks for this same page with what was typed, and puts its answer where the answer stands. */
const finder = (input: HTMLInputElement, into: Element) => {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined
  const ask = async (): Promise<void> => {
    asking?.abort()
    asking = new AbortController()
    const form = input.form
    const query = form ? new FormData(form) : new FormData()
    query.set('q', input.value)
    const words = new URLSearchParams([...query].map(([name, value]) => [name, String(value)]))
    const answer = await fetch(`${form?.action ?? location.href}?${words}`, { signal: asking.signal })
    if (!answer.ok || answer.redirected) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const found = page.getElementById(into.id)
    if (found) into.replaceChildren(...found.childNodes)
  }
  return (): void => {
    clearTimeout(waiting)
    // With no network the Find button still asks, and says so itself
    waiting = setTimeout(() => ask().catch(() => {}), PAUSE_MS)
  }
}

const step = (event: KeyboardEvent, input: HTMLInputElement, box: Element): void => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!by) return
  const stops = [input, ...linksIn(box)]
  const at = stops.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  event.preventDefault()
  stops[(at + by + stops.length) % stops.length]?.focus()
}

/** Arrow keys go through the people found; Enter opens the one person found, or asks again for more. */
export const startFinding = (root: Element): void => {
  const input = root.querySelector<HTMLInputElement>('[data-find]')
  const box = input?.dataset.find ? root.querySelector(input.dataset.find) : null
  if (!input || !box) return
  input.addEventListener('input', finder(input, box))
  root.addEventListener('keydown', (event) => step(event as KeyboardEvent, input, box))
  input.addEventListener('keydown', (event) => {
    const links = linksIn(box)
    if (event.key !== 'Enter' || links.length !== 1) return
    event.preventDefault()
    links[0]?.click()
  })
}
