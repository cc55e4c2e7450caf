import type { Option } from './fields'

/** A table of codes and their words, as the choices of a field or a filter. */
export const optionsOf = (table: Readonly<Record<string, string>>): Option[] =>
  Object.entries(table).map(([value, label]) => ({ value, label }))
