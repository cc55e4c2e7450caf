import type { OwedCall } from '#modules/callbacks'
import type { Attempt } from '#platform/forms'
import { formatDate, formatDateTime, plural } from '#ui/format'
import { dueBy } from '../queue/due-by'
import { CALL_FORM } from './call-desk-who'

const triesWords = (tries: number): string => (tries === 0 ? '' : `, rung ${plural(tries, 'time')} so far`)

const dueWords = (one: OwedCall): string => {
  const by = dueBy(one)
  return by ? `Due by ${formatDate(by)}` : `Due ${formatDateTime(one.due_from)}`
}

/** The calls we owe this person, why, and what to say. Those ticked are what this call is about. */
export const Owed = ({ attempt, owed }: { attempt: Attempt; owed: readonly OwedCall[] }) => {
  if (owed.length === 0) return null
  const chosen = [attempt.values.callBacks ?? []].flat()
  return (
    <section class="digiknow-panel" aria-labelledby="owed">
      <h2 id="owed">We owe them a call</h2>
      <fieldset class="digiknow-pick digiknow-pick--list">
        <legend class="govuk-visually-hidden">What did you talk about?</legend>
        {owed.map((one) => (
          <div>
            <label>
              <input type="checkbox" name="callBacks" value={one.id} form={CALL_FORM} checked={chosen.includes(one.id)} />
              {one.why}
            </label>
            {one.for_name && <b>For {one.for_name}</b>}
            <span class="digiknow-soft-text">
              {dueWords(one)}
              {triesWords(one.tries)}
            </span>
            {one.script && <p class="govuk-body digiknow-said">{one.script}</p>}
          </div>
        ))}
      </fieldset>
    </section>
  )
}
