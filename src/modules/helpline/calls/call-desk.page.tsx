import type { OwedCall } from '#modules/callbacks'
import { type FoundPerson, type LikelyPerson, MaybeKnown, type PersonRecord, ReachBox } from '#modules/people'
import type { Reach, SafeWindow } from '#modules/reach'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { ErrorSummary } from '#ui/govuk'
import { Icon, Timeline } from '#ui/layout'
import { isPromised } from '../requests/promise-ring'
import { inWords, NEEDS } from '../requests/request'
import type { OpenRequest } from '../requests/request.queries'
import { RequestTag } from '../requests/request-tag'
import { AnotherNumber, againHref, CALL_FORM, Caller, type Carried, FindCaller, NewCaller, SaidNow } from './call-desk-who'
import type { DraftRow } from './call-draft'
import { CallForm, type CallFormProps } from './call-form'
import { Held, NotNow } from './held'
import { Keys } from './keys'
import { LOOK_FIRST } from './look-first'
import { OnCalls, Ringing, Tiles } from './now'
import type { DeskNow } from './now.queries'
import { Owed } from './owed'
import { GoOn, Unfinished } from './unfinished'

export interface Desk {
  /** Whom the call is with, once found. */
  readonly person: PersonRecord | null
  /** How to reach them, safely. */
  readonly reach: Reach | undefined
  readonly carried: Carried
  readonly open: readonly OpenRequest[]
  readonly owed: readonly OwedCall[]
  /** Who else has this person in hand. */
  readonly heldBy: string | null
  /** False of someone we know no number of, or who does not want calls. */
  readonly canRing: boolean
  /** The only times it is safe to ring them; empty when any will do. */
  readonly windows: readonly SafeWindow[]
  /** Their plan says something in words of their own, which no day can be checked against. */
  readonly hasWords: boolean
  readonly events: readonly TimelineEvent[]
  readonly typed: string
  readonly found: readonly FoundPerson[]
  /** People we know who may be the new caller, when the form was sent. */
  readonly likely: readonly LikelyPerson[]
  readonly now: DeskNow
  /** This worker's other calls that are not finished. */
  readonly drafts: readonly DraftRow[]
  readonly form: Pick<CallFormProps, 'now' | 'offered' | 'places' | 'learning' | 'keeping'>
}

const OnTheLine = ({ person }: Pick<Desk, 'person'>) => (
  <li class="is-live">
    <Icon name="phone" />
    <b>On the line</b>
    <span class="t" data-timer />
    <span>{person ? person.name : 'Find them, or add them'}</span>
  </li>
)

const OpenRequests = ({ ask, open }: { ask: Ask; open: readonly OpenRequest[] }) => (
  <section class="digiknow-panel" aria-labelledby="open">
    <h2 id="open">Open requests</h2>
    {open.length === 0 && <p class="govuk-body">Nothing is open for them now.</p>}
    <ul class="digiknow-plain digiknow-found">
      {open.map((request) => (
        <li>
          <a class="govuk-link" href={`${ask.base}/requests/${request.reference}`}>
            {request.reference}
          </a>{' '}
          {inWords(request.needs, NEEDS)} <RequestTag status={request.status} />
          {request.for_name && <div class="digiknow-soft-text">They asked for {request.for_name}</div>}
        </li>
      ))}
    </ul>
  </section>
)

interface Part {
  ask: Ask
  attempt: Attempt
  desk: Desk
}

/** While a colleague has them, there is no number to ring: all else stands, should they ring us. */
const ToReach = ({ ask, desk }: Omit<Part, 'attempt'>) => (
  <>
    <Held heldBy={desk.heldBy} />
    <ReachBox
      ask={ask}
      reach={desk.reach}
      instead={desk.heldBy && <NotNow name={desk.heldBy} again={againHref(ask, desk.carried, String(desk.person?.reference))} />}
    />
  </>
)

const SEEN_FIRST = 'You see what is open for them before the call is saved.'

