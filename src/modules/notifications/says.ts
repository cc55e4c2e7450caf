import type { Module } from '#platform/module'

type Detail = Readonly<Record<string, unknown>>

const WAY: Readonly<Record<string, string>> = { text: 'text', email: 'email', letter: 'letter' }
const wayOf = ({ way }: Detail): string => WAY[String(way)] ?? 'message'

/** Templates are named in plain words: "loan-due-soon". */
const what = (names: unknown): string =>
  String(names ?? '')
    .split(' ')
    .filter(Boolean)
    .map((name) => name.replaceAll('-', ' '))
    .join(', ')
const about = (names: unknown): string => (what(names) ? `: ${what(names)}` : '')

const RECEIPTS: Readonly<Record<string, string>> = {
  sending: 'is on its way',
  delivered: 'arrived',
  temporary_failure: 'did not arrive this time',
  permanent_failure: 'did not arrive: that number or address does not work',
  technical_failure: 'did not arrive: a fault at the provider',
}

/** How what happens with messages reads on a timeline. */
export const messageSays: NonNullable<Module['says']> = {
  'notice.plan': () => 'What is due was thought over',
  'notice.call-off': ({ template }) => `Not told, since it is not needed any more: ${what(template)}`,
  'notice.to-call': ({ template }) => `To be told by phone: ${what(template)}`,
  'notice.give-up': ({ template, because }) => `Not told: ${what(template)}. ${because}`,
  'message.claim': () => 'Messages were taken to be sent',
  'message.send': (detail) => `We sent a ${wayOf(detail)}${about(detail.templates)}`.replace('a email', 'an email'),
  'message.fail': (detail) => `The ${wayOf(detail)} did not go${about(detail.templates)}`,
  'message.receipt': (detail) => `The ${wayOf(detail)} ${RECEIPTS[String(detail.status)] ?? ''}${about(detail.templates)}`,
  'message.unsure': (detail) => `Nobody knows whether the ${wayOf(detail)} went`,
  'text.receive': () => 'A text came in',
  'text.read': ({ cameOfIt }) => `They texted us. ${cameOfIt}`,
}
