import { beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '#platform/command'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { goOn, planFor, written } from '../engine-trial'
import { type MessageStatus, messageMoves } from '../message.moves'
import { type NoticeStatus, noticeMoves } from '../notice.moves'
import { type Desk, openDesk, setMessage, setNotice, stuck, templates, unsure } from './board-trial'
import { callInsteadOfMessage, callInsteadOfNotice } from './call-instead'
import { leaveNotice, tryNoticeAgain } from './decide-notice'
import { leaveMessage } from './leave-message'
import { sayItWent } from './say-it-went'
import { sendAgain } from './send-again'

let at: Desk
beforeEach(async () => {
  at = await openDesk()
})

const decide = {
  went: (ctx: Ctx, message: string) => sayItWent(ctx, { message }),
  again: (ctx: Ctx, message: string) => sendAgain(ctx, { message }),
  call: (ctx: Ctx, message: string) => callInsteadOfMessage(ctx, { message, templates: templates(at) }),
  leave: (ctx: Ctx, message: string) => leaveMessage(ctx, { message }),
}
const decideNotice = {
  again: (ctx: Ctx, notice: string) => tryNoticeAgain(ctx, { notice }),
  call: (ctx: Ctx, notice: string) => callInsteadOfNotice(ctx, { notice, templates: templates(at) }),
  leave: (ctx: Ctx, notice: string) => leaveNotice(ctx, { notice }),
}

describe('a message of which nobody knows whether it went', () => {
  it('went: what it carries is told, and it is not sent again', async () => {
    expect(await sayItWent(at.desk, { message: await unsure(at) })).toMatchObject({ ok: true })
    await goOn(at.world, at.trial)
    const { messages, notices, events } = await written(at.world)
    expect([messages.map(({ status }) => status), notices.map(({ status }) => status)]).toEqual([['sent'], ['told']])
    expect(at.trial.got).toEqual([])
    expect(events).toContain('message.went')
  })

  it('did not go: it goes now, once', async () => {
    const message = await unsure(at)
    const pressed = await Promise.all(Array.from({ length: 8 }, () => sendAgain(at.desk, { message })))
    expect(pressed.filter(({ ok }) => ok)).toHaveLength(1)
    await goOn(at.world, at.trial)
    expect(at.trial.got.map(({ id }) => id)).toEqual([message])
    expect((await written(at.world)).notices).toMatchObject([{ status: 'told' }])
  })

  it('is told by phone instead, in the words for a call', async () => {
    const message = await unsure(at)
    expect(await decide.call(at.desk, message)).toMatchObject({ ok: true })
    const { messages, notices, calls } = await written(at.world)
    expect([messages[0]?.status, notices[0]?.status]).toEqual(['cancelled', 'to_call'])
    const script = expect.stringMatching(/^Hello, may I speak to .* from .*\n\nAsk them to bring back the tablet\.$/)
    expect(calls).toMatchObject([{ why: 'Your tablet is due back', script }])
    await goOn(at.world, at.trial)
    expect(at.trial.got).toEqual([])
  })

  it('is told by phone in the name we go by for them', async () => {
    const message = await unsure(at)
    const [sent] = (await written(at.world)).messages
    await planFor(at.world, String(sent?.person_id), { our_name: 'Sam' })
    expect(await decide.call(at.desk, message)).toMatchObject({ ok: true })
    const [call] = (await written(at.world)).calls
    expect(call?.script).toContain('I am ringing from Sam.')
  })

  it('is left', async () => {
    expect(await leaveMessage(at.desk, { message: await unsure(at) })).toMatchObject({ ok: true })
    await goOn(at.world, at.trial)
    const { messages, notices, calls } = await written(at.world)
    expect([messages[0]?.status, notices[0]?.status, calls.length, at.trial.got.length]).toEqual(['cancelled', 'cancelled', 0, 0])
  })

  it('cannot become a call to someone who must not be rung, and then nothing changes', async () => {
    const message = await unsure(at)
    const { messages } = await written(at.world)
    await at.world.db.transaction(at.world.system, (tx) =>
      tx.updateTable('person').set({ do_not_call: true }).where('id', '=', String(messages[0]?.person_id)).execute(),
    )
    expect(await decide.call(at.desk, message)).toMatchObject({ ok: false, code: 'no-call' })
    expect((await written(at.world)).messages[0]?.status).toBe('unsure')
  })
})

describe('something that could not be told', () => {
  it('is tried again when their details are right', async () => {
    const notice = await stuck(at)
    const { notices } = await written(at.world)
    expect(notices[0]?.status).toBe('could_not_tell')
    await at.world.db.transaction(at.world.system, (tx) =>
      tx
        .insertInto('person_email')
        .values({ alliance_id: at.world.allianceId, person_id: String(notices[0]?.person_id), address: 'rita@example.org' })
        .execute(),
    )
    expect(await tryNoticeAgain(at.desk, { notice })).toMatchObject({ ok: true })
    await goOn(at.world, at.trial)
    expect(at.trial.got).toMatchObject([{ way: 'email', to: 'rita@example.org' }])
    expect((await written(at.world)).notices).toMatchObject([{ status: 'told' }])
  })

  it('is left, and stays off the board', async () => {
    const notice = await stuck(at)
    const site = await openSite(at.world)
    expect((await site.get(at.desk, '/messages')).body).toContain('1 thing for someone to look at')
    expect(await leaveNotice(at.desk, { notice })).toMatchObject({ ok: true })
    expect((await site.get(at.desk, '/messages')).body).toContain('Nothing is stuck')
    expect((await written(at.world)).notices).toMatchObject([{ status: 'cancelled', because: 'Somebody decided not to send it' }])
  })

  it('cannot be rung without a number', async () => {
    expect(await decideNotice.call(at.desk, await stuck(at))).toMatchObject({ ok: false, code: 'no-call' })
    expect((await written(at.world)).notices[0]?.status).toBe('could_not_tell')
  })
})

describe('what may not be decided', () => {
  const may = {
    went: messageMoves.believe.from,
    again: messageMoves.tryAgain.from.filter((status) => status !== 'failed'),
    call: messageMoves.cancel.from,
    leave: messageMoves.cancel.from,
  } satisfies Record<keyof typeof decide, readonly MessageStatus[]>
  const statuses = [...new Set(Object.values(messageMoves).flatMap(({ from, to }) => [...from, to]))]
  it.each(Object.keys(decide) as (keyof typeof decide)[])('%s, of a message in any other status', async (what) => {
    const message = await unsure(at)
    for (const status of statuses.filter((one) => !(may[what] as readonly string[]).includes(one))) {
      await setMessage(at, message, { status, ...(status === 'failed' ? { failed_at: new Date(), sent_at: null } : {}) })
      expect([status, await decide[what](at.desk, message)]).toMatchObject([status, { ok: false, code: 'moved-on' }])
      expect((await written(at.world)).messages[0]?.status).toBe(status)
    }
  })

  const mayNotice = {
    again: noticeMoves.tryAgain.from,
    call: ['waiting', 'could_not_tell'],
    leave: ['waiting', 'could_not_tell'],
  } as const
  const noticeStatuses = [...new Set(Object.values(noticeMoves).flatMap(({ from, to }) => [...from, to]))] as NoticeStatus[]
  it.each(Object.keys(decideNotice) as (keyof typeof decideNotice)[])('%s, of a notice in any other status', async (what) => {
    const notice = await stuck(at)
    for (const status of noticeStatuses.filter((one) => !(mayNotice[what] as readonly string[]).includes(one))) {
      await setNotice(at, notice, { status })
      expect([status, await decideNotice[what](at.desk, notice)]).toMatchObject([status, { ok: false, code: 'moved-on' }])
    }
  })

  it('by another alliance, by a role that may not, or of what there is not', async () => {
    const [message, notice] = [await unsure(at), newId()]
    const theirs = await (await newWorld()).as('helpline')
    for (const what of Object.values(decide)) {
      for (const [ctx, id] of [
        [theirs, message],
        [at.desk, newId()],
        [at.desk, 'x'],
      ] as const)
        expect(await what(ctx, id)).toMatchObject({ ok: false, status: 404 })
      expect(await what(await at.world.as('lead'), message)).toMatchObject({ ok: false, status: 403 })
    }
    for (const what of Object.values(decideNotice)) expect(await what(at.desk, notice)).toMatchObject({ ok: false, status: 404 })
  })

  it('sending a secret again, or what failed a person and went another way', async () => {
    const message = await unsure(at)
    await setMessage(at, message, { send_before: new Date('2025-11-05T10:10:00Z') })
    expect(await sendAgain(at.desk, { message })).toMatchObject({ ok: false, code: 'secret-gone' })
    await setMessage(at, message, { send_before: null, status: 'failed', failed_at: new Date() })
    expect(await sendAgain(at.desk, { message })).toMatchObject({ ok: false, code: 'moved-on' })
    await setMessage(at, message, { person_id: null })
    expect(await sendAgain(at.desk, { message })).toMatchObject({ ok: true })
  })
})
