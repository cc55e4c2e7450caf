import type { ComponentChildren } from 'preact'
import { ReachBox } from '#modules/people'
import type { Reach } from '#modules/reach'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button, CheckboxesField, CheckboxField, optionsOf, RadiosField, SelectField, TextAreaField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { OUTCOMES } from '../requests/request'
import { ANSWERS, DAYS_TO_ANSWER, DECLINE_REASONS, SHARED } from './referral'

const SECTION = { section: '/requests' }

interface Sending {
  readonly reference: string
  readonly name: string
  readonly partners: readonly { readonly value: string; readonly label: string }[]
  readonly reach: Reach | undefined
}

const unseen = (plan: string): string =>
  `Their safe contact plan says “${plan}”. The partner does not see these words. Write what it must know to ring them safely.`

const framed = (title: string, attempt: Attempt, button: string, fields: ComponentChildren): Page =>
  staffPage(
    title,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">{title}</h1>
        {fields}
        <Button preventDoubleClick>{button}</Button>
      </Form>
    </section>,
    SECTION,
  )

/** Which partner is asked, and what the person agreed that it may know. */
export const sendPage = (ask: Ask, attempt: Attempt, { reference, name, partners, reach }: Sending): Page =>
  framed(
    `Refer ${name} to a partner`,
    attempt,
    'Send to the partner',
    <>
      <ReachBox ask={ask} reach={reach} />
      <p class="govuk-body">
        About request {reference}. The partner gets a link that needs no account, and has {DAYS_TO_ANSWER} working days to answer.
      </p>
      <SelectField attempt={attempt} name="partner" label="Which partner" options={partners} emptyLabel="Choose one" />
      <CheckboxesField
        attempt={attempt}
        name="shared"
        legend="What they agreed that the partner may know"
        hint="The partner sees their name and what you tick here, and nothing else."
        options={optionsOf(SHARED)}
      />
      <TextAreaField
        attempt={attempt}
        name="words"
        label={reach?.plan_words ? 'What the partner should know' : 'What the partner should know, if anything'}
        hint={reach?.plan_words && unseen(reach.plan_words)}
        rows={3}
      />
      <CheckboxField attempt={attempt} name="agreed" label="They agreed that we share this with this partner" />
    </>,
  )

/** What a partner told us by phone or letter. */
export const writeAnswerPage = (_ask: Ask, attempt: Attempt, referral: { reference: string; partner: string }): Page =>
  framed(
    `What ${referral.partner} said about ${referral.reference}`,
    attempt,
    'Save their answer',
    <AnswerFields attempt={attempt} finishing both />,
  )

export const AnswerFields = (props: { attempt: Attempt; finishing: boolean; both?: boolean }) => {
  const { attempt, finishing, both } = props
  const ending = { finish: 'It is finished' }
  const options = optionsOf(both ? { ...ANSWERS, ...ending } : finishing ? ending : ANSWERS)
  return (
    <>
      {finishing && !both ? (
        <input type="hidden" name="answer" value="finish" />
      ) : (
        <RadiosField attempt={attempt} name="answer" legend="Answer" options={options} />
      )}
      {(!finishing || both) && (
        <SelectField
          attempt={attempt}
          name="reason"
          label="If no, why?"
          options={optionsOf(DECLINE_REASONS)}
          emptyLabel="Choose why"
        />
      )}
      {(finishing || both) && (
        <SelectField
          attempt={attempt}
          name="outcome"
          label="How did it end?"
          options={optionsOf(OUTCOMES)}
          emptyLabel="Choose how it ended"
        />
      )}
      <TextAreaField attempt={attempt} name="words" label="Anything to add, or what you need to know" rows={3} />
    </>
  )
}

/** What the partner asked to know. */
export const tellMorePage = (_ask: Ask, attempt: Attempt, referral: { reference: string; partner_words: string }): Page =>
  framed(
    `Tell them more about ${referral.reference}`,
    attempt,
    'Send it',
    <>
      <p class="govuk-body">They asked:</p>
      <p class="govuk-body digiknow-said">{referral.partner_words}</p>
      <TextAreaField
        attempt={attempt}
        name="words"
        label="Your answer"
        hint="Only what the person agreed that the partner may know."
        rows={4}
      />
    </>,
  )
