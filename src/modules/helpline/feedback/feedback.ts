import { z } from 'zod'
import { needed, oneOf } from '#platform/fields'
import { emptyBox } from '../referrals/trap'
import { THEME_CODES } from '../requests/request'

/** What residents tell us, without a name: what it is about, and what they say. */
export const feedbackForm = z.object({
  theme: oneOf(THEME_CODES, 'Choose what it is about'),
  words: needed('Enter what they say', 4000),
})
export type Feedback = z.output<typeof feedbackForm>

/** The same by an address we gave out, where programs come too. */
export const linkFeedbackForm = feedbackForm.extend({ website: emptyBox() })