const Left = ({ ask, attempt, desk }: Part) => {
  if (desk.person)
    return (
      <div>
        <Caller ask={ask} person={desk.person} carried={desk.carried} reach={<ToReach ask={ask} desk={desk} />}>
          <AnotherNumber ask={ask} attempt={attempt} />
          <SaidNow attempt={attempt} />
        </Caller>
        <Owed attempt={attempt} owed={desk.owed} />
        <OpenRequests ask={ask} open={desk.open} />
      </div>
    )
  return (
    <div>
      {desk.likely.length > 0 && (
        <section class="digiknow-panel digiknow-panel--go">
          <MaybeKnown attempt={attempt} people={desk.likely} form={CALL_FORM} then={SEEN_FIRST} />
          <input type="hidden" name="chosenNow" value="yes" form={CALL_FORM} />
        </section>
      )}
      <FindCaller ask={ask} carried={desk.carried} typed={desk.typed} found={desk.found} />
      <NewCaller attempt={attempt} />
    </div>
  )
}

/** The worker pressed “Save” and then found that we know them: nothing is saved, and why. */
const NotSavedYet = ({ ask, person, form }: { ask: Ask } & Pick<Desk, 'person' | 'form'>) =>
  person && ask.query[LOOK_FIRST] && form.keeping.turn > 0 ? (
    <div class="digiknow-note digiknow-note--heed" role="status">
      <p>
        This call is not saved yet. See what is open for {person.name} and what we promised. Choose what this call is about, then
        save it.
      </p>
    </div>
  ) : null

const NotFinished = ({ ask, drafts }: { ask: Ask } & Pick<Desk, 'drafts'>) =>
  drafts.length === 0 ? null : (
    <section class="digiknow-panel" aria-labelledby="unfinished">
      <h2 id="unfinished">
        <a class="govuk-link" href={`${ask.base}/calls/unfinished`}>
          Calls not finished
        </a>
      </h2>
      <Unfinished ask={ask} drafts={drafts.slice(0, 4)} />
    </section>
  )

const Before = ({ ask, desk }: Omit<Part, 'attempt'>) =>
  desk.person ? (
    <section class="digiknow-panel" aria-labelledby="line">
      <h2 id="line">Timeline</h2>
      <Timeline events={desk.events} say={ask.house.say} />
    </section>
  ) : (
    <div>
      <NotFinished ask={ask} drafts={desk.drafts} />
      <section class="digiknow-panel" aria-labelledby="line">
        <h2 id="line">While you find them</h2>
        <p class="govuk-body">A name is enough. Nobody needs a phone, an email address or much English to be helped.</p>
        <p class="govuk-body">Ask when it is safe to ring back. Write it down before the call ends.</p>
      </section>
    </div>
  )

/** The words on safety that no day of a ring can be checked against: those typed now, or their plan's. */
const uncheckedBy = ({ values }: Attempt, { person, hasWords }: Desk): 'typed' | 'plan' | null => {
  if (!person || values.safeContact) return 'typed'
  return hasWords ? 'plan' : null
}

/** Their open requests about which we said that we ring. */
const promisedAbout = ({ open, owed }: Desk): string[] =>
  open.filter(({ id }) => owed.some((one) => one.about_id === id && isPromised(one))).map(({ reference }) => reference)

/** The call desk: who is on the line, this call, and what came before, in that order on a phone too. */
export const callDeskPage = (ask: Ask, attempt: Attempt, desk: Desk): Page =>
  staffPage(
    desk.person ? `On the line: ${desk.person.name}` : 'Record a call',
    <>
      <ErrorSummary attempt={attempt} />
      <div data-live={`${ask.base}/live/calls`} data-live-from={`${ask.base}/calls/now`}>
        <Ringing ask={ask} now={desk.now} />
        <ul class="digiknow-plain digiknow-queue digiknow-queue--desk" aria-label="Now">
          <OnTheLine person={desk.person} />
          <Tiles ask={ask} now={desk.now} />
        </ul>
        <OnCalls ask={ask} now={desk.now} />
      </div>
      <div class="digiknow-desk__grid" data-call-desk>
        <Left ask={ask} attempt={attempt} desk={desk} />
        <CallForm
          {...desk.form}
          attempt={attempt}
          person={desk.person?.reference ?? null}
          incoming={desk.carried.incoming}
          open={desk.open}
          owed={desk.owed.length > 0}
          promised={promisedAbout(desk)}
          canRing={desk.canRing}
          windows={desk.windows}
          unchecked={uncheckedBy(attempt, desk)}
          begun={
            <>
              <NotSavedYet ask={ask} person={desk.person} form={desk.form} />
              <GoOn ask={ask} drafts={desk.drafts} person={desk.person?.reference ?? null} />
            </>
          }
        />
        <Before ask={ask} desk={desk} />
      </div>
      <Keys />
    </>,
    { section: '/calls/new' },
  )
