import type { ComponentChildren } from 'preact'
import { PART_WORDS } from '#modules/callbacks'
import { languageName } from '#modules/people'
import type { SafeWindow } from '#modules/reach'
import { londonDate } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import { optionsOf, SelectField, TextField } from '#ui/govuk'
import type { OpenRequest } from '../requests/request.queries'
import { NEXT_KEYS, NEXT_STEPS, type Next, RING_WHOM, SENT_HOW, STEP_PICKS, type StepWithPick, WHY_NOTHING } from './call'
import { Pick } from './pick'
import { dayOptions, RingDay } from './which-day'

export interface Offered {
  readonly step: StepWithPick
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export interface NextStepProps {
  attempt: Attempt
  /** The moment the desk is shown, which says what is still to come of today. */
  now: Date
  /** What modules can do before the call ends. */
  offered: readonly Offered[]
  places: readonly { readonly id: string; readonly name: string }[]
  /** What they can learn from by themselves, that in their own language first. */
  learning: readonly { readonly id: string; readonly name: string; readonly language: string }[]
  /** Their requests that are open now. */
  open: readonly OpenRequest[]
  /** Whether they can be rung at all. */
  canRing: boolean
  /** The only times it is safe to ring them; empty when any will do. */
  windows: readonly SafeWindow[]
  /** Where it is said in words only when it is safe, which no day can be checked against. */
  unchecked: 'typed' | 'plan' | null
  /** Whether we owe them a call, so that it can stay in the queue. */
  owed: boolean
  /** Those of their open requests about which a ring is promised already. */
  promised: readonly string[]
}

/** Fields of some steps alone: shown once one of them is chosen, in a browser that can tell; otherwise always. */
const For = ({ steps, children }: { steps: readonly Next[]; children: ComponentChildren }) => (
  <div class="digiknow-for" data-for={steps.join(' ')}>
    {children}
  </div>
)

const Offer = ({ attempt, offered }: { attempt: Attempt; offered: Offered }) => (
  <For steps={[offered.step]}>
    <SelectField
      attempt={attempt}
      name={STEP_PICKS[offered.step]}
      label={offered.label}
      options={offered.options}
      emptyLabel={offered.options.length > 0 ? 'Later: write it down now' : 'Nothing to choose from: write it down now'}
    />
  </For>
)

const Signpost = ({ attempt, places, learning }: Some<'attempt' | 'places' | 'learning'>) => (
  <For steps={['signpost']}>
    <SelectField
      attempt={attempt}
      name="place"
      label="A place to go"
      options={places.map(({ id, name }) => ({ value: id, label: name }))}
      emptyLabel="None, or one that is not here"
    />
    <SelectField
      attempt={attempt}
      name="learning"
      label="Something to learn from"
      options={learning.map(({ id, name, language }) => ({ value: id, label: `${name} (${languageName(language)})` }))}
      emptyLabel={learning.length > 0 ? 'Nothing now' : 'Nothing is in the list yet'}
    />
    <TextField attempt={attempt} name="signpostWords" label="What they find there, or where else" autocomplete="off" />
    <SelectField attempt={attempt} name="sentHow" label="How they are told" options={optionsOf(SENT_HOW)} />
  </For>
)

type Some<K extends keyof NextStepProps> = { [Key in K]: NextStepProps[Key] }

/** The desk reads hours, and no words: the worker does. */
const UNCHECKED = {
  typed: 'Did they say when it is safe? Choose a day and a time that fit: we cannot check them against your words.',
  plan: 'Their safe contact plan has words of its own. Choose a day and a time that fit: we cannot check them against words.',
} as const

/** What is well to know of a step before it is chosen for good. */
const Hints = ({ open, canRing, unchecked, promised }: Some<'open' | 'canRing' | 'unchecked' | 'promised'>) => (
  <>
    {open.length > 0 && (
      <>
        <For steps={['signpost']}>
          <p class="govuk-hint">A request that is open stays open, with its next step. A new request ends with this.</p>
        </For>
        <For steps={['sorted']}>
          <p class="govuk-hint">
            What it is about ends with this: an open request is done, and a call we owe them about it is not made. Was it about
            something else? Choose “A new request”.
          </p>
        </For>
      </>
    )}
    {promised.length > 0 && (
      <For steps={['ring']}>
        <p class="govuk-hint">
          A ring about {promised.join(' and ')} is promised already. Promised again, it stays one ring: the day you choose now
          stands, and the reasons are kept.
        </p>
      </For>
    )}
    {!canRing && (
      <For steps={['ring']}>
        <p class="govuk-hint">
          Nobody can ring them: we have no number that works, or they do not want calls. Give a number, or choose “Something else”
          and write how to reach them. If someone rings for them, you can ring that one back.
        </p>
      </For>
    )}
    {unchecked && (
      <For steps={['ring']}>
        <p class="govuk-hint">{UNCHECKED[unchecked]}</p>
      </For>
    )}
  </>
)

/** They asked for somebody else: a ring may be for either. */
export const asksForOthers = (open: readonly OpenRequest[]): boolean => open.some(({ for_name }) => for_name !== null)

const RingWhom = ({ attempt }: Some<'attempt'>) => (
  <For steps={['ring']}>
    <SelectField
      attempt={attempt}
      name="ringWhom"
      label="Whom to ring"
      options={[{ value: 'person', label: RING_WHOM.person }]}
      emptyLabel="The one on the line"
    />
  </For>
)

const LATER: readonly Next[] = ['session', 'refer', 'lend', 'other']

/** What happens before you hang up, with what each step needs to be done at once. */
export const NextStep = ({
  attempt,
  now,
  offered,
  places,
  learning,
  open,
  canRing,
  windows,
  unchecked,
  owed,
  promised,
}: NextStepProps) => {
  const { queue, ...rest } = NEXT_STEPS
  return (
    <div class="digiknow-next">
      <Pick
        attempt={attempt}
        name="next"
        legend="Before you hang up"
        options={owed ? { queue, ...rest } : rest}
        type="radio"
        shortcut="A"
        keys={NEXT_KEYS}
      />
      <Hints open={open} canRing={canRing} unchecked={unchecked} promised={promised} />
      <div class="digiknow-fields">
        {offered.map((one) => (
          <Offer attempt={attempt} offered={one} />
        ))}
        <Signpost attempt={attempt} places={places} learning={learning} />
        <For steps={['nothing']}>
          <SelectField
            attempt={attempt}
            name="whyNothing"
            label="Why nothing more?"
            options={optionsOf(WHY_NOTHING)}
            emptyLabel="Choose why"
          />
        </For>
        <For steps={LATER}>
          <SelectField attempt={attempt} name="nextOn" label="When" options={dayOptions(londonDate(now))} />
        </For>
        <For steps={['session']}>
          <TextField attempt={attempt} name="pickTime" label="What time, if it is one to one" autocomplete="off" />
        </For>
        <For steps={['ring']}>
          <RingDay attempt={attempt} now={now} windows={windows} />
        </For>
        <For steps={['ring']}>
          <SelectField
            attempt={attempt}
            name="nextPart"
            label="What time"
            options={optionsOf(PART_WORDS)}
            emptyLabel="Any time"
          />
        </For>
        {asksForOthers(open) && <RingWhom attempt={attempt} />}
        <For steps={['ring', ...LATER]}>
          <TextField attempt={attempt} name="nextWords" label="Anything to add" autocomplete="off" />
        </For>
      </div>
    </div>
  )
}
