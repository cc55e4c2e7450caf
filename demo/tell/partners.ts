import { recordPartner } from '#modules/partners'
import type { Organisation } from '../organisations'
import { type Story, tell } from '../story'

/** Organisations join the alliance, each recorded on the day it joined, so that its own story begins with that. */
export const takeOnPartners = async (story: Story, organisations: readonly Organisation[]): Promise<void> => {
  for (const { name, sector, does, joinedOn } of organisations)
    await tell(story, 'lead', [joinedOn, '08:45'], recordPartner, {
      ...{ name, sector, joinedOn, whatTheyDo: does, contactName: '' },
      ...{ email: null, phone: null, website: null },
    })
}
