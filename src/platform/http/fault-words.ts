const FAULT_WORDS: Readonly<Record<number, string>> = {
  413: 'What you sent is too big. Send something smaller',
  415: 'We cannot read what was sent',
  429: 'Too many tries in a short time. Wait a minute, then try again',
  503: 'We cannot save or show anything just now. Nothing you sent was saved. Try again in a minute',
}

/** What to say when something fails, by the status it is answered with. */
export const faultWords = (status: number): string => {
  if (status < 500) return FAULT_WORDS[status] ?? 'We could not read what was sent'
  return FAULT_WORDS[status] ?? 'Something went wrong on our side. Nothing you sent was saved'
}
