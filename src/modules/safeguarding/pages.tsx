import type { z } from 'zod'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDateTime, formatPhone } from '#ui/format'
import { BackLink, Button, HiddenField, optionsOf, RadiosField, TextAreaField, TextField } from '#ui/govuk'
import { can, Form, Icon } from '#ui/layout'
import { AT_RISK, type AtRisk, DONE_ABOUT_IT, type DoneAboutIt } from './concern'
import type { ConcernRecord } from './concern.queries'
import type { numbersForm } from './numbers'

type Numbers = z.output<typeof numbersForm>

const Dial = ({ label, number }: { label: string; number: string }) =>
  number === '' ? null : (
    <p>
      {label}:{' '}
      <a class="govuk-link digiknow-nowrap" href={`tel:${number.replace(/\s/g, '')}`}>
        {formatPhone(number)}
      </a>
    </p>
  )

/** Whom to ring now: danger first. */
const RingNow = ({ numbers }: { numbers: Numbers }) => (
  <div class="digiknow-note digiknow-note--alert" role="note">
    <Icon name="shield" />
    <h2>
      In danger now? Ring <a href="tel:999">999</a>.
    </h2>
    <Dial label="The council, about an adult" number={numbers.adults} />
    <Dial label="The council, about a child" number={numbers.children} />
    <Dial label="Nights and weekends" number={numbers.atNight} />
    {numbers.words && <p>{numbers.words}</p>}
    {!numbers.adults && !numbers.children && <p>Otherwise ring your council and ask for its safeguarding team.</p>}
  </div>
)

const leadWords = (leads: readonly string[]): string =>
  leads.length > 0
    ? `Only ${leads.join(' and ')} will read this. It goes to no one else, and does not show on anybody’s page.`
    : 'Only the safeguarding lead will read this. It does not show on anybody’s page.'

const ConcernFields = ({ attempt, about }: { attempt: Attempt } & Pick<Raising, 'about'>) => (
  <>
    <TextAreaField
      attempt={attempt}
      name="words"
      label="What worries you"
      hint="What you saw or heard, in their words if you can. You do not need to be sure."
      rows={6}
    />
    <RadiosField attempt={attempt} name="atRisk" legend="Who may be at risk" options={optionsOf(AT_RISK)} inline />
    <TextField
      attempt={attempt}
      name="saidAbout"
      label="Who it is about"
      hint={about ? `${about.reference} is ${about.name}.` : 'Their reference or name, if you know it.'}
      width={20}
    />
    <TextField attempt={attempt} name="toldAlready" label="Whom you have told already" hint="Such as: rang 999 at 10:20." />
  </>
)

interface Raising {
  numbers: Numbers
  leads: readonly string[]
  /** Whom the reference in it means, for whoever may see them. */
  about: { readonly name: string; readonly reference: string } | null
  /** The call it was asked from, as the address of the desk has it; null from anywhere else. */
  call: string | null
}

const BackToCall = ({ ask, call }: { ask: Ask } & Pick<Raising, 'call'>) =>
  call && <BackLink href={`${ask.base}/calls/new${call}`}>Back to the call. What you typed is kept</BackLink>

