import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Ctx } from '#platform/command'
import { newId } from '#platform/ids'
import { aPerson, aRequest, got } from '#test/helping'
import { newWorld, type World } from '#test/world'
import { restrictPerson } from '../restricting/restrict-person'
import { findPeople } from './find-people'
import { isSlip, slips } from './near-words'
import { soundsOf } from './said-as'
import { asked } from './terms'

const PEOPLE: readonly (readonly [string, Record<string, unknown>])[] = [
  ['Siobhán O’Neill', { phones: '0161 496/0123', postcode: 'SK3 8NR', email: 'siobhan.oneill@example.org' }],
  ['Nguyễn Thị Minh', { phones: '+33 1 99 00 12 34' }],
  ['Niamh Gallagher', { postcode: 'SK3 8AA' }],
  ['Bronisław Wójcik', {}],
  ['Margaret Ollerenshaw', { knownAs: 'Peggy', phones: '07700 900456', postcode: 'WN1 1AA' }],
  ['Caoimhe Byrne', {}],
  ['Xiao Zhang', {}],
  ['Wojciech Szymański', {}],
  ['محمد العلي', {}],
  ['李小明', {}],
  ['Owen Jones', {}],
  ['Mary-Jane St. John', {}],
]

let known: Promise<World> | undefined
const world = (): Promise<World> => {
  known ??= (async () => {
    const made = await newWorld()
    for (const [name, more] of PEOPLE) await aPerson(made, name, more)
    return made
  })()
  return known
}

const find = async (typed: string): Promise<string[]> => {
  const { db, allianceId } = await world()
  return (await db.transaction({ allianceId }, (tx) => findPeople(tx, allianceId, typed))).map(({ name }) => name)
}

