import { describe, expect, it } from 'vitest'
import { partnerForm, recordPartner } from '#modules/partners'
import { restrictPerson } from '#modules/people'
import { type Ctx, command } from '#platform/command'
import { done } from '#platform/outcome'
import { got } from '#test/helping'
import { forgetAtHelpline } from '../forget'
import { inside, owed, setUp } from './desk-trial'

const forget = command('person.erase', async (work, id: string) => {
  await forgetAtHelpline(work, id)
  return done(null)
})

describe('ringing for somebody else', () => {
  const bea = { callerName: 'Bea Example', callerPhones: '0161 496 0999', standing: 'relative' }

  it('two people: the one it is about, and the one who rang, with their standing and the consent', async () => {
    const { world, send, person, ctx, site } = await setUp()
    expect((await send({ ...bea, agreed: 'said_so', next: 'ring' })).statusCode).toBe(303)
    const people = await inside(world, (tx) =>
      tx.selectFrom('person').select(['id', 'name', 'reference']).orderBy('reference').execute(),
    )
    expect(people.map(({ name }) => name)).toEqual(['Ann Example', 'Bea Example'])
    const [call] = await inside(world, (tx) => tx.selectFrom('call').selectAll().execute())
    expect(call).toMatchObject({ person_id: person.id, caller_id: people[1]?.id, standing: 'relative', agreed: 'said_so' })
    const theirs = await site.get(ctx, `/people/${people[1]?.reference}`)
    expect(theirs.body).toContain('Bea Example (a relative) rang for Ann Example')
    const hers = await site.get(ctx, `/people/${person.reference}`)
    expect(hers.body).toContain('Bea Example (a relative) rang for Ann Example')
  })

  it('the request is on the pages of both, and says who asked for whom; once they are kept apart, the asker’s page tells no more of it', async () => {
    const { world, send, person, ctx, site } = await setUp()
    await send({ ...bea, agreed: 'said_so', next: 'ring' })
    const [request] = await inside(world, (tx) => tx.selectFrom('request').select(['asker_id', 'reference']).execute())
    const asker = await inside(world, (tx) =>
      tx
        .selectFrom('person')
        .select('reference')
        .where('id', '=', request?.asker_id ?? '')
        .executeTakeFirstOrThrow(),
    )
    const words = `Bea Example (a relative) asked for help for Ann Example: Data or a SIM (${request?.reference})`
    const reads = async (who: Ctx, reference: string) => (await site.get(who, `/people/${reference}`)).body
    for (const { reference } of [asker, person]) expect(await reads(ctx, reference)).toContain(words)
    const guardian = await world.as('safeguarding')
    got(await restrictPerson(guardian, { reference: person.reference, why: 'Fled', readers: [], stops: [] }))
    const theirs = await reads(ctx, asker.reference)
    expect(theirs).toContain('Bea Example')
    expect(theirs).not.toMatch(new RegExp(`asked for help for|rang for|${request?.reference}`))
    expect((await site.get(ctx, `/calls/new?person=${asker.reference}`)).body).not.toContain(request?.reference)
    expect(await reads(guardian, asker.reference)).toContain(words)
  })

  const errorsOf = (body: string): string[] =>
    [...(/govuk-error-summary__list">(.*?)<\/ul>/s.exec(body)?.[1] ?? '').matchAll(/href="#([^"]+)"/g)].map(([, field]) =>
      String(field),
    )

  it('says all there is to put right at once, from the top of the page, each at its field', async () => {
    const { ctx, site } = await setUp()
    const all = { callerName: 'Bea Example', callerPhones: '12', minutes: 'ten', next: 'ring' }
    const page = await site.post(ctx, '/calls/new', all)
    const fields = ['name', 'callerPhones', 'standing', 'agreed', 'needs', 'minutes', 'ringOn']
    expect([page.statusCode, errorsOf(page.body)]).toEqual([422, fields])
    for (const field of fields) {
      expect(page.body).toMatch(new RegExp(`id="${field}"`))
      expect(page.body).toContain(`id="${field}-error"`)
    }
    expect(page.body).toContain('value="Bea Example"')
  })

  it.each([
    [{ standing: 'relative' }, ['callerName', 'agreed']],
    [{ agreed: 'said_so' }, ['callerName', 'standing']],
    [{ callerPhones: '0161 496 0999' }, ['callerName', 'standing', 'agreed']],
    [{ ringWhom: 'caller' }, ['callerName', 'standing', 'agreed']],
  ])('what is said of a caller without a name is not lost: it asks who rings (%j)', async (said, fields) => {
    const { world, send } = await setUp()
    const page = await send({ ...said, next: 'sorted' })
    expect([page.statusCode, errorsOf(page.body)]).toEqual([422, fields])
    expect(page.body).toContain('Enter the name of who rings')
    expect(await inside(world, (tx) => tx.selectFrom('call').select('id').execute())).toEqual([])
  })

  it('asks whether we know the person it is about together with the rest, and once it is said no more', async () => {
    const { ctx, site, person } = await setUp()
    const again = { name: 'Ann Example', needs: 'data', next: 'sorted', callerName: 'Bea Example', standing: 'relative' }
    const page = await site.post(ctx, '/calls/new', again)
    expect([page.statusCode, errorsOf(page.body)]).toEqual([422, ['person', 'agreed']])
    expect(page.body).toContain(`value="${person.reference}"`)
    const said = await site.post(ctx, '/calls/new', { ...again, person: 'new' })
    expect(errorsOf(said.body)).toEqual(['agreed'])
    expect((await site.post(ctx, '/calls/new', { ...again, person: 'new', agreed: 'said_so' })).statusCode).toBe(303)
  })

  it('who rings again for them is the same person, not a new one', async () => {
    const { world, send } = await setUp()
    await send({ ...bea, agreed: 'is_there', next: 'ring' })
    await send({ ...bea, callerName: 'bea example', agreed: 'is_there', next: 'sorted', request: 'new' })
    expect(await inside(world, (tx) => tx.selectFrom('person').select('id').execute())).toHaveLength(2)
  })

  it('the request it opens says who asked, what they are to them and that they agree; closing it tells them, and no more than that', async () => {
    const { world, send, ctx, site } = await setUp()
    await send({ ...bea, agreed: 'said_so', next: 'ring' })
    const [request] = await inside(world, (tx) => tx.selectFrom('request').selectAll().execute())
    const [call] = await inside(world, (tx) => tx.selectFrom('call').select('caller_id').execute())
    expect(request).toMatchObject({ asker_id: call?.caller_id, asker_standing: 'relative', agreed: 'said_so' })
    const page = await site.get(ctx, `/requests/${request?.reference}`)
    expect(page.body).toMatch(/Asked for by<.*Bea Example<\/a> \(a relative\) says that they agree/)
    expect((await site.get(ctx, `/requests/${request?.reference}/close`)).body).toContain('Do not tell Bea Example')
    await site.post(ctx, `/requests/${request?.reference}/close`, { outcome: 'not_needed', whatChanged: '' })
    const told = await inside(world, (tx) => tx.selectFrom('notice').select(['person_id', 'template']).execute())
    expect(told).toEqual([{ person_id: call?.caller_id, template: 'what-came-of-it' }])
  })

  it('they are there and agreed themselves: the request says so; sorted on the call, nobody is told what they heard', async () => {
    const { world, send, ctx, site } = await setUp()
    await send({ ...bea, agreed: 'is_there', next: 'sorted' })
    const [request] = await inside(world, (tx) => tx.selectFrom('request').select(['reference', 'agreed']).execute())
    expect(request?.agreed).toBe('is_there')
    const page = await site.get(ctx, `/requests/${request?.reference}`)
    expect(page.body).toContain('rang with them, and they agreed')
    expect(await inside(world, (tx) => tx.selectFrom('notice').select('id').execute())).toEqual([])
  })

  it.each([
    ['said_so', 'Bea Example, a relative'],
    ['is_there', ''],
  ])('passing them to a partner when %s writes down whose word it is', async (agreed, onBehalf) => {
    const { world, send, ctx, site, person } = await setUp()
    const partner = got(
      await recordPartner(
        await world.as('lead'),
        partnerForm.parse({ name: 'Age Example', sector: 'voluntary', joinedOn: '2020-04-01', email: 'help@age.example' }),
      ),
    )
    expect((await send({ ...bea, agreed, next: 'refer', pickRefer: partner.id })).statusCode).toBe(303)
    const consents = () => inside(world, (tx) => tx.selectFrom('consent').select(['purpose', 'how', 'on_behalf']).execute())
    expect(await consents()).toEqual([{ purpose: 'share', how: 'spoken', on_behalf: onBehalf }])
    const page = await site.get(ctx, `/people/${person.reference}`)
    expect(page.body.includes('by Bea Example, a relative')).toBe(onBehalf !== '')
    const [call] = await inside(world, (tx) => tx.selectFrom('call').select('caller_id').execute())
    got(await forget(world.system, String(call?.caller_id)))
    expect(await consents()).toEqual([{ purpose: 'share', how: 'spoken', on_behalf: '' }])
  })

  it('not agreed yet: we ring to ask them first, and say so', async () => {
    const { world, send } = await setUp()
    await send({ ...bea, agreed: 'not_yet', next: 'ring' })
    expect((await owed(world))[0]?.why).toContain('Ask whether they agree that we help')
  })

  it('not agreed yet, and no number to ask them on: asked some other way, which the next step says', async () => {
    const { world, ctx, site } = await setUp()
    const cal = { name: 'Cal Example', needs: 'data', nextOn: '2025-11-06', ...bea, agreed: 'not_yet' }
    const refused = await site.post(ctx, '/calls/new', { ...cal, next: 'ring' })
    expect(refused.statusCode).toBe(409)
    expect(refused.body).toContain('href="#phones"')
    expect(refused.body).toContain('Or choose to ring the one who rings')
    const asked = { next: 'other', nextWords: 'By letter, to his daughter’s' }
    expect((await site.post(ctx, '/calls/new', { ...cal, ...asked })).statusCode).toBe(303)
    const requests = await inside(world, (tx) => tx.selectFrom('request').select(['next_action', 'agreed']).execute())
    expect(requests).toEqual([
      { next_action: 'Ask whether they agree that we help. By letter, to his daughter’s', agreed: 'not_yet' },
    ])
    expect(await owed(world)).toEqual([])
  })
})
