import { may } from '#platform/access'
import type { Ask, Reply } from '#platform/http/ask'
import { refused } from '#platform/http/routes'
import { type ListRow, type ListSpec, readList } from '#platform/list'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { csvOf } from '#platform/tabular/index'

const BATCH = 1000

const columnsOf = <Row extends ListRow>({ columns }: ListSpec<Row>) => columns.filter(({ onScreenOnly }) => !onScreenOnly)

/** Every row of a list, a batch at a time, in the order and filters of the screen. */
async function* allRows<Row extends ListRow>(
  spec: ListSpec<Row>,
  ask: Ask,
): AsyncGenerator<Record<string, string | number | null>> {
  let after: string | null = ''
  while (after !== null) {
    const query: Ask['query'] = { ...ask.query, after }
    const read = await reading(ask.ctx, spec.action, (tx) => readList(tx, spec, { ...ask, query }, BATCH))
    if (!read.ok) return
    for (const row of read.value.rows) yield Object.fromEntries(columnsOf(spec).map((column) => [column.label, column.text(row)]))
    after = read.value.after
  }
}

/** A list as CSV: the columns on screen, nothing more. */
export const csvReply = <Row extends ListRow>(spec: ListSpec<Row>, ask: Ask): Reply => {
  if (!may(ask.ctx.actor, spec.action)) return refused(refuse('forbidden'))
  const columns = columnsOf(spec).map(({ label }) => ({ key: label, label }))
  return {
    kind: 'file',
    name: `${spec.path.replaceAll('/', '-').slice(1)}.csv`,
    type: 'text/csv; charset=utf-8',
    body: csvOf(columns, allRows(spec, ask)),
  }
}
