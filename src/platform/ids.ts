import { v7, validate } from 'uuid'

/** A new record id: UUIDv7, so that ids sort by the moment they were made, and within one moment by `turn`. */
export const newId = (at?: Date, turn?: number): string =>
  v7(at ? { msecs: at.getTime(), ...(turn !== undefined && { seq: turn }) } : undefined)

export const isId = (text: unknown): text is string => typeof text === 'string' && validate(text)
