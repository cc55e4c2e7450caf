import pg from 'pg'
import { type Chance, chanceOf } from '../../demo/chance'
import { addTokens, type Findable } from '../../src/modules/people/finding/person-tokens'
import { openDatabase } from '../../src/platform/db'
import { newId } from '../../src/platform/ids'
import { peopleOf, type Truth } from '../duplicates/population'
import type { Generated } from '../generate'

/** Every person has a request; for two people there are five calls. */
const CALLS_A_PERSON = 2.5

const AT_ONCE = 2000

type Known = Findable & { readonly born: number }

const known = ({ first, middle, last, born, landline, mobile, email, postcode }: Truth, at: number): Known => ({
  id: newId(),
  reference: `P-1-${at + 1}`,
  name: [first, middle, last].filter(Boolean).join(' '),
  knownAs: '',
  postcode,
  emails: email ? [email] : [],
  phones: [mobile, landline].filter((phone) => phone !== null),
  born,
})

const INSERT_PEOPLE = `insert into person (alliance_id, id, reference, name, birth_year, postcode, created_on)
  select $1::uuid, n.id, n.reference, n.name, n.born, n.postcode, date '2020-01-01' + (n.born * 7) % 2190
  from jsonb_to_recordset($2::jsonb) as n(id uuid, reference text, name text, born int, postcode text)`
const INSERT_PHONES = `insert into person_phone (alliance_id, person_id, number, position)
  select $1::uuid, n.id, phone.number, phone.turn from jsonb_to_recordset($2::jsonb) as n(id uuid, phones jsonb)
  cross join lateral jsonb_array_elements_text(n.phones) with ordinality as phone (number, turn) on conflict do nothing`

/** What hangs on people, made by PostgreSQL itself: one request each, one in twenty open; calls spread over six years. */
const STATEMENTS: readonly string[] = [
  `create temp table nth as select id, row_number() over (order by reference) as n from person where alliance_id = $1`,
  `insert into request (alliance_id, id, reference, person_id, status, source, words, needs, barriers, next_action, next_action_on, opened_at, opened_on, closed_on, outcome)
   select $1, md5('request' || n)::uuid, 'R-1-' || n, id, case when open then 'in_hand' else 'done' end, 'call', 'Wants to send photos to family',
     array['learn_skills'], array['cost'], case when open then 'Ring back' end, case when open then current_date - 10 + (n % 40)::int end,
     timestamptz '2020-01-01' + n % 2190 * interval '1 day', date '2020-01-01' + (n % 2190)::int,
     case when not open then date '2020-01-20' + (n % 2190)::int end, case when not open then 'helped' end
   from nth, lateral (select n % 20 = 0 as open) o`,
  `insert into call (alliance_id, id, person_id, request_id, direction, started_at, called_on, minutes, result, notes)
   select $1, md5('call' || i)::uuid, nth.id, md5('request' || nth.n)::uuid, 'in', timestamptz '2020-01-01' + i % 2190 * interval '1 day',
     date '2020-01-01' + (i % 2190)::int, (i % 30)::int, 'spoke', 'Talked about the tablet'
   from generate_series(1, (select count(*) * ${CALLS_A_PERSON} from nth)::int) i join nth on nth.n = 1 + i % (select count(*) from nth)`,
  `insert into event (alliance_id, id, at, actor, action, about_type, about_id, person_id, detail)
   select $1, id, started_at, 'system', 'call.record', 'call', id, person_id, '{"direction": "in", "result": "spoke", "minutes": 5}' from call where alliance_id = $1`,
  `insert into event_link select $1, 'person', person_id, id from event where alliance_id = $1`,
]

const writePeople = async (
  client: pg.Client,
  appUrl: string,
  allianceId: string,
  people: readonly Known[],
  say: (line: string) => void,
) => {
  const db = openDatabase(appUrl, { max: 1 })
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const some = people.slice(from, from + AT_ONCE)
    const json = JSON.stringify(some)
    for (const statement of [INSERT_PEOPLE, INSERT_PHONES]) await client.query(statement, [allianceId, json])
    await db.transaction({ allianceId }, (tx) => addTokens(tx, allianceId, some))
    if ((from / AT_ONCE) % 20 === 0) say(`  ${from.toLocaleString('en-GB')} people`)
  }
  await db.close()
}

/** One alliance with so many people, found by the tokens the program itself makes, and their calls. */
export const generateDesk = async (
  urls: { readonly ownerUrl: string; readonly appUrl: string },
  count: number,
  say: (line: string) => void,
): Promise<Generated & { readonly known: readonly Known[]; readonly chance: Chance }> => {
  const chance = chanceOf('desk')
  const [allianceId, slug] = [newId(), 'bench-1']
  const client = new pg.Client({ connectionString: urls.ownerUrl })
  await client.connect()
  await client.query("select set_config('digiknow.alliance_id', $1, false), set_config('digiknow.sees', 'restricted', false)", [
    allianceId,
  ])
  await client.query("insert into alliance (id, slug, name, borough) values ($1, $2, $2, 'Benchborough')", [allianceId, slug])
  const people = peopleOf(chance.fork('people'), count).slice(0, count).map(known)
  await writePeople(client, urls.appUrl, allianceId, people, say)
  for (const statement of STATEMENTS) {
    await client.query(
      statement.startsWith('create') ? statement.replace('$1', `'${allianceId}'`) : statement,
      statement.startsWith('create') ? [] : [allianceId],
    )
  }
  await client.query('delete from likeness_due')
  await client.query('vacuum analyze')
  await client.end()
  return { allianceId, slug, people: people.length, known: people, chance }
}
