import type { Tx } from '../../src/platform/db'
import type { Row } from './borough'

const AT = new Date('2025-11-03T09:00:00Z')
const DAY = '2025-11-03'

const person = async (tx: Tx, row: Row, name: string) => {
  const details = {
    name,
    address: `1 ${row.mark} Road`,
    support_needs: row.mark,
    created_on: DAY,
  }
  const values = row(details)
  const made = await tx.insertInto('person').values(values).returning(['id', 'reference']).executeTakeFirstOrThrow()
  const own = { alliance_id: values.alliance_id, person_id: made.id }
  const address = `${name.split(' ')[0]?.toLowerCase()}@${row.mark.toLowerCase()}.example`
  await tx
    .insertInto('person_email')
    .values({ ...own, address })
    .execute()
  await tx
    .insertInto('safe_contact_plan')
    .values({ ...own, words: `${row.mark} only`, made_at: AT })
    .execute()
  await tx
    .insertInto('person_token')
    .values({ alliance_id: values.alliance_id, token: row.mark.toLowerCase(), person_id: made.id })
    .execute()
  return made
}

/** Who is there: an account, a partner with a place, someone helped and someone who helps. */
export const who = async (tx: Tx, row: Row) => {
  const account = row({ name: `Spare ${row.mark}`, email: `spare@${row.mark.toLowerCase()}.example`, created_at: AT })
  const partner = row({ name: `${row.mark} Trust`, sector: 'voluntary', what_they_do: row.mark, joined_on: DAY })
  const place = row({ name: `${row.mark} Library`, kind: 'library', partner_id: partner.id, address: `${row.mark} Street` })
  await tx.insertInto('account').values(account).execute()
  await tx
    .insertInto('account_role')
    .values({ alliance_id: account.alliance_id, account_id: account.id, role: 'helpline' })
    .execute()
  await tx.insertInto('partner').values(partner).execute()
  await tx.insertInto('place').values(place).execute()
  const closure = row({ place_id: place.id, starts_on: '2030-01-02', ends_on: '2030-01-05', why: row.mark })
  await tx.insertInto('place_closure').values(closure).execute()
  return {
    account,
    partner,
    place,
    closure,
    person: await person(tx, row, `Ada ${row.mark}`),
    helper: await person(tx, row, `Joan ${row.mark}`),
  }
}
