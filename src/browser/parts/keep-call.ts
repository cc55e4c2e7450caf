const PAUSE_MS = 700
const BEAT_MS = 60_000
const AGAIN_MS = 4000

const SIGN_IN = 'You are signed out. Stay on this page, sign in in another tab, then go on here:'
const NOT_KEPT = 'Not kept yet. Stay on this page: we try again'
const NOT_YOURS = 'Not kept: somebody else looks after them now. Press “Put aside for now”'

/** "5.28pm", as everywhere else. */
const clock = (): string =>
  new Date()
    .toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true })
    .replace(':', '.')
    .replace(/\s/gu, '')

interface Kept {
  readonly kept: boolean
  readonly turn: number | null
  /** That a colleague has this person in hand, in words; empty when nobody else has. */
  readonly held: string
}

/** What the server says to whoever is not signed in. */
const SIGNED_OUT = 401
/** And to whoever may not go on with this call: trying again changes nothing. */
const GONE = 404

const whyNot = (isOut: boolean, isGone: boolean): string => {
  if (isOut) return SIGN_IN
  return isGone ? NOT_YOURS : NOT_KEPT
}

const bodyOf = (form: HTMLFormElement, turn: number): URLSearchParams => {
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)])
  return new URLSearchParams([...fields, ['turn', String(turn)]])
}

/** Keeps a call on the server while it is typed: each save tells which turn it is, so that an older one never undoes a newer. */
export const keepCall = (form: HTMLFormElement, say: (words: string, held?: string, isOut?: boolean) => void) => {
  const { keep = '', turn: last = '0' } = form.dataset
  let turn = Number(last)
  let waiting: ReturnType<typeof setTimeout> | undefined
  let isOwed = false
  let isSent = false
  let isOut = false

  const post = (keepalive: boolean): Promise<Response> => {
    turn += 1
    return fetch(keep, { method: 'POST', body: bodyOf(form, turn), keepalive, redirect: 'error' })
  }

  const save = async (): Promise<boolean> => {
    clearTimeout(waiting)
    isOwed = false
    let status = 0
    try {
      const answer = await post(false)
      status = answer.status
      isOut = status === SIGNED_OUT
      if (!answer.ok) throw new Error(String(status))
      const { turn: newest, held } = (await answer.json()) as Kept
      if (newest !== null) return again(newest)
      say(`Kept at ${clock()}`, held)
      return true
    } catch {
      isOwed = status !== GONE
      say(whyNot(isOut, !isOwed), undefined, isOut)
      if (isOwed) waiting = setTimeout(save, AGAIN_MS)
      return !isOwed
    }
  }
  /** Another window of the same call saved meanwhile: what is typed here comes after it. */
  const again = (newest: number): Promise<boolean> => {
    turn = newest
    say('This call is open in another window too')
    return save()
  }
  const soon = (): void => {
    isOwed = true
    clearTimeout(waiting)
    waiting = setTimeout(save, PAUSE_MS)
  }

  const sendOnceBackIn = async (by: HTMLElement | null): Promise<void> => {
    if (await save()) form.requestSubmit(by)
  }

  form.addEventListener('submit', (event) => {
    if (isOut) {
      event.preventDefault()
      void sendOnceBackIn(event.submitter)
      return
    }
    isSent = !event.defaultPrevented
    clearTimeout(waiting)
  })
  addEventListener('pagehide', () => {
    if (isOwed && !isSent) void post(true).catch(() => {})
  })
  addEventListener('beforeunload', (event) => {
    if (isOwed && !isSent && !navigator.onLine) event.preventDefault()
  })
  setInterval(() => turn > 0 && !isSent && save(), BEAT_MS)
  return { save, soon }
}
