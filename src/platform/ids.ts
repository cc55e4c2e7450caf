import { v7, validate } from 'uuid'

/** A new record id: UUIDv7, so that ids sort by the moment they were made. */
export const newId = (at?: Date): string => v7(at ? { msecs: at.getTime() } : undefined)

export const isId = (text: unknown): text is string => typeof text === 'string' && validate(text)
