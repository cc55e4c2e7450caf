import { z } from 'zod'
import { maybeDate, oneOf, words } from '#platform/fields'
import { collectForm, returnForm } from '../loans/loan'
import { readStrokes } from '../loans/signature'
import { kitTicks } from './write-handover'

const where = oneOf(['counter', 'doorstep'], 'Choose where it changes hands').default('counter')
const place = z.preprocess(
  (value) => String(value ?? '').trim() || null,
  z.uuid({ error: 'Choose a place from the list' }).nullable(),
)

/** Handing over at the counter or at the door: what is agreed, and the pieces ticked one by one. */
export const handOutForm = collectForm.and(z.object({ kit: kitTicks, where }))

/** What makes it safe for the next one. */
const safeForm = z.object({
  kit: kitTicks,
  signedOut: oneOf(['yes', 'no', 'not_asked'], 'Choose what they said about their accounts').default('not_asked'),
  // Not chosen: nobody looked, and nothing is claimed
  lock: z.preprocess((value) => value || undefined, z.enum(['off', 'on', 'none']).optional()),
  placeId: place.default(null),
})

/** Looking over what was only taken in. */
export const lookOverForm = returnForm.omit({ returnedOn: true }).and(safeForm)

/** Taking back: the same, with who brought it and when. */
export const handBackForm = returnForm.and(safeForm).and(
  z.object({
    where,
    broughtBy: oneOf(['borrower', 'someone', 'stranger'], 'Choose who brought it').default('borrower'),
    signedName: words(100).default(''),
    strokes: readStrokes.default(null),
  }),
)

/** What a phone that was offline sends: the same, with the id it made and the day it was there. */
export const sentLaterForm = handOutForm.and(
  z.object({
    id: z.uuid({ error: 'The id must be a UUID' }),
    handedOn: maybeDate('Enter the day it was handed over').default(null),
  }),
)
