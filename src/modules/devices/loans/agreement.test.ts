import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { aLoan, aPartner, aPromisedLoan, aReadyDevice, collecting, standing, value } from '../lending-trial'
import { collectLoan } from './collect-loan'
import { extendLoan } from './extend-loan'
import { promiseLoan } from './promise-loan'
import { sendAgreement } from './send-agreement'

const SIGNED = '[[[10,20],[40,60],[90,20]],[[120,30],[200,90]]]'

const signedLoan = async (world: World) => {
  const loan = await aPromisedLoan(world)
  value(await collectLoan(await world.as('librarian'), { ...collecting({ strokes: SIGNED }), reference: loan.reference }))
  return loan
}

const fileOf = async (world: World, reference: string, query = '') => {
  const answer = await (await openSite(world)).get(await world.as('librarian'), `/loans/${reference}/agreement.pdf${query}`)
  expect(answer.headers['content-type']).toContain('application/pdf')
  return answer.rawPayload
}

const wordsOf = async (pdf: Buffer): Promise<string> =>
  (await extractText(new Uint8Array(pdf), { mergePages: true })).text.replace(/\s+/g, ' ')

const toldOf = (world: World) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .selectFrom('notice')
      .selectAll()
      .where('alliance_id', '=', world.allianceId)
      .where('template', '=', 'agreement-copy')
      .execute(),
  )

describe('the agreement as a PDF', () => {
  it('says who lent what to whom, when, under which terms, with the signature', async () => {
    const world = await newWorld({ helpline_number: '+441614960100' })
    const loan = await signedLoan(world)
    const pdf = await fileOf(world, loan.reference)
    const words = await wordsOf(pdf)
    for (const part of [
      'Our agreement about DK-',
      `Loan ${loan.reference}. Version 2 of the terms.`,
      'Lent to Ann Example',
      'Handed over by Test librarian',
      'Condition then Good',
      'Bring it back by 12 December 2025.',
      'Ring 0161 496 0100.',
      'Signed: Ann Example, ',
    ])
      expect(words).toContain(part)
    const tree = JSON.stringify(await (await (await getDocumentProxy(new Uint8Array(pdf))).getPage(1)).getStructTree())
    expect(tree).toContain('The signature of Ann Example')
  })

  it('keeps the day that was signed, and says which it is now', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    value(await extendLoan(await world.as('librarian'), { reference: loan.reference, dueOn: '2026-01-15' } as never))
    const words = await wordsOf(await fileOf(world, loan.reference))
    expect(words).toContain('Bring it back by 12 December 2025.')
    expect(words).toContain('it is now due back by 15 January 2026.')
    expect(words).toContain('Agreed by ticking the box on the screen: Ann Example')
  })

  it('is larger in large print', async () => {
    const world = await newWorld()
    const loan = await signedLoan(world)
    const sizesOf = async (query: string): Promise<number[]> => {
      const pdf = await getDocumentProxy(new Uint8Array(await fileOf(world, loan.reference, query)))
      const { items } = await (await pdf.getPage(1)).getTextContent()
      return items.flatMap((item) => ('str' in item && item.str.trim() ? [Number(item.transform[3])] : []))
    }
    expect(Math.min(...(await sizesOf('?print=large')))).toBeGreaterThanOrEqual(18)
    expect(Math.min(...(await sizesOf('')))).toBeLessThan(18)
  })

  it('is not there before it is signed, nor for another alliance', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const [promised, signed] = [await aPromisedLoan(world), await signedLoan(world)]
    for (const path of ['agreement', 'agreement.pdf']) {
      const site = await openSite(world)
      expect((await site.get(await world.as('librarian'), `/loans/${promised.reference}/${path}`)).statusCode).toBe(404)
      const theirs = await openSite(other)
      expect((await theirs.get(await other.as('librarian'), `/loans/${signed.reference}/${path}`)).statusCode).toBe(404)
    }
  })

  it('is not shown to those who may not see the person, nor sent by them', async () => {
    const world = await newWorld()
    const loan = await signedLoan(world)
    const row = { alliance_id: world.allianceId, person_id: loan.person.id, why: 'Test', since: world.system.clock.now() }
    await world.db.transaction(world.system, (tx) => tx.insertInto('restricted_person').values(row).execute())
    const site = await openSite(world)
    for (const path of ['agreement', 'agreement.pdf'])
      expect((await site.get(await world.as('librarian'), `/loans/${loan.reference}/${path}`)).statusCode).toBe(404)
    expect(await sendAgreement(await world.as('librarian'), { reference: loan.reference })).toMatchObject({ code: 'not-found' })
  })
})

describe('sending a copy', () => {
  it('tells the borrower what they signed, once a day, and writes it down', async () => {
    const world = await newWorld({ helpline_number: '+441614960100' })
    const loan = await signedLoan(world)
    value(await sendAgreement(await world.as('helpline'), { reference: loan.reference }))
    const [notice, ...others] = await toldOf(world)
    expect(others).toEqual([])
    expect(notice).toMatchObject({ about_type: 'loan', about_id: loan.id, person_id: loan.person.id })
    const { terms, signed, due } = (notice?.personalisation ?? {}) as Record<string, string>
    expect(terms).toContain('Bring it back by 12 December 2025.')
    expect(terms?.split('\n').every((line) => line.startsWith('* '))).toBe(true)
    expect({ signed, due }).toEqual({ signed: 'Ann Example, 5 November 2025', due: '12 December 2025' })
    expect((await standing(world, loan)).actions).toContain('loan.send-agreement')
    expect(await sendAgreement(await world.as('helpline'), { reference: loan.reference })).toMatchObject({ code: 'sent-today' })
    expect(await toldOf(world)).toHaveLength(1)
  })

  it('is refused before anything is signed, and for what nobody has', async () => {
    const world = await newWorld()
    const loan = await aPromisedLoan(world)
    const me = await world.as('librarian')
    expect(await sendAgreement(me, { reference: loan.reference })).toMatchObject({ code: 'not-signed' })
    expect(await sendAgreement(me, { reference: 'L-999999' })).toMatchObject({ code: 'not-found' })
    expect(await sendAgreement(await world.as('champion'), { reference: loan.reference })).toMatchObject({ code: 'forbidden' })
    expect(await toldOf(world)).toEqual([])
  })

  it('is refused for an organisation, which gets the PDF', async () => {
    const world = await newWorld()
    const [me, device, partner] = [await world.as('librarian'), await aReadyDevice(world), await aPartner(world)]
    const loan = value(await promiseLoan(me, { device: device.reference, partner }))
    value(await collectLoan(me, { ...collecting(), reference: loan.reference }))
    expect(await sendAgreement(me, { reference: loan.reference })).toMatchObject({ code: 'not-a-person' })
    expect(await wordsOf(await fileOf(world, loan.reference))).toContain('Lent to Fir Tree House')
  })

  it('is a button on the page of the agreement', async () => {
    const world = await newWorld()
    const loan = await signedLoan(world)
    const site = await openSite(world)
    const me = await world.as('librarian')
    const path = `/loans/${loan.reference}/agreement`
    expect((await site.get(me, path)).payload).toContain('Send Ann Example a copy')
    const answer = await site.post(me, `${path}/send`, {})
    expect(answer.headers.location).toBe(`/${world.slug}/loans/${loan.reference}`)
    expect((await site.get(me, `/loans/${loan.reference}`)).payload).toContain('Asked for a copy of the agreement about tablet')
  })
})
