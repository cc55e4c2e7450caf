import { z } from 'zod'
import type { Ask, Route } from '#platform/http/ask'
import { button, form, refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { theirTurn } from '../find-person'
import { readPerson } from '../person.queries'
import { breakGlass, glassForm } from './break-glass'
import { glassPage, restrictPage } from './pages'
import { liftRestriction, NOT_YOURS, restrictForm, restrictPerson } from './restrict-person'
import { keptApart, namesReaders, possibleReaders } from './restricted.queries'

const wanted = (ask: Ask): string => ask.params.person ?? ''
const back = (_ask: Ask, person: { reference: string }): string => `/people/${person.reference}`

const askedOf = async (ask: Ask) => {
  const read = await reading(ask.ctx, 'person.restrict', async (tx) => {
    const person = await readPerson(tx, ask.ctx.allianceId, wanted(ask))
    if (!person) return undefined
    const kept = await keptApart(tx, ask.ctx.allianceId, person.id)
    const theirs = !kept || (await namesReaders(tx, ask.ctx.allianceId, ask.ctx.actor, person.id))
    const readers = await possibleReaders(tx, ask.ctx.allianceId, person.id)
    return { person, kept, theirs, readers, told: kept ? [] : await ask.house.toldOutside(tx, ask.ctx.allianceId, person.id) }
  })
  return read.ok && !read.value.theirs ? refuse('forbidden', NOT_YOURS) : read
}

/** Keeping records apart, and opening one in an emergency. */
export const restrictingRoutes: readonly Route[] = [
  ...form({
    path: '/people/:person/keep-apart',
    action: 'person.restrict',
    edits: theirTurn,
    schema: restrictForm,
    fill: async (ask) => {
      const read = await askedOf(ask)
      if (!read.ok) return read
      const { kept, readers } = read.value
      const ticked = readers.filter(({ theirs, named }) => (kept ? named : theirs))
      return { why: kept?.why ?? '', readers: ticked.map(({ id }) => id).toSorted() }
    },
    show: async (ask, attempt) => {
      const read = await askedOf(ask)
      return read.ok ? restrictPage(ask, attempt, read.value) : refused(read)
    },
    act: (ask, input) => restrictPerson(ask.ctx, { ...input, reference: wanted(ask), stops: ask.house.stopsForPerson }),
    next: back,
  }),
  button({
    path: '/people/:person/keep-apart/end',
    action: 'person.lift-restriction',
    schema: z.object({}),
    act: (ask) => liftRestriction(ask.ctx, { reference: wanted(ask) }),
    next: back,
  }),
  ...form({
    path: '/kept-apart',
    action: 'person.break-glass',
    schema: glassForm,
    perMinute: 6,
    fill: (ask) => ({ who: String(ask.query.who ?? '').slice(0, 200) }),
    show: (ask, attempt) => glassPage(ask, attempt, ask.query.nobody === 'yes'),
    act: (ask, input) => breakGlass(ask.ctx, input),
    next: (_ask, { reference }) => (reference ? `/people/${reference}` : '/kept-apart?nobody=yes'),
  }),
]
