import { recordPartner } from '#modules/partners'
import type { Organisation } from '../organisations'
import { type Story, tell } from '../story'

const AT_HOME = { email: null, phone: null, website: null }

/** Most have an email; one in four is only rung. The numbers are from the range that is kept for drama. */
const reachedAt = (name: string, nth: number) => {
  if (nth % 4 === 2) return { ...AT_HOME, phone: `+4416149605${String(nth % 100).padStart(2, '0')}` }
  const host = name.toLowerCase().replace(/[^a-z]+/g, '-')
  return { ...AT_HOME, email: `hello@${host}.example` }
}

/** Organisations join the alliance, each recorded on the day it joined, so that its own story begins with that. */
export const takeOnPartners = async (story: Story, organisations: readonly Organisation[]): Promise<void> => {
  for (const [nth, { name, sector, does, joinedOn }] of organisations.entries())
    await tell(story, 'lead', [joinedOn, '08:45'], recordPartner, {
      ...{ name, sector, joinedOn, whatTheyDo: does, contactName: '' },
      ...reachedAt(name, nth),
    })
}
