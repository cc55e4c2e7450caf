const names = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'code' })

/** As people here say it. */
const SAID: Readonly<Record<string, string>> = { bn: 'Bengali', fa: 'Farsi' }

/** "ur" → "Urdu". */
export const languageName = (code: string): string => {
  try {
    return SAID[code] ?? names.of(code) ?? code
  } catch {
    return code
  }
}