describe('one box', () => {
  it.each([
    [
      'Siobhán O’Neill',
      ['siobhan', 'SIOBHAN ONEILL', "o'neill", 'Shivaun', 'shivawn oneil', 'siobahn', 'oneill siobhan', 'Siobh'],
    ],
    [
      'Siobhán O’Neill',
      ['0161 496 0123', '+44 161 4960123', '01614960123', '0161/496/0123', '(0161) 496-0123', '0044 161 496 0123'],
    ],
    [
      'Siobhán O’Neill',
      ['+44 (0)161 496 0123', '0161.496.0123', '44 161 496 0123', '0161 496', 'SK3 8NR', 'sk38nr', 'sk3 8n', 'oneill sk3'],
    ],
    ['Siobhán O’Neill', ['496 0123', '4960123', '161 496 0123', '960123', 'oneill 496 0123']],
    ['Siobhán O’Neill', ['siobhan.oneill@example.org', 'Siobhan.Oneill@', 'neil SK3 8NR', 'siobhan 0161 496']],
    ['Nguyễn Thị Minh', ['nguyen', 'Win', 'minh nguyen', 'Nguyễn', '+33 1 99 00 12 34', '0033 199001234', 'thi']],
    ['Niamh Gallagher', ['neve gallagher', 'Neev', 'niamh', 'galagher', 'gallager']],
    ['Bronisław Wójcik', ['bronislaw', 'BRONISŁAW', 'wojcik', 'bronislav']],
    [
      'Margaret Ollerenshaw',
      ['peggy', 'maggie ollerenshaw', 'olerenshaw', 'ollerensaw', 'margret', '07700900456', 'ollerenshaw wn1'],
    ],
    ['Caoimhe Byrne', ['keeva', 'caoimhe', 'Burn caoimhe']],
    ['Xiao Zhang', ['shao zhang', 'jang', 'zhang xiao']],
    ['Wojciech Szymański', ['szymanski', 'shimanski', 'voychek']],
    ['محمد العلي', ['محمد', 'العلي']],
    ['李小明', ['李小明']],
    ['Mary-Jane St. John', ['mary jane', 'st john', 'jane st']],
  ])('finds %s', async (name, all) => {
    const missed: string[] = []
    for (const typed of all) if (!(await find(typed)).includes(name)) missed.push(typed)
    expect(missed).toEqual([])
  })

  it('finds by reference, in either case', async () => {
    const { db, allianceId } = await world()
    const owen = await db.transaction({ allianceId }, (tx) =>
      tx.selectFrom('person').select('reference').where('name', '=', 'Owen Jones').executeTakeFirstOrThrow(),
    )
    for (const typed of [owen.reference.toLowerCase(), owen.reference.replace('-', '')])
      expect([typed, await find(typed)]).toEqual([typed, ['Owen Jones']])
  })

  it('finds whose request or referral it is, as its reference is said', async () => {
    const made = await newWorld()
    const { db, allianceId } = made
    const request = await aRequest(made, 'Vera Quill')
    await aRequest(made, 'Someone Else')
    const sent = await db.transaction(made.system, async (tx) => {
      const partner = {
        ...{ alliance_id: allianceId, id: newId(), name: 'Age Example', sector: 'voluntary' },
        joined_on: '2025-01-06',
      }
      await tx.insertInto('partner').values(partner).execute()
      const of = {
        alliance_id: allianceId,
        id: newId(),
        person_id: request.person.id,
        request_id: request.id,
        partner_id: partner.id,
      }
      const day = { sent_at: new Date('2025-11-05T10:00:00Z'), sent_on: '2025-11-05', reply_by: '2025-11-12' }
      const row = { ...of, ...day, status: 'sent', site: 'http://localhost' }
      return tx.insertInto('referral').values(row).returning('reference').executeTakeFirstOrThrow()
    })
    const names = (typed: string) =>
      db.transaction(made.system, async (tx) => (await findPeople(tx, allianceId, typed)).map(({ name }) => name))
    for (const reference of [request.reference, sent.reference])
      for (const typed of [reference, reference.toLowerCase(), reference.replace('-', ''), ` ${reference} `])
        expect([typed, await names(typed)]).toEqual([typed, ['Vera Quill']])
    expect(await names('R-999999')).toEqual([])
    const other = await newWorld()
    expect(await other.db.transaction(other.system, (tx) => findPeople(tx, other.allianceId, request.reference))).toEqual([])
  })

  it('the request of someone kept apart leads to them for those who may see them alone', async () => {
    const made = await newWorld()
    const request = await aRequest(made, 'Hidden Quill')
    const why = { why: 'Fled', readers: [], stops: [] }
    got(await restrictPerson(await made.as('coordinator'), { reference: request.person.reference, ...why }))
    const found = async (ctx: Ctx) =>
      (await made.db.transaction(ctx, (tx) => findPeople(tx, made.allianceId, request.reference))).length
    expect([await found(await made.as('helpline')), await found(await made.as('data_lead'))]).toEqual([0, 1])
  })

  it('the very words come before what only sounds like them', async () => {
    expect((await find('owen'))[0]).toBe('Owen Jones')
    expect((await find('nguyen'))[0]).toBe('Nguyễn Thị Minh')
  })

  it.each(['', '   ', '😀', '%', '_', "'; drop table person; --", '\u202E', '('.repeat(200)])(
    '%j finds nobody, and is no fault',
    async (typed) => {
      expect(await find(typed)).toEqual([])
    },
  )

  it('another name, number, postcode or email finds nobody', async () => {
    for (const typed of ['Brian Kowalczyk', '0161 496 0999', '496 0999', '60123', 'M1 1AE', 'someone@example.org', 'P-999999'])
      expect([typed, await find(typed)]).toEqual([typed, []])
  })

  it('finds who passes both of two tests that thousands pass', async () => {
    const made = await newWorld()
    const { db, allianceId } = made
    const { id } = await aPerson(made, 'Zoe Zimmer', { phones: '0161 496 0123' })
    await db.transaction({ allianceId }, async (tx) => {
      for (const [token, mark] of Object.entries({ zoe: '0', '#01614960999': '1' }))
        await sql`insert into person_token (alliance_id, token, person_id)
          select ${allianceId}, ${token}, lpad(n || ${mark}, 32, '0')::uuid from generate_series(1, 4500) as n`.execute(tx)
      const found = await findPeople(tx, allianceId, 'zoe 0161 496')
      expect(found.map((one) => one.id)).toEqual([id])
      expect(await findPeople(tx, allianceId, 'zoe 0161 497')).toEqual([])
    })
  })

  it('finds by a name and a district: that district first, and one whose name begins so where nobody lives in it', async () => {
    const made = await newWorld()
    const { db, allianceId } = made
    await aPerson(made, 'Zoe Zimmer', { postcode: 'SK3 8NR' })
    await aPerson(made, "Zoe O'Neill", { postcode: 'SK3 9AB' })
    await aPerson(made, 'Zoe Far', { postcode: 'SK13 8NR' })
    const names = async (typed: string): Promise<string[]> => {
      const found = await db.transaction({ allianceId }, (tx) => findPeople(tx, allianceId, typed))
      return found.map(({ name }) => name).toSorted()
    }
    expect(await names('zoe sk3')).toEqual(["Zoe O'Neill", 'Zoe Zimmer'])
    expect(await names('SK3 zo zim')).toEqual(['Zoe Zimmer'])
    expect(await names('neill SK3')).toEqual(["Zoe O'Neill"])
    expect(await names('zoe sk1')).toEqual(['Zoe Far'])
    expect(await names('zoe sk13 0161')).toEqual([])
    await aPerson(made, 'Zoe Far', { postcode: 'SK1 3XE' })
    expect(await names('zoe far sk1')).toEqual(['Zoe Far', 'Zoe Far'])
    expect(await names('zoe far sk13')).toEqual(['Zoe Far'])
    expect(await names('zoe sk4')).toEqual([])
    expect([await names('zoe zimmer s'), await names('zoe zimmer sk'), await names('zoe zimmer sk3')]).toEqual([
      ['Zoe Zimmer'],
      ['Zoe Zimmer'],
      ['Zoe Zimmer'],
    ])
    expect([await names('sk'), await names('nobody sk')]).toEqual([[], []])
    expect(await names('zoey zimer sk3')).toEqual(['Zoe Zimmer'])
  })

  it('the other alliance finds nobody', async () => {
    await world()
    const { db, allianceId } = await newWorld()
    expect(await db.transaction({ allianceId }, (tx) => findPeople(tx, allianceId, 'siobhan'))).toEqual([])
  })
})

