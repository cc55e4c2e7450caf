import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { countKit, missingWords, piecesOf, readKit } from '../kits/kit'
import { aDevice } from '../lending-trial'
import { dammDigit, endsInLuhn } from './check-digits'
import { readScan, readTag, tagOf } from './tag'

describe('the check digit of a tag', () => {
  it('is Damm’s, as published', () => {
    expect(dammDigit('572')).toBe('4')
  })

  it('catches every single wrong number and every two swapped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), fc.nat(3), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const digits = [...String(number).padStart(4, '0')]
        const check = dammDigit(digits.join(''))
        const wrong = digits.with(at, String((Number(digits[at]) + by) % 10)).join('')
        expect(readTag(`DK-${wrong}-${check}`)).toMatchObject({ code: 'wrong-check-digit' })
        const [one = '', two = ''] = [digits[at], digits[(at + 1) % 4]]
        if (at === 3 || one === two) return
        const swapped = digits
          .with(at, two)
          .with(at + 1, one)
          .join('')
        expect(readTag(`DK-${swapped}-${check}`)).toMatchObject({ code: 'wrong-check-digit' })
      }),
    )
  })

  it.each([
    ['DK-0317', 'DK-0317'],
    [tagOf('DK-0317'), 'DK-0317'],
    [tagOf('DK-0317').toLowerCase(), 'DK-0317'],
    ['dk 317', 'DK-0317'],
    [` ${tagOf('DK-12345')} `, 'DK-12345'],
  ])('%s is %s', (typed, reference) => {
    expect(readTag(typed)).toEqual({ ok: true, reference })
  })

  it('a scanned label is read by its address, and another alliance’s is named', () => {
    expect(readScan(`https://lend.example/stockport/d/${tagOf('DK-0317')}`, '/stockport')).toMatchObject({ reference: 'DK-0317' })
    expect(readScan('https://lend.example/trafford/d/DK-0317', '/stockport')).toMatchObject({ code: 'other-alliance' })
  })

  it('what is no tag at all is not found, and breaks nothing', () => {
    expect(readScan('https://lend.example/stockport/d/%', '/stockport')).toEqual({ ok: true, reference: '%' })
    expect(readScan('https://lend.example/stockport/d/DK%200317', '/stockport')).toMatchObject({ reference: 'DK-0317' })
  })

  it('on screen: with it, without it, and wrong', async () => {
    const world = await newWorld()
    const device = await aDevice(world)
    const site = await openSite(world)
    const ctx = await world.as('librarian')
    const tag = tagOf(device.reference)
    const page = await site.get(ctx, `/devices/${tag}`)
    expect([page.statusCode, page.body.includes(tag)]).toEqual([200, true])
    const wrong = tag.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
    const found = await site.get(world.public, `/d/${wrong}`)
    expect([found.statusCode, found.body.includes('One of the numbers is wrong')]).toEqual([422, true])
  })

  it('a stranger says where it is, and the library is told', async () => {
    const world = await newWorld()
    const device = await aDevice(world)
    const site = await openSite(world)
    const ctx = await world.as('librarian')
    const empty = await site.post(world.public, `/d/${device.reference}`, { words: '' })
    expect([empty.statusCode, empty.body.includes('href="#words"')]).toEqual([422, true])
    const told = await site.post(world.public, `/d/${device.reference}`, { words: 'On a bench <b>', contact: '0161 496 0101' })
    expect(told.statusCode).toBe(303)
    const page = await site.get(ctx, `/devices/${device.reference}`)
    expect(page.body).toContain('On a bench &lt;b')
    const refurbisher = await site.get(await world.as('refurbisher'), `/devices/${device.reference}`)
    expect(refurbisher.body).not.toContain('0161 496 0101')
  })
})

it('Luhn: an ICCID and its neighbour', () => {
  expect([endsInLuhn('8944110068256270054'), endsInLuhn('8944110068256270055')]).toEqual([true, false])
})

describe('a kit', () => {
  it('is read part by part and counted piece by piece', () => {
    const parts = readKit('Charger, case; 2 x cable\ncase, 10 inch sleeve')
    expect(parts).toEqual([
      { name: 'Charger', howMany: 1 },
      { name: 'case', howMany: 2 },
      { name: 'cable', howMany: 2 },
      { name: '10 inch sleeve', howMany: 1 },
    ])
    const counted = countKit(parts, piecesOf(parts).slice(1))
    expect(missingWords(counted)).toBe('Charger')
  })
})
