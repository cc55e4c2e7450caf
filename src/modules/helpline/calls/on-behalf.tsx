import type { Attempt } from '#platform/forms'
import { optionsOf, SelectField, TextField } from '#ui/govuk'
import { AGREED, RING_WHOM, STANDINGS } from './call'

const FIELDS = ['callerName', 'callerPhones', 'standing', 'agreed'] as const

/**
 * Someone rings for somebody else: two people, what the one is to the other, and whether the other agreed. `asksWhom`: whom to ring is
 * asked beside the day of the ring.
 */
export const OnBehalf = ({ attempt, asksWhom }: { attempt: Attempt; asksWhom: boolean }) => {
  const isWrong = attempt.errors.some(({ field }) => field === 'ringWhom')
  const isOpen = isWrong || FIELDS.some((name) => attempt.values[name] || attempt.errors.some(({ field }) => field === name))
  return (
    <details class="digiknow-behalf" open={isOpen}>
      <summary class="govuk-link" data-key="f">
        Someone rings for them <kbd>F</kbd>
      </summary>
      <div class="digiknow-fields">
        <TextField attempt={attempt} name="callerName" label="Who rings" autocomplete="off" />
        <TextField attempt={attempt} name="callerPhones" label="Their own phone" inputmode="tel" autocomplete="off" />
        <SelectField
          attempt={attempt}
          name="standing"
          label="Who they are to them"
          options={optionsOf(STANDINGS)}
          emptyLabel="Choose"
        />
        <SelectField
          attempt={attempt}
          name="agreed"
          label="Does the person agree?"
          options={optionsOf(AGREED)}
          emptyLabel="Choose"
        />
        {!asksWhom && (
          <SelectField
            attempt={attempt}
            name="ringWhom"
            label="If we ring back, whom?"
            options={[{ value: 'caller', label: RING_WHOM.caller }]}
            emptyLabel={RING_WHOM.person}
          />
        )}
      </div>
    </details>
  )
}
