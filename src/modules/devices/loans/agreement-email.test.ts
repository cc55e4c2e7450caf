import { extractText } from 'unpdf'
import { afterEach, describe, expect, it } from 'vitest'
import { configureMail } from '#modules/notifications'
import { runJobs } from '#test/jobs'
import { openMailServer } from '#test/mail'
import { newWorld, type World } from '#test/world'
import { modules } from '../../../app'
import { aPromisedLoan, collecting, value } from '../lending-trial'
import { collectLoan } from './collect-loan'
import { sendAgreement } from './send-agreement'

const KEPT = { demo: true, smtpUrl: undefined, mailFrom: 'x@localhost' } as const
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  configureMail(KEPT, () => {})
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

const mail = async () => {
  const { state, url, stop } = await openMailServer()
  stops.push(stop)
  configureMail({ demo: false, smtpUrl: url, mailFrom: 'DigiKnow <no-reply@help.example.org>' }, () => {})
  return state
}

/** Someone whom only an email reaches, with a signed loan. */
const borrower = async (world: World) => {
  const loan = await aPromisedLoan(world)
  value(
    await collectLoan(await world.as('librarian'), {
      ...collecting({ strokes: '[[[10,20],[40,60]]]' }),
      reference: loan.reference,
    }),
  )
  const whose = { alliance_id: world.allianceId, person_id: loan.person.id }
  await world.db.transaction(world.system, async (tx) => {
    await tx
      .updateTable('person')
      .set({ ways: ['email'] })
      .where('id', '=', loan.person.id)
      .execute()
    await tx
      .insertInto('person_email')
      .values({ ...whose, address: 'ann@example.org' })
      .execute()
  })
  return loan
}

describe('a copy of the agreement by email', () => {
  it('has the signed paper with it', async () => {
    const [world, state] = [await newWorld(), await mail()]
    const loan = await borrower(world)
    value(await sendAgreement(await world.as('helpline'), { reference: loan.reference }))
    await runJobs(world, modules)
    const copy = state.got.find(({ subject }) => subject?.startsWith('A copy of our agreement'))
    const [paper, ...others] = copy?.attachments ?? []
    expect([copy?.to?.[0]?.address, others]).toEqual(['ann@example.org', []])
    expect(paper).toMatchObject({ filename: `agreement-${loan.reference}.pdf`, mimeType: 'application/pdf' })
    const { text } = await extractText(new Uint8Array(paper?.content as ArrayBuffer), { mergePages: true })
    for (const words of ['Lent to Ann Example', 'Handed over by Test librarian', 'Signed: Ann Example'])
      expect(text.replace(/\s+/g, ' ')).toContain(words)
  })

  it('is not with any other email', async () => {
    const [world, state] = [await newWorld(), await mail()]
    await borrower(world)
    await runJobs(world, modules)
    expect(state.got.flatMap(({ attachments }) => attachments)).toEqual([])
  })
})
