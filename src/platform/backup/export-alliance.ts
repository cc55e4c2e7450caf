import type { Writable } from 'node:stream'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { SEES_ALL } from '../db'
import { pour } from './streams'
import { listOf, ownRows, tablesInOrder } from './tables'

/** Everything one alliance holds, as JSON lines `{"table": …, "row": {…}}` in a fixed order: two equal alliances export the same bytes. */
export const exportAlliance = async (ownerUrl: string, allianceId: string, sink: Writable): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query("select set_config('digiknow.alliance_id', $1, true), set_config('digiknow.sees', $2, true)", [
      allianceId,
      SEES_ALL,
    ])
    for (const table of await tablesInOrder(client)) {
      const { name, columns, key } = table
      if (!columns.includes('alliance_id')) continue
      // A quote that JSON text cannot hold leaves COPY's CSV quoting with nothing to do.
      const json = `select jsonb_build_object('table', ${client.escapeLiteral(name)}, 'row', to_jsonb(t)) from ${client.escapeIdentifier(name)} t${ownRows(table)} order by ${listOf(client, key)}`
      await pour(client.query(copyTo(`copy (${json}) to stdout with (format csv, quote e'\\x01', delimiter e'\\x02')`)), sink)
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
}
