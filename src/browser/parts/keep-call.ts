const PAUSE_MS = 700
const BEAT_MS = 60_000
const AGAIN_MS = 4000
/** A browser sends no more than this for a page that is gone. */
const OUTLIVES = 60_000

const NOT_YET = 'Not kept yet'

const SIGN_IN = 'You are signed out. Stay on this page, sign in in another tab, then go on here:'
const NOT_KEPT = 'Not kept yet. Stay on this page: we try again'
const SAVED = 'This call is saved already. What you type now is not kept: start a new call'
const NOT_YOURS = 'Not kept: somebody else looks after them now. Press “Put aside for now”'

/** "5.28pm", as everywhere else. */
const clock = (): string =>
  new Date()
    .toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true })
    .replace(':', '.')
    .replace(/\s/gu, '')

/** A desk that was only opened says nothing; and one that is typed at meanwhile, what is not kept. */
const whatIsKept = (kept: number, typed: number): string => {
  if (typed > kept) return NOT_YET
  return typed > 0 ? `Kept at ${clock()}` : ''
}

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
/** What is typed at a call that is saved is no part of it. */
const IS_SAVED = 409

const WHY: Readonly<Record<number, string>> = { [SIGNED_OUT]: SIGN_IN, [GONE]: NOT_YOURS, [IS_SAVED]: SAVED }

const bodyOf = (form: HTMLFormElement, turn: number): URLSearchParams => {
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)])
  return new URLSearchParams([...fields, ['turn', String(turn)]])
}

const post = (form: HTMLFormElement, turn: number): Promise<Response> => {
  const body = bodyOf(form, turn)
  // A lid that is closed while it is on its way does not stop it.
  const keepalive = body.toString().length < OUTLIVES
  return fetch(form.dataset.keep ?? '', { method: 'POST', body, keepalive, redirect: 'error' })
}

/** Does it once after a while, however often it is asked meanwhile: whoever types without a pause is kept all the same. */
const timer = (act: () => void) => {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const stop = (): void => {
    clearTimeout(waiting)
    waiting = undefined
  }
  const start = (ms: number): void => {
    waiting ??= setTimeout(act, ms)
  }
  return { start, stop }
}

/** The page is going, or may be. */
const whenLeaving = (leave: () => void, isOwed: () => boolean): void => {
  addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', () => document.hidden && leave())
  addEventListener('beforeunload', (event) => {
    if (isOwed() && !navigator.onLine) event.preventDefault()
  })
}

/** Keeps a call on the server while it is typed: each save tells which turn it is, so that an older one never undoes a newer. */
export const keepCall = (form: HTMLFormElement, say: (words: string, held?: string, isOut?: boolean) => void) => {
  let turn = Number(form.dataset.turn ?? '0')
  // How much was typed, how much of it is on its way, and how much of it the server has said that it keeps.
  let [typed, sent, kept] = [0, 0, 0]
  let [isSent, isOut] = [false, false]

  const failed = (status: number): boolean => {
    const isGone = status === GONE || status === IS_SAVED
    sent = isGone ? typed : kept
    kept = sent
    say(WHY[status] ?? NOT_KEPT, undefined, isOut)
    if (!isGone) wait.start(AGAIN_MS)
    return isGone
  }
  const save = async (): Promise<boolean> => {
    wait.stop()
    const upTo = typed
    sent = upTo
    turn += 1
    let status = 0
    try {
      const answer = await post(form, turn)
      status = answer.status
      isOut = status === SIGNED_OUT
      if (!answer.ok) throw new Error(String(status))
      const { kept: isKept, turn: newest, held } = (await answer.json()) as Kept
      if (newest !== null) return again(newest)
      if (!isKept) return failed(IS_SAVED)
      kept = Math.max(kept, upTo)
      say(whatIsKept(kept, typed), held)
      return true
    } catch {
      return failed(status)
    }
  }
  /** Another window of the same call saved meanwhile: what is typed here comes after it. */
  const again = (newest: number): Promise<boolean> => {
    turn = newest
    say('This call is open in another window too')
    return save()
  }
  const wait = timer(() => void save())
  const soon = (): void => {
    typed += 1
    say(NOT_YET)
    wait.start(PAUSE_MS)
  }

  form.addEventListener('submit', (event) => {
    if (isOut) {
      event.preventDefault()
      void save().then((isKept) => isKept && form.requestSubmit(event.submitter))
      return
    }
    isSent = !event.defaultPrevented
    wait.stop()
  })
  whenLeaving(
    () => sent < typed && !isSent && void save(),
    () => kept < typed && !isSent,
  )
  setInterval(() => turn > 0 && !isSent && save(), BEAT_MS)
  return { save, soon }
}
