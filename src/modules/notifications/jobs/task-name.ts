/** What the program's own work is called where its short name does not say it. */
const NAMES: Readonly<Record<string, string>> = {
  'post-round': 'Send what is due',
  'post-rounds': 'Look for what is due',
  'send-message': 'Send an email to an account',
  'message-failed': 'See to a message that did not arrive',
  'read-text': 'Read a text',
  'write-digests': 'Write the daily emails',
  'watch-jobs': 'Look for work that keeps failing',
  'try-way': 'Send a test message',
  'import-run': 'Bring records in',
  tidy: 'Forget old sign-ins',
  'tidy-notices': 'Forget what staff read long ago',
  'tidy-imports': 'Forget old files',
}

/** "send-sign-in-code" → "Send sign in code". */
export const taskName = (task: string): string => {
  const words = NAMES[task] ?? task.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
