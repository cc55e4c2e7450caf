import type { Module } from '#platform/module'

/** How what a desk decides about messages reads on a timeline. */
export const boardSays: NonNullable<Module['says']> = {
  'message.went': ({ way }) => `Looked at, and found to have gone by ${String(way)}`,
  'message.send-again': ({ way }) => `Sent again by ${String(way)}, after somebody looked`,
  'message.call-instead': ({ way }) => `Not sent by ${String(way)}: somebody rings instead`,
  'message.leave': ({ way }) => `Somebody decided not to send it by ${String(way)}`,
  'notice.try-again': () => 'To be told after all',
  'notice.call-instead': () => 'Somebody rings instead of writing',
  'text.see-to': () => 'Saw to a text',
  'notice.leave': () => 'Somebody decided not to tell them',
}
