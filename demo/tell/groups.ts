import { bookPerson, planGroup, recordGroup } from '#modules/sessions'
import { addDays } from '#platform/clock'
import type { Chance } from '../chance'
import { type Story, tell } from '../story'
import { practised } from './asks'

export interface GroupPlan {
  readonly title: string
  readonly day: string
  readonly time: string
  readonly minutes: number
  readonly places: number
  readonly way: 'in_person' | 'video'
  readonly place: string | null
  /** Who leads it, by reference; null when the team does. */
  readonly champion: string | null
}

/** Announces a group session; gives its reference. */
export const announce = async (story: Story, plan: GroupPlan, daysBefore: number): Promise<string> => {
  const { day, ...more } = plan
  const { reference } = await tell(story, 'coordinator', [addDays(day, -daysBefore), '09:45'], planGroup, { ...more, date: day })
  return reference
}

export const book = (story: Story, session: string, person: string, day: string) =>
  tell(story, 'helpline', [day, '12:15'], bookPerson, { session, person })

interface Came {
  /** Booked people who came, and others by name, by reference. */
  readonly came: readonly string[]
  readonly more: readonly string[]
  readonly headCount: number
}

/** Writes down who came to a group session. */
export const gather = (
  story: Story,
  chance: Chance,
  session: string,
  { day, minutes }: Pick<GroupPlan, 'day' | 'minutes'>,
  { came, more, headCount }: Came,
) =>
  tell(story, 'coordinator', [day, '20:30'], recordGroup, {
    session,
    minutes,
    came: [...came],
    more: [...more],
    headCount,
    ...practised(chance),
  })
