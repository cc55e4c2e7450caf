import { z } from 'zod'
import { today } from '#platform/clock'
import { date } from '#platform/fields'
import { type Attempt, freshAttempt } from '#platform/forms'
import type { Ask, Reply } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { type DayHours, WEEKDAYS } from '#platform/tabular/index'
import { byRow } from '#platform/take-turns'
import { readTimeline } from '#platform/timeline'
import { can, listRoute } from '#ui/layout'
import { closedDaysForm, closePlace, openAgainForm, openPlace, readClosedDays } from './closed-days'
import { formPage, PartnerFields, PlaceFields, partnerPage } from './pages'
import { partnerForm } from './partner'
import { readPartner, readPlace } from './partner.queries'
import { partnerList } from './partner-list'
import { hoursText, placeForm } from './place'
import { placePage } from './place.page'
import { placeList } from './place-list'
import { correctPartner, endPartner, recordPartner } from './save-partner'
import { correctPlace, recordPlace } from './save-place'

const partnerOf = (ask: Ask) =>
  reading(ask.ctx, 'partner.read', (tx) => readPartner(tx, ask.ctx.allianceId, ask.ctx.actor, ask.params.partner ?? ''))

const placeOf = (ask: Ask) => reading(ask.ctx, 'place.read', (tx) => readPlace(tx, ask.ctx.allianceId, ask.params.place ?? ''))

const showPartner = async (ask: Ask, attempt: Attempt = freshAttempt({ leftOn: today(ask.ctx.clock) })): Promise<Reply> => {
  const read = await partnerOf(ask)
  if (!read.ok) return refused(read)
  const partner = read.value
  const [panels, events] = await Promise.all([
    ask.house.panels('partner', ask, { id: partner.id, reference: partner.id }),
    readTimeline(ask.ctx, { type: 'partner', id: partner.id }),
  ])
  const ending = can(ask, 'partner.end') && partner.left_on === null ? attempt : null
  return partnerPage(ask, { partner, panels, events, ending })
}

/** A place, and the days it is closed; the form that adds some, where that may be done. */
const showPlace = async (ask: Ask, attempt: Attempt = freshAttempt({})): Promise<Reply> => {
  const read = await placeOf(ask)
  if (!read.ok) return refused(read)
  const place = read.value
  const closed = await reading(ask.ctx, 'place.read', (tx) =>
    readClosedDays(tx, ask.ctx.allianceId, place.id, today(ask.ctx.clock)),
  )
  const events = await readTimeline(ask.ctx, { type: 'place', id: place.id })
  const closing = can(ask, 'place.close') ? attempt : null
  return placePage(ask, { place, events, closing, closed: closed.ok ? closed.value : [] })
}

const partnerValues = async (ask: Ask) => {
  const read = await partnerOf(ask)
  if (!read.ok) return read
  const { value } = read
  return {
    name: value.name,
    sector: value.sector,
    whatTheyDo: value.what_they_do,
    contactName: value.contact_name,
    email: value.email ?? '',
    phone: value.phone ?? '',
    website: value.website ?? '',
    joinedOn: value.joined_on,
  }
}

const placeValues = async (ask: Ask) => {
  const read = await placeOf(ask)
  if (!read.ok) return read
  const { value } = read
  const week = value.opening_hours as readonly DayHours[]
  return {
    name: value.name,
    kind: value.kind,
    address: value.address,
    postcode: value.postcode ?? '',
    email: value.email ?? '',
    website: value.website ?? '',
    takesDonations: value.takes_donations ? 'yes' : '',
    closedOn: value.closed_on ?? '',
    ...Object.fromEntries(WEEKDAYS.map((day) => [day, hoursText(week, day)])),
  }
}

const [, postEnd] = form({
  path: '/partners/:partner/end',
  action: 'partner.end',
  schema: z.object({ leftOn: date('Enter the day they left, such as 27 3 2026') }),
  show: showPartner,
  act: (ask, input) => endPartner(ask.ctx, { ...input, id: ask.params.partner ?? '', stops: ask.house.partnerEnded }),
  next: (_ask, { id }) => `/partners/${id}`,
})

const [, postClosed] = form({
  path: '/places/:place/closed-days',
  action: 'place.close',
  schema: closedDaysForm,
  show: showPlace,
  act: (ask, input) => closePlace(ask.ctx, { ...input, place: ask.params.place ?? '' }),
  next: (_ask, { id }) => `/places/${id}`,
})

const partnerRoutes = [
  listRoute(partnerList),
  ...form({
    path: '/partners/new',
    action: 'partner.record',
    schema: partnerForm,
    fill: (ask) => ({ joinedOn: today(ask.ctx.clock) }),
    show: formPage('Add a partner', 'Add this partner', '/partners', PartnerFields),
    act: (ask, input) => recordPartner(ask.ctx, input),
    next: (_ask, { id }) => `/partners/${id}`,
  }),
  page('/partners/:partner', 'partner.read', (ask) => showPartner(ask)),
  ...form({
    path: '/partners/:partner/correct',
    action: 'partner.correct',
    edits: byRow('partner', 'id', 'partner'),
    schema: partnerForm,
    fill: partnerValues,
    show: formPage('Put details right', 'Save', '/partners', PartnerFields),
    act: (ask, input) => correctPartner(ask.ctx, { ...input, id: ask.params.partner ?? '' }),
    next: (_ask, { id }) => `/partners/${id}`,
  }),
  ...(postEnd ? [postEnd] : []),
]

const placeRoutes = [
  listRoute(placeList),
  ...form({
    path: '/places/new',
    action: 'place.record',
    schema: placeForm,
    show: formPage('Add a place', 'Add this place', '/places', PlaceFields),
    act: (ask, input) => recordPlace(ask.ctx, input),
    next: (_ask, { id }) => `/places/${id}`,
  }),
  page('/places/:place', 'place.read', (ask) => showPlace(ask)),
  ...(postClosed ? [postClosed] : []),
  button({
    path: '/places/:place/open-again',
    action: 'place.open',
    schema: openAgainForm,
    act: (ask, { closure }) => openPlace(ask.ctx, { place: ask.params.place ?? '', closure }),
    next: (_ask, { id }) => `/places/${id}`,
  }),
  ...form({
    path: '/places/:place/correct',
    action: 'place.correct',
    edits: byRow('place', 'id', 'place'),
    schema: placeForm,
    fill: placeValues,
    show: formPage('Put details right', 'Save', '/places', PlaceFields),
    act: (ask, input) => correctPlace(ask.ctx, { ...input, id: ask.params.place ?? '' }),
    next: (_ask, { id }) => `/places/${id}`,
  }),
]

export const routes = [...partnerRoutes, ...placeRoutes]
