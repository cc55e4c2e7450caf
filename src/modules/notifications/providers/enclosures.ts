import type { Ctx } from '#platform/command'
import type { Enclosed, House } from '#platform/module'
import { documentPdf } from '#ui/paper'
import type { Writer } from '../letters/letter-of'

/** The papers that go with a message, made when it is sent: they say what is so then. */
export type Enclosures = (message: { readonly id: string }) => Promise<readonly Enclosed[]>

const told = (ctx: Ctx, message: string) =>
  ctx.db.transaction({ ...ctx, readOnly: true }, (tx) =>
    tx
      .selectFrom('message_notice as mn')
      .innerJoin('notice as n', (join) => join.onRef('n.alliance_id', '=', 'mn.alliance_id').onRef('n.id', '=', 'mn.notice_id'))
      .innerJoin('message as m', (join) => join.onRef('m.alliance_id', '=', 'mn.alliance_id').onRef('m.id', '=', 'mn.message_id'))
      .select(['n.template', 'n.about_type as type', 'n.about_id as id', 'm.large_print'])
      .where('mn.alliance_id', '=', ctx.allianceId)
      .where('mn.message_id', '=', message)
      .orderBy('n.id')
      .execute(),
  )

/** What the templates of an alliance's messages enclose, by the modules that make it. */
export const enclosuresOf =
  (ctx: Ctx, from: Writer, { templates, enclosures }: Pick<House, 'templates' | 'enclosures'>): Enclosures =>
  async ({ id }) => {
    const found: Enclosed[] = []
    for (const { template, large_print: large, ...about } of await told(ctx, id)) {
      const make = enclosures.get(templates.get(template)?.encloses ?? '')
      const made = make && (await make(ctx, { about, from, large }))
      if (made) found.push(made)
    }
    return found
  }

/** The same as files, for what goes by email. */
export const enclosedPdfs = async (enclosures: Enclosures, message: { readonly id: string }) =>
  Promise.all((await enclosures(message)).map(async ({ name, paper }) => ({ name, pdf: await documentPdf(paper) })))
