import type { Template } from '#platform/template'
import { formatPhone } from '#ui/format'

export const WAYS: Readonly<Record<string, string>> = { text: 'Text', email: 'Email', letter: 'Letter' }

export const RECEIPTS: Readonly<Record<string, string>> = {
  sending: 'They have it',
  delivered: 'It arrived',
  temporary_failure: 'It did not arrive this time',
  permanent_failure: 'It will not arrive there',
  technical_failure: 'They could not send it',
}

/** What a message tells, in the words of its templates, or its subject where it has none. */
export const tellsWhat = (
  templates: ReadonlyMap<string, Template>,
  message: { readonly templates: readonly string[]; readonly subject: string },
): string => {
  const when = message.templates.map((name) => templates.get(name)?.when ?? name)
  return when.join(', and ') || message.subject || 'A message'
}

/** Enough of a number or an address to tell it from another, and no more. */
export const masked = (way: string, address: string): string => {
  if (way === 'letter') return 'Their postal address'
  if (way === 'text') return `Their number that ends ${formatPhone(address).replaceAll(' ', '').slice(-3)}`
  const [name = '', host = ''] = address.split('@')
  return `${name.slice(0, 1)}…@${host}`
}
