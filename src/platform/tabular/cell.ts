import { z } from 'zod'

/** What a cell reader gives for text it can't take: the reason, in words that follow the column's name. */
export type Unreadable = { problem: string }

/** A schema for one cell that must be filled in: its text, trimmed, through `read`. */
export const cell = <Value>(read: (text: string) => Value | Unreadable) =>
  z.string().transform((raw, context): Value => {
    const text = raw.trim()
    const value = text === '' ? unreadable('is empty') : read(text)
    if (!isUnreadable(value)) return value
    context.issues.push({ code: 'custom', message: value.problem, input: raw })
    return z.NEVER
  })

/** The same reader for a cell that may be left empty, which gives null. */
export const optional = <Value>(schema: z.ZodType<Value, string>) =>
  z.string().transform((raw, context): Value | null => {
    if (raw.trim() === '') return null
    const read = schema.safeParse(raw)
    if (read.success) return read.data
    // Not a union: that would answer "Invalid input" in place of the reader's own reason.
    for (const { message } of read.error.issues) context.issues.push({ code: 'custom', message, input: raw })
    return z.NEVER
  })

/** A reason that a cell can't be read. */
export const unreadable = (problem: string): Unreadable => ({ problem })

/** The start of what was written, in quotation marks, for naming it in a message. */
export const quoted = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`

const isUnreadable = (value: unknown): value is Unreadable => typeof value === 'object' && value !== null && 'problem' in value
