import type { Ctx } from './command'
import type { TimelineEvent } from './module'

/** What happened with a record, newest first: at most `size` events, those before the event `before` when given. */
export const readTimeline = (
  ctx: Ctx,
  subject: { type: string; id: string },
  size = 50,
  before?: string,
): Promise<TimelineEvent[]> =>
  ctx.db.transaction({ allianceId: ctx.allianceId, readOnly: true }, (tx) =>
    tx
      .selectFrom('event_link as link')
      .innerJoin('event', (join) =>
        join.onRef('event.id', '=', 'link.event_id').onRef('event.alliance_id', '=', 'link.alliance_id'),
      )
      .select([
        'event.id',
        'event.at',
        'event.actor',
        'event.action',
        'event.about_type as aboutType',
        'event.about_id as aboutId',
        'event.detail',
      ])
      .where('link.alliance_id', '=', ctx.allianceId)
      .where('link.subject_type', '=', subject.type)
      .where('link.subject_id', '=', subject.id)
      .$if(before !== undefined, (query) => query.where('link.event_id', '<', String(before)))
      .orderBy('link.event_id', 'desc')
      .limit(size)
      .execute()
      .then((rows) => rows.map((row) => ({ ...row, detail: row.detail as Record<string, unknown> }))),
  )
