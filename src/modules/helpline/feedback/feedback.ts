import { z } from 'zod'
import { needed, oneOf } from '#platform/fields'
import { emptyBox } from '../referrals/trap'
import { THEME_CODES } from '../requests/request'

/** A phone number or an email address is somebody's. */
const REACHES_SOMEONE = /(?:\+\d|\b0)(?:[\s()./-]{0,2}\d){8,}|\S@\S+\.\S/

/** What residents tell us, without a name: what it is about, and what they say. */
export const feedbackForm = z.object({
  theme: oneOf(THEME_CODES, 'Choose what it is about'),
  words: needed('Enter what they say', 4000).refine((words) => !REACHES_SOMEONE.test(words), {
    error: 'Leave out phone numbers and email addresses: this is kept without a name',
  }),
})
export type Feedback = z.output<typeof feedbackForm>

/** The same by an address we gave out, where programs come too. */
export const linkFeedbackForm = feedbackForm.extend({ website: emptyBox() })
