/** "send-sign-in-code" → "Send sign in code". */
export const taskName = (task: string): string => {
  const words = task.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
