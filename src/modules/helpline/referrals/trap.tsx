import { words } from '#platform/fields'
import type { Attempt } from '#platform/forms'
import { TextField } from '#ui/govuk'

/** A box that people are told to leave empty, and programs fill in. */
export const emptyBox = () =>
  words(200).refine((text) => text === '', {
    error: 'Leave this box empty. It is there to stop programs that send junk',
  })

/** That box, out of sight until it was filled in: then whoever filled it in has to see it. */
export const Trap = ({ attempt }: { attempt: Attempt }) => {
  const filled = Boolean(attempt.values.website)
  const hidden = filled ? {} : { tabindex: '-1' }
  return (
    <div class={filled ? undefined : 'govuk-visually-hidden'} aria-hidden={filled ? undefined : 'true'}>
      <TextField attempt={attempt} name="website" label="Leave this box empty" autocomplete="off" attributes={hidden} />
    </div>
  )
}
