import { z } from 'zod'
import { readPerson } from '#modules/people'
import type { Command } from '#platform/command'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply } from '#platform/http/ask'
import { button, form, page, refused, staffPage } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { byRow } from '#platform/take-turns'
import { readTimeline } from '#platform/timeline'
import { Button, DateField, HiddenField, TextAreaField, TextField } from '#ui/govuk'
import { Form, listRoute } from '#ui/layout'
import { freeFields, milesOf } from './champion'
import { championPage } from './champion.page'
import { readChampion } from './champion.queries'
import { ChampionFields } from './champion-fields'
import { championList } from './champion-list'
import { correctChampion, correctChampionForm } from './correct-champion'
import { openMatchesOf } from './match.queries'
import { matchRoutes } from './match.routes'
import {
  activateChampion,
  activateChampionForm,
  type ChampionRef,
  leaveChampion,
  pauseChampion,
  resumeChampion,
} from './move-champion'
import { newChampionForm, newChampionOf, recordChampion } from './record-champion'

const section = { section: '/champions' }
const championAt = (ask: Ask): string => ask.params.champion ?? ''
const pageOf = (_ask: Ask, champion: { reference: string }): string => `/champions/${champion.reference}`

const showChampion = async (ask: Ask): Promise<Reply> => {
  const { allianceId } = ask.ctx
  const read = await reading(ask.ctx, 'champion.read', async (tx) => {
    const champion = await readChampion(tx, allianceId, championAt(ask))
    return champion && { champion, matches: await openMatchesOf(tx, allianceId, champion.id) }
  })
  if (!read.ok) return refused(read)
  const { champion, matches } = read.value
  const [panels, events] = await Promise.all([
    ask.house.panels('champion', ask, champion),
    readTimeline(ask.ctx, { type: 'champion', id: champion.id }),
  ])
  return championPage(ask, { champion, matches, panels, events })
}

const NewPerson = ({ ask, attempt }: { ask: Ask; attempt: Attempt }) => (
  <>
    <p class="govuk-body">
      Do we know them already?{' '}
      <a class="govuk-link" href={`${ask.base}/find`}>
        Find them first
      </a>
      , and start from their page.
    </p>
    <TextField attempt={attempt} name="name" label="Name" autocomplete="off" />
    <TextAreaField
      attempt={attempt}
      name="phones"
      label="Phone numbers"
      hint="Any format. One a line if there are several."
      rows={2}
    />
    <TextField attempt={attempt} name="postcode" label="Postcode" width={10} autocomplete="off" />
  </>
)

const showNew = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const reference = String(attempt.values.person ?? '')
  const known = reference ? await reading(ask.ctx, 'person.read', (tx) => readPerson(tx, ask.ctx.allianceId, reference)) : null
  if (known && !known.ok) return refused(known)
  const title = known ? `Make ${known.value.name} a champion` : 'Add a champion'
  return staffPage(
    title,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">{title}</h1>
        {known ? <HiddenField name="person" value={reference} /> : <NewPerson ask={ask} attempt={attempt} />}
        <DateField attempt={attempt} name="appliedOn" legend="The day they applied" hint="Leave empty for today." />
        <ChampionFields attempt={attempt} />
        <Button preventDoubleClick>Add this champion</Button>
      </Form>
    </section>,
    section,
  )
}

const showCorrect = (_ask: Ask, attempt: Attempt): Reply =>
  staffPage(
    'Put details right',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Put details right</h1>
        <ChampionFields attempt={attempt} />
        <Button preventDoubleClick>Save</Button>
      </Form>
    </section>,
    section,
  )

const championOf = (ask: Ask) => reading(ask.ctx, 'champion.read', (tx) => readChampion(tx, ask.ctx.allianceId, championAt(ask)))

/** An empty form about a champion we know. */
const known = async (ask: Ask) => {
  const read = await championOf(ask)
  return read.ok ? {} : read
}

const valuesOf = async (ask: Ask) => {
  const read = await championOf(ask)
  if (!read.ok) return read
  const { kind, languages, ways, max_learners, travels_km, availability } = read.value
  const times = availability.flatMap(({ weekday, starts, ends }) => {
    const { from, to } = freeFields(weekday)
    return [
      [from, starts],
      [to, ends],
    ]
  })
  return {
    kind,
    languages: [...languages],
    ways: [...ways],
    maxLearners: String(max_learners),
    travelsMiles: String(milesOf(travels_km)),
    ...(Object.fromEntries(times) as Record<string, string>),
  }
}

const showActivate = (_ask: Ask, attempt: Attempt): Reply =>
  staffPage(
    'Checked and trained',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Checked and trained</h1>
        <p class="govuk-body">From today they can be asked to help people.</p>
        <DateField attempt={attempt} name="checkedOn" legend="The day their check came back" />
        <DateField attempt={attempt} name="trainedOn" legend="The day they finished their training" />
        <Button preventDoubleClick>Make them active</Button>
      </Form>
    </section>,
    section,
  )

const move = (word: string, command: Command<ChampionRef, { reference: string }>) =>
  button({
    path: `/champions/:champion/${word}`,
    action: command.action,
    schema: z.object({}),
    act: (ask) => command(ask.ctx, { champion: championAt(ask) }),
    next: pageOf,
  })

export const routes = [
  listRoute(championList),
  ...form({
    path: '/champions/new',
    action: 'champion.record',
    schema: newChampionForm,
    fill: (ask) => ({
      person: String(ask.query.person ?? '').slice(0, 20),
      kind: 'volunteer',
      languages: ['en'],
      ways: ['in_person', 'phone', 'video'],
      maxLearners: '3',
      travelsMiles: '3',
    }),
    show: showNew,
    act: (ask, typed) => recordChampion(ask.ctx, newChampionOf(typed)),
    next: pageOf,
  }),
  page('/champions/:champion', 'champion.read', showChampion),
  ...form({
    path: '/champions/:champion/correct',
    action: 'champion.correct',
    edits: byRow('person', 'reference', 'champion'),
    schema: correctChampionForm,
    fill: valuesOf,
    show: showCorrect,
    act: (ask, facts) => correctChampion(ask.ctx, { ...facts, champion: championAt(ask) }),
    next: pageOf,
  }),
  ...form({
    path: '/champions/:champion/activate',
    action: 'champion.activate',
    schema: activateChampionForm,
    fill: known,
    show: showActivate,
    act: (ask, dates) => activateChampion(ask.ctx, { ...dates, champion: championAt(ask) }),
    next: pageOf,
  }),
  move('pause', pauseChampion),
  move('resume', resumeChampion),
  move('leave', leaveChampion),
  ...matchRoutes,
]