/** Raising a concern: whom to ring now comes first. */
export const raisePage = (ask: Ask, attempt: Attempt, { numbers, leads, about, call }: Raising): Page =>
  staffPage(
    'I am worried about someone',
    <>
      <BackToCall ask={ask} call={call} />
      <section class="digiknow-panel">
        <h1 class="govuk-heading-l">I am worried about {about ? about.name : 'someone'}</h1>
        <RingNow numbers={numbers} />
        <Form attempt={attempt}>
          <p class="govuk-body">{leadWords(leads)}</p>
          <HiddenField name="session" value={String(attempt.values.session ?? '')} />
          <HiddenField name="call" value={String(attempt.values.call ?? '')} />
          <ConcernFields attempt={attempt} about={about} />
          <Button preventDoubleClick>Tell the safeguarding lead</Button>
        </Form>
        {can(ask, 'safeguarding.numbers') && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${ask.base}/safeguarding`}>
              Change these numbers
            </a>
          </p>
        )}
      </section>
    </>,
  )

/** What happens next, once it is raised. */
export const raisedPage = (ask: Ask, { numbers, leads, call }: Omit<Raising, 'about'>): Page =>
  staffPage(
    'Thank you for telling us',
    <>
      <BackToCall ask={ask} call={call} />
      <section class="digiknow-panel">
        <h1 class="govuk-heading-l">Thank you for telling us</h1>
        <p class="govuk-body">
          {leads.length > 0
            ? `${leads.join(' and ')} ${leads.length > 1 ? 'are' : 'is'} told now.`
            : 'We are finding someone to read it now.'}{' '}
          They may ring you to ask more.
        </p>
        <RingNow numbers={numbers} />
      </section>
    </>,
  )

const Told = ({ concern }: { concern: ConcernRecord }) => (
  <ol class="digiknow-plain digiknow-lines">
    {concern.notes.map((note) => (
      <li>
        <b>{DONE_ABOUT_IT[note.what as DoneAboutIt]}</b>
        {note.words && <p class="govuk-body digiknow-said">{note.words}</p>}
        <div class="digiknow-soft-text">
          {note.by}, {formatDateTime(note.written_at)}
        </div>
      </li>
    ))}
  </ol>
)

/** One concern, and what was done about it. */
export const concernPage = (ask: Ask, attempt: Attempt, concern: ConcernRecord, numbers: Numbers): Page =>
  staffPage(
    'A concern',
    <>
      <BackLink href={`${ask.base}/concerns`}>All concerns</BackLink>
      <div class="digiknow-half">
        <section class="digiknow-panel">
          <h1 class="govuk-heading-l govuk-!-margin-bottom-1">
            A concern about {concern.name ?? (concern.said_about || 'someone')}
          </h1>
          <p class="digiknow-soft-text">
            {[concern.by, formatDateTime(concern.raised_at), AT_RISK[concern.who_is_at_risk as AtRisk]]
              .filter(Boolean)
              .join(', ')}
          </p>
          <p class="govuk-body digiknow-said">{concern.words}</p>
          {concern.told_already && <p class="govuk-body">Told already: {concern.told_already}</p>}
          {concern.person && (
            <p class="govuk-body">
              <a class="govuk-link" href={`${ask.base}/people/${concern.person}`}>
                {concern.name}, {concern.person}
              </a>
            </p>
          )}
          <RingNow numbers={numbers} />
        </section>
        <section class="digiknow-panel" aria-labelledby="done">
          <h2 id="done">What was done</h2>
          {concern.notes.length === 0 && <p class="govuk-body">Nothing is written down yet.</p>}
          <Told concern={concern} />
          <Form attempt={attempt}>
            <RadiosField attempt={attempt} name="what" legend="What was done now" options={optionsOf(DONE_ABOUT_IT)} small />
            <TextAreaField
              attempt={attempt}
              name="words"
              label="In words"
              hint="It cannot be changed later, only added to."
              rows={3}
            />
            <Button preventDoubleClick>Add this</Button>
          </Form>
        </section>
      </div>
    </>,
    { section: '/concerns' },
  )

/** Whom to ring, for this borough. */
export const numbersPage = (attempt: Attempt): Page =>
  staffPage(
    'Whom to ring about someone at risk',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Whom to ring about someone at risk</h1>
        <p class="govuk-body">Everyone who is worried about someone sees these first, after 999.</p>
        <TextField attempt={attempt} name="adults" label="The council’s number for adults" inputmode="tel" width={20} />
        <TextField attempt={attempt} name="children" label="The council’s number for children" inputmode="tel" width={20} />
        <TextField attempt={attempt} name="atNight" label="Nights and weekends" inputmode="tel" width={20} />
        <TextAreaField attempt={attempt} name="words" label="Anything else to know" rows={2} />
        <Button preventDoubleClick>Save</Button>
      </Form>
    </section>,
  )