describe('what was typed', () => {
  it.each([
    ['ann 0161 496', { words: ['ann'], exact: [], starts: ['#0161496'] }],
    ['496 0123', { words: [], exact: [], starts: ['<3210694'] }],
    ['SK3 8NR smith', { words: ['smith'], exact: ['@sk38nr'], starts: [] }],
    ['smith sk3', { words: ['smith'], exact: [], starts: [], district: 'sk3' }],
    ['smith sk3 8', { words: ['smith'], exact: [], starts: ['@sk38'] }],
    ['P-1042', { words: [], exact: ['p-1042'], starts: [] }],
    ['Ann.Lee@', { words: [], exact: [], starts: ['ann.lee@'] }],
  ])('%s', (typed, terms) => {
    expect(asked(typed)).toEqual(terms)
  })

  it('whatever is typed can be read', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => asked(typed).words.length <= 5))
  })
})

describe('words near one another', () => {
  it.each([
    ['smith', 'smiht', 1],
    ['smith', 'smth', 1],
    ['kitten', 'sitting', 3],
    ['', 'ab', 2],
    ['same', 'same', 0],
  ])('%s and %s: %i slips', (one, other, count) => {
    expect([slips(one, other), slips(other, one)]).toEqual([count, count])
  })

  it('a short word with a slip is another word', () => {
    expect([isSlip('ann', 'anne'), isSlip('joan', 'john'), isSlip('ollerenshaw', 'olerensaw')]).toEqual([false, true, true])
  })

  it.each([
    ['siobhan', 'shivaun'],
    ['niamh', 'neve'],
    ['sinead', 'shinade'],
    ['saoirse', 'sersha'],
    ['eoghan', 'owen'],
    ['catherine', 'kathryn'],
  ])('%s sounds like %s', (one, other) => {
    expect(soundsOf(one).some((sound) => soundsOf(other).includes(sound))).toBe(true)
  })
})
