import type { Attempt } from '#platform/forms'
import { FileField, RadiosField, SelectField, TextAreaField } from '#ui/govuk'
import type { HandoverRecord } from '../handover/handover.queries'
import { KitTicks } from '../handover/kit-ticks'
import { LOCKS } from '../handover/write-handover'
import { CONDITIONS, type Condition, choices } from '../stock/device'
import type { LoanRecord } from './loan.queries'

const SIGNED_OUT = {
  yes: 'Yes',
  no: 'No, or they do not know how',
  not_asked: 'They are not here to ask',
} as const

const KitQuestion = ({ attempt, handovers }: { attempt: Attempt; handovers: readonly HandoverRecord[] }) => {
  const out = handovers.find(({ way }) => way === 'out')?.parts.filter(({ here }) => here > 0) ?? []
  if (out.length > 0)
    return (
      <KitTicks
        attempt={attempt}
        parts={out.map(({ name, here }) => ({ name, howMany: here }))}
        legend="Tick each thing that came back"
        hint="If something is missing, that is all right: leave it unticked."
      />
    )
  return (
    <RadiosField
      attempt={attempt}
      name="kitComplete"
      legend="Is everything that went with it here?"
      options={[
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No, something is missing' },
      ]}
      inline
    />
  )
}

interface HowItIsProps {
  attempt: Attempt
  loan: LoanRecord
  handovers: readonly HandoverRecord[]
}

/** How it is now, beside how it went out: its condition, and its kit piece by piece. */
export const HowItIs = ({ attempt, loan, handovers }: HowItIsProps) => (
  <>
    <dl class="digiknow-dl govuk-!-margin-bottom-4">
      <dt>Went out</dt>
      <dd>{CONDITIONS[loan.condition_out as Condition]}</dd>
      {loan.kit_out && (
        <>
          <dt>With</dt>
          <dd>{loan.kit_out}</dd>
        </>
      )}
    </dl>
    <RadiosField attempt={attempt} name="conditionBack" legend="Came back" options={choices(CONDITIONS)} inline />
    <KitQuestion attempt={attempt} handovers={handovers} />
  </>
)

/** What makes it safe for the next one, and good for the last one. */
export const SafeToPassOn = ({ attempt }: { attempt: Attempt }) => (
  <>
    <RadiosField
      attempt={attempt}
      name="signedOut"
      legend="Have they signed out of their accounts?"
      hint="Their word is enough. Photos and messages of theirs are wiped off next."
      options={choices(SIGNED_OUT)}
      inline
    />
    <RadiosField
      attempt={attempt}
      name="lock"
      legend="Its activation lock"
      hint="Apple calls it Activation Lock, Google calls it device protection. While it is on, nobody else can use it."
      options={choices(LOCKS)}
    />
  </>
)

/** Where a device is now, as a choice among the places. */
export const NowAt = ({ attempt, places }: { attempt: Attempt; places: readonly { value: string; label: string }[] }) => (
  <SelectField attempt={attempt} name="placeId" label="It is now at" options={places} emptyLabel="Where it is kept" />
)

export const NotesAndPhotos = ({ attempt }: { attempt: Attempt }) => (
  <>
    <TextAreaField attempt={attempt} name="notes" label="Anything to note" rows={2} />
    <FileField
      attempt={attempt}
      name="photos"
      label="Photos of its condition, if you like"
      hint="Up to 4. They stand beside those from when it went out."
      accept="image/jpeg,image/png,image/webp"
      multiple
    />
  </>
)
