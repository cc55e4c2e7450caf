import { type MetPerson, personForm, recordPerson, writePerson } from '#modules/people'
import { command } from '#platform/command'
import { got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { writeRequest } from './record-request'

export const ANN = { name: 'Margaret Ollerenshaw', phones: '0161 496 0123', birthYear: '1947' }
/** The same woman by the public form: a slip in her name, another phone besides, an email and where she lives now. */
const AGAIN = {
  ...{ name: 'Margret Ollerenshaw', phones: '0161 496 0123, 07700 900123', email: 'margaret@example.org' },
  ...{ postcode: 'sk3 8nr', address: '4 Long Lane', safeContact: 'Not after six' },
}

export const inside = <T>(world: World, read: Parameters<typeof world.db.transaction<T>>[1]) =>
  world.db.transaction(world.system, read)

export const requestOf = (world: World, reference: string) =>
  inside(world, (tx) =>
    tx.selectFrom('request').select(['id', 'person_id', 'status']).where('reference', '=', reference).executeTakeFirstOrThrow(),
  )

/** As a form on the website writes down who asks and for what. */
const byForm = command('public.ask-for-help', async (work, input: MetPerson) => {
  const person = await writePerson(work, input)
  const asks = { words: 'To see my grandson', needs: ['learn_skills' as const], barriers: [], source: 'public_form' as const }
  return writeRequest(work, { ...asks, personId: person.value.id, nextAction: 'Ring them back', nextActionOn: work.today })
})

/** Someone we know, and a request by a form from who may be them; `look` says who it is. */
export const asked = async (form: Partial<MetPerson> = {}, known: object = ANN) => {
  const world = await newWorld()
  const desk = await world.as('helpline')
  const person = got(await recordPerson(desk, personForm.parse(known)))
  const { reference } = got(await byForm(world.public, { ...personForm.parse(AGAIN), ...form }))
  const site = await openSite(world)
  const fields = {
    ...{ needs: 'learn_skills', words: 'To see my grandson', owner: String(desk.actor.accountId), nextAction: 'Ring them' },
    ...{ 'nextActionOn-day': '7', 'nextActionOn-month': '11', 'nextActionOn-year': '2025' },
  }
  const look = (who: string, as = desk, more = {}) =>
    site.post(as, `/requests/${reference}/triage`, { ...fields, person: who, ...more })
  return { world, desk, person, reference, site, look }
}
