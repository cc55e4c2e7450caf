import { type Logger, pino } from 'pino'

/** Logs as JSON lines. What is logged is chosen field by field: never a body, an address with a query, or a person's details. */
export const openLog = (level: string): Logger =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: {
      req: () => undefined,
      res: () => undefined,
      err: (error: Error) => ({ name: error.name, stack: error.stack }),
    },
  })
