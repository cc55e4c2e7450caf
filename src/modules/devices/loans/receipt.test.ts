import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { handBackForm } from '../handover/hand-form'
import { handInLoan } from '../handover/hand-in-loan'
import { aLoan, aPerson, aReadyDevice, collecting, value } from '../lending-trial'
import { bringBackLoan } from './bring-back-loan'
import { collectLoan } from './collect-loan'
import { promiseLoan } from './promise-loan'

const SIGNED = '[[[10,20],[40,60],[90,20]]]'

const outWithKit = async (world: World) => {
  const [person, device] = [await aPerson(world), await aReadyDevice(world, { kit: 'Charger, case' })]
  const ctx = await world.as('librarian')
  const loan = value(await promiseLoan(ctx, { device: device.reference, person: person.reference }))
  value(await collectLoan(ctx, { ...collecting(), kit: ['Charger', 'case'], reference: loan.reference }))
  return loan
}

const bringBack = async (world: World, more: Record<string, unknown> = {}) => {
  const loan = await outWithKit(world)
  const typed = { conditionBack: 'worn', returnedOn: '2025-11-05', kit: 'case', signedOut: 'yes', strokes: SIGNED, ...more }
  value(await bringBackLoan(await world.as('librarian'), { ...handBackForm.parse(typed), reference: loan.reference }))
  return loan
}

const receipt = async (world: World, reference: string, role: 'librarian' | 'champion' = 'librarian') =>
  (await openSite(world)).get(await world.as(role), `/loans/${reference}/receipt.pdf`)

const wordsOf = async (pdf: Buffer): Promise<string> =>
  (await extractText(new Uint8Array(pdf), { mergePages: true })).text.replace(/\s+/g, ' ')

describe('the receipt for a device that came back', () => {
  it('says how and with what it came back, what is missing, and carries the signature', async () => {
    const world = await newWorld()
    const loan = await bringBack(world, { signedName: 'Ann Example' })
    const pdf = (await receipt(world, loan.reference)).rawPayload
    const words = await wordsOf(pdf)
    for (const part of [
      ...['came back', `Loan ${loan.reference}.`, 'Lent to Ann Example', 'Taken back by Test librarian', 'On 5 November 2025'],
      ...['Condition when lent Good', 'Condition now Worn, but works well', 'Came back with case', 'Not there Charger'],
      ...['signed out of their accounts', 'There is nothing to pay', 'Signed: Ann Example, 5 November 2025'],
    ])
      expect(words).toContain(part)
    const tree = JSON.stringify(await (await (await getDocumentProxy(new Uint8Array(pdf))).getPage(1)).getStructTree())
    expect(tree).toContain('The signature of Ann Example')
  })

  it('needs no signature', async () => {
    const world = await newWorld()
    const loan = await bringBack(world, { strokes: '' })
    const words = await wordsOf((await receipt(world, loan.reference)).rawPayload)
    expect(words).toContain('Not there Charger')
    expect(words).not.toContain('Signed:')
  })

  it('for one that a stranger handed in says so, and claims nothing nobody looked at', async () => {
    const world = await newWorld()
    const loan = await outWithKit(world)
    value(await handInLoan(await world.as('librarian'), { reference: loan.reference, notes: '', broughtBy: 'stranger' }))
    const words = await wordsOf((await receipt(world, loan.reference)).rawPayload)
    expect(words).toContain('Brought by A stranger who found it')
    expect(words).not.toContain('Condition now')
  })

  it('is offered once it is back, and is not there before, nor for another alliance or role', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const out = await aLoan(world)
    expect((await receipt(world, out.reference)).statusCode).toBe(404)
    const loan = await bringBack(world)
    const site = await openSite(world)
    for (const path of [`/loans/${loan.reference}`, `/loans/${loan.reference}/thanks`])
      expect((await site.get(await world.as('librarian'), path)).body).toContain(`/loans/${loan.reference}/receipt.pdf`)
    expect((await receipt(world, loan.reference, 'champion')).statusCode).toBe(403)
    expect((await receipt(other, loan.reference)).statusCode).toBe(404)
  })
})
