const PAUSE_MS = 200

/** Someone is on a link or a button in there: it is not pulled from under them. */
const isInUse = (part: Element): boolean => part.contains(document.activeElement)

/** What is another at every look and says nothing: how long a line will stay, and under what id a button sends. */
const PASSING = / data-goes-in="\d+"|name="submission" value="[^"]*"/g
const wordsOf = (part: Element): string => part.innerHTML.replace(PASSING, '')

const replaceParts = (page: Document): void => {
  for (const part of document.querySelectorAll('[data-live-part]')) {
    const fresh = document.adoptNode(page.getElementById(part.id) ?? part.cloneNode(true)) as Element
    if (isInUse(part) || wordsOf(fresh) === wordsOf(part)) continue
    part.className = fresh.className
    part.replaceChildren(...fresh.childNodes)
  }
}

/** Parts of a page that change by themselves: told that something has changed, they are asked for again. */
export const startLive = (): void => {
  const root = document.querySelector<HTMLElement>('[data-live]')
  const { live, liveFrom } = root?.dataset ?? {}
  if (!live || !liveFrom) return
  let waiting: ReturnType<typeof setTimeout> | undefined
  let source: EventSource | undefined
  const look = async (): Promise<void> => {
    const answer = await fetch(liveFrom)
    if (answer.ok && !answer.redirected) replaceParts(new DOMParser().parseFromString(await answer.text(), 'text/html'))
  }
  const soon = (): void => {
    // What changes without a pause is looked at all the same
    if (waiting) return
    waiting = setTimeout(() => {
      waiting = undefined
      // With no network the page stays as it is until it hears again
      look().catch(() => {})
    }, PAUSE_MS)
  }
  const listen = (): void => {
    source?.close()
    source = undefined
    if (document.hidden) return
    source = new EventSource(live)
    source.addEventListener('message', soon)
  }
  // A browser keeps few connections open: screens nobody looks at give theirs back
  document.addEventListener('visibilitychange', listen)
  addEventListener('pagehide', () => source?.close())
  addEventListener('pageshow', (event) => event.persisted && listen())
  listen()
}
