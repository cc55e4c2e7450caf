const names = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'code' })

/** "ur" → "Urdu". */
export const languageName = (code: string): string => {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}
