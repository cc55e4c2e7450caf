import type { Module } from '#platform/module'
import { formatDate } from '#ui/format'
import { PURPOSES, type Purpose } from './consent/consent'

const NAMES: Readonly<Record<string, string>> = {
  known_as: 'what they like to be called',
  say_as: 'who to ask for',
  support_needs: 'what helps',
  access_needs: 'what helps',
  ways: 'how to reach them',
  reach_through: 'through whom',
  do_not_call: 'whether to call',
  also_speaks: 'languages',
}

const changedWords = (changed: unknown): string =>
  [...new Set((changed as string[]).map((column) => NAMES[column] ?? column.replaceAll('_', ' ')))].join(', ')

const purposeWords = (purpose: unknown): string => (PURPOSES[purpose as Purpose] ?? 'something').toLowerCase()

/** What the timeline says of people's records. Never what they held. */
export const says: NonNullable<Module['says']> = {
  'person.record': () => 'Became known to us',
  'person.correct': ({ changed }) => `Details put right: ${changedWords(changed) || 'nothing changed'}`,
  'person.hear-more': ({ added }) => `They told us more: ${changedWords(added)}`,
  'person.safe-contact': ({ plan }) =>
    plan === 'ended' ? 'Needs no safe contact plan any more' : 'Safe contact plan made or changed',
  'person.died': ({ died }) => (died ? 'We were told that they have died' : 'They are alive: it was a mistake'),
  'person.read-restricted': ({ where }) => `Their record was read: ${where}`,
  'person.restrict': () => 'Their record is kept apart',
  'person.lift-restriction': () => 'Their record is not kept apart any more',
  'person.break-glass': ({ found }) =>
    found ? 'Their record was opened for an hour, with a reason' : 'Asked to open a record that is not there',
  'person.erase': () => 'Erased',
  'person.merge': ({ merged }) => `Made one record of two: ${merged} was here twice`,
  'person.recognise': ({ merged }) => `${merged} asked by a form, and is someone we know: made one record of two`,
  'person.unmerge': ({ merged }) => `Taken apart again: ${merged} has a record of their own`,
  'person.tell-apart': ({ other }) => `Not the same person as ${other}`,
  'person.put-off': ({ other }) => `Whether this is the same person as ${other} is looked at later`,
  'person.offer-again': ({ other }) => `May be the same person as ${other} after all`,
  'consent.give': ({ purpose }) => `Agreed: ${purposeWords(purpose)}`,
  'consent.withdraw': ({ purpose }) => `Took back their consent: ${purposeWords(purpose)}`,
  'consent.end': ({ purpose, endsOn }) =>
    `What they agreed to ended with ${formatDate(String(endsOn))}: ${purposeWords(purpose)}`,
  'note.write': () => 'A note was written',
  'note.correct': () => 'A note was corrected',
}
