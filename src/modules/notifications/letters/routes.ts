import { z } from 'zod'
import { noteReadings } from '#modules/reach'
import { londonDate } from '#platform/clock'
import { readCounts } from '#platform/counts'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, page, refused } from '#platform/http/routes'
import { isId } from '#platform/ids'
import type { MenuEntry, Module } from '#platform/module'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { plural } from '#ui/format'
import { bundlePdf, readBundle, readPeople } from './bundle-pdf'
import { countWaiting, readRun, readRuns, readWaiting } from './letter.queries'
import { lettersPage, runPage } from './letters.page'
import { printLetters } from './print-letters'

const showLetters = async (ask: Ask): Promise<Reply> => {
  const { ctx } = ask
  const now = ctx.clock.now()
  const read = await reading(ctx, 'letter.list', async (tx) => ({
    letters: await readWaiting(tx, ctx.allianceId, now),
    ...(await readCounts(tx, { count: countWaiting(ctx.allianceId, now) })),
    runs: await readRuns(tx, ctx.allianceId),
  }))
  return read.ok ? lettersPage(ask, read.value) : refused(read)
}

const runOf = (ask: Ask): string => (isId(ask.params.bundle) ? ask.params.bundle : ask.ctx.allianceId)

const idsOf = (people: readonly { readonly person_id: string | null }[]) => people.map(({ person_id }) => person_id)

const showRun = async (ask: Ask): Promise<Reply> => {
  const { ctx } = ask
  const read = await reading(ctx, 'letter.list', async (tx) => {
    const run = await readRun(tx, ctx.allianceId, runOf(ask))
    return run && { run, people: await readPeople(tx, ctx.allianceId, run.id) }
  })
  if (!read.ok) return refused(read)
  await noteReadings(ctx, idsOf(read.value.people), 'a letter to them')
  return runPage(ask, read.value.run, read.value.people)
}

const openLetters = async (ask: Ask): Promise<Reply> => {
  const read = await reading(ask.ctx, 'letter.print', (tx) => readBundle(tx, ask, runOf(ask)))
  if (!read.ok) return refused(read)
  const body = await bundlePdf(ask, read.value.letters)
  if (!body) return refused(refuse('not-found', 'Everyone these letters were for has moved or gone, or wants no letters.'))
  await noteReadings(ask.ctx, idsOf(read.value.people), 'a letter to them')
  const name = `letters-${londonDate(ask.ctx.clock.now())}.pdf`
  return { kind: 'file', name, type: 'application/pdf', body, inline: true }
}

export const letterRoutes: readonly Route[] = [
  page('/letters', 'letter.list', showLetters),
  page('/letters/:bundle', 'letter.list', showRun),
  page('/letters/:bundle/letters.pdf', 'letter.print', openLetters),
  button({
    path: '/letters/print',
    action: 'letter.print',
    schema: z.object({}),
    act: (ask) => printLetters(ask.ctx, {}),
    next: (_ask, { run }) => (run ? `/letters/${run}` : '/letters'),
  }),
]

export const lettersEntry: MenuEntry = {
  label: 'Letters',
  path: '/letters',
  action: 'letter.list',
  order: 83,
  count: ({ allianceId, clock }) => countWaiting(allianceId, clock.now()),
}

export const letterSays: Module['says'] = { 'letter.print': ({ letters }) => `Printed ${plural(Number(letters), 'letter')}` }
