/** Which database errors mean what. Anything else is a bug and is thrown on. */
interface PgError extends Error {
  readonly code?: string
  readonly constraint?: string
}

export const constraintOf = (error: unknown): string | undefined => (error as PgError | undefined)?.constraint

const codeOf = (error: unknown): string => String((error as PgError | undefined)?.code ?? '')

/** Two transactions in each other's way: worth one more try. */
export const isCollision = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error))

/** Text that is no value of its column's kind: a day that is none, a number too large. */
export const isMisfit = (error: unknown): boolean => ['22007', '22008', '22003', '22P02'].includes(codeOf(error))

const DOWN = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', '57P01', '57P02', '57P03', '53100', '53200', '53300', '58030']

/** The database is stopped, restarting, full or unreachable: answered with 503, and nothing was saved. */
export const isUnavailable = (error: unknown): boolean => {
  const code = codeOf(error)
  if (DOWN.includes(code) || code.startsWith('08')) return true
  return (
    error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(error.message)
  )
}
