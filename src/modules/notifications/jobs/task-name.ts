import type { House } from '#platform/module'

/** What a job is called, with its module's word for it: "post-round" → "Send what is due", "tell-someone" → "Tell someone". */
export const taskName = ({ jobNames }: Pick<House, 'jobNames'>, task: string): string => {
  const words = (Object.hasOwn(jobNames, task) && jobNames[task]) || task.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
