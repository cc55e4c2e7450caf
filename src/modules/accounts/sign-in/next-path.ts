import type { Ask } from '#platform/http/ask'

const HERE = 'http://here.invalid'

/** Where to go after signing in: the page asked for, if it is one of this alliance's own; else the first page of the menu. */
export const nextPath = ({ base }: Pick<Ask, 'base'>, asked: unknown): string => {
  const own = `${base}/work`
  if (typeof asked !== 'string' || !URL.canParse(asked, HERE)) return own
  const { origin, pathname, search } = new URL(asked, HERE)
  const within = origin === HERE && pathname.startsWith(`${base}/`)
  return within && !/^\/sign-(in|out)\b/.test(pathname.slice(base.length)) ? pathname + search : own
}
