import { sql } from 'kysely'
import { bringInPeople, lookForDuplicates, personForm } from '../../src/modules/people'
import { type Ctx, command } from '../../src/platform/command'
import { done } from '../../src/platform/outcome'
import type { WrittenDown } from './records'

export interface Measure {
  readonly records: number
  /** Pairs of records that are of one person. */
  readonly doubles: number
  readonly offered: number
  readonly right: number
  readonly precision: number
  readonly recall: number
  readonly seconds: number
}

export interface Told extends Measure {
  readonly wrong: readonly (readonly [WrittenDown, WrittenDown])[]
  readonly missed: readonly (readonly [WrittenDown, WrittenDown])[]
}

const AT_ONCE = 500

const rowOf = (record: WrittenDown, line: number) => ({
  line,
  row: {
    ...personForm.parse({ name: record.name }),
    ...record,
    phones: [...record.phones],
    reference: `record ${line}`,
    knownSince: null,
  },
})

/** Brings records in as an import would; gives the person of each. */
export const bringIn = async (ctx: Ctx, records: readonly WrittenDown[]): Promise<string[]> => {
  const ids: string[] = []
  for (let from = 0; from < records.length; from += AT_ONCE) {
    const some = records.slice(from, from + AT_ONCE)
    const bring = command('import.people', async (work, rows: readonly WrittenDown[]) => {
      const brought = await bringInPeople(
        work,
        rows.map((record, at) => rowOf(record, from + at)),
      )
      return done(rows.map((_record, at) => String(brought.ids.get(from + at))))
    })
    const made = await bring(ctx, some)
    if (!made.ok) throw new Error(made.says)
    ids.push(...made.value)
  }
  return ids
}

const pairName = (one: string, other: string): string => (one < other ? `${one} ${other}` : `${other} ${one}`)

const offeredPairs = (ctx: Ctx): Promise<[string, string][]> =>
  ctx.db.transaction({ allianceId: ctx.allianceId, readOnly: true }, async (tx) => {
    const { rows } = await sql<{ first_id: string; second_id: string }>`
      select first_id, second_id from person_pair where alliance_id = ${ctx.allianceId} and status = 'offered'`.execute(tx)
    return rows.map((row) => [row.first_id, row.second_id])
  })

const truePairs = (records: readonly WrittenDown[], ids: readonly string[]): Map<string, readonly [number, number]> => {
  const byTruth = new Map<number, number[]>()
  for (const [at, { truth }] of records.entries()) byTruth.set(truth, [...(byTruth.get(truth) ?? []), at])
  const pairs = [...byTruth.values()].flatMap((all) =>
    all.flatMap((one, at) => all.slice(at + 1).map((other) => [one, other] as const)),
  )
  return new Map(pairs.map((pair) => [pairName(String(ids[pair[0]]), String(ids[pair[1]])), pair]))
}

/** Records people, lets the nightly job look, and compares what it offers with what is so. */
export const measureDuplicates = async (ctx: Ctx, records: readonly WrittenDown[]): Promise<Told> => {
  const ids = await bringIn(ctx, records)
  const truth = truePairs(records, ids)
  const began = performance.now()
  await lookForDuplicates(ctx)
  const seconds = (performance.now() - began) / 1000
  const offered = await offeredPairs(ctx)
  const recordOf = new Map(ids.map((id, at) => [id, records[at]]))
  const both = (pair: readonly (WrittenDown | undefined)[]) =>
    pair.filter((one) => one !== undefined) as unknown as [WrittenDown, WrittenDown]
  const names = new Set(offered.map(([one, other]) => pairName(one, other)))
  const right = [...names].filter((name) => truth.has(name)).length
  return {
    records: records.length,
    doubles: truth.size,
    offered: offered.length,
    right,
    precision: right / offered.length,
    recall: right / truth.size,
    seconds,
    wrong: offered
      .filter(([one, other]) => !truth.has(pairName(one, other)))
      .map((pair) => both(pair.map((id) => recordOf.get(id)))),
    missed: [...truth].filter(([name]) => !names.has(name)).map(([, pair]) => both(pair.map((at) => records[at]))),
  }
}
