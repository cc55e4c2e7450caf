import { may } from './access'
import { readCounts } from './counts'
import type { House, MenuEntry, Module, TimelineEvent } from './module'

const plainWords = ({ action }: TimelineEvent): string => {
  const words = action.replace('.', ': ').replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What modules bring by name; two of one name would hide each other. */
const byName = <T>(pairs: readonly (readonly [string, T])[]): ReadonlyMap<string, T> => {
  const map = new Map(pairs)
  if (map.size < pairs.length) throw new Error(`two of one name among ${pairs.map(([name]) => name).join(', ')}`)
  return map
}

const countsOf =
  (menu: readonly MenuEntry[]): House['counts'] =>
  async (ask) => {
    const { ctx } = ask
    const mine = menu.filter(({ action, when }) => may(ctx.actor, action) && (when?.(ask) ?? true))
    if (!mine.some(({ count }) => count)) return {}
    const counts = Object.fromEntries(mine.flatMap(({ path, count }) => (count ? [[path, count(ctx)] as const] : [])))
    return ctx.db.transaction({ ...ctx, readOnly: true }, (tx) => readCounts(tx, counts))
  }

/** Puts together what the modules bring: their words for events, their panels, their menu entries, what they tell people. */
export const houseOf = (modules: readonly Module[]): House => {
  const says = Object.assign({}, ...modules.map(({ says }) => says)) as Readonly<
    Record<string, (detail: TimelineEvent['detail']) => string>
  >
  const panels = modules.flatMap(({ panels }) => panels ?? []).toSorted((one, other) => one.order - other.order)
  const menu = modules.flatMap((module) => module.menu ?? [])
  return {
    say: (event) => says[event.action]?.(event.detail) ?? plainWords(event),
    panels: (on, ask, record) =>
      Promise.all(
        panels.filter((panel) => panel.on === on && may(ask.ctx.actor, panel.action)).map((panel) => panel.show(ask, record)),
      ),
    menu,
    counts: countsOf(menu),
    templates: byName(
      modules.flatMap(({ templates }) => (templates ?? []).map((template) => [template.name, template] as const)),
    ),
    schedule: Object.assign({}, ...modules.map(({ schedule }) => schedule)),
    jobNames: Object.assign({}, ...modules.map(({ jobNames }) => jobNames)),
    consentWithdrawn: modules.flatMap((module) => module.consentWithdrawn ?? []),
    stopsForPerson: modules.flatMap(({ stopsForPerson }) => stopsForPerson ?? []),
    partnerEnded: modules.flatMap(({ partnerEnded }) => partnerEnded ?? []),
    toldOutside: async (tx, allianceId, personId) => {
      const told: string[] = []
      for (const { toldOutside } of modules) told.push(...((await toldOutside?.(tx, allianceId, personId)) ?? []))
      return told
    },
    wouldStop: async (tx, of) => {
      const all: string[] = []
      for (const { wouldStop } of modules) all.push(...((await wouldStop?.(tx, of)) ?? []))
      return all
    },
    // What stands below comes last: the others find what is a person's by what is still known of them.
    forget: modules.flatMap((module) => module.forget ?? []).toReversed(),
    answers: byName(modules.flatMap(({ answers }) => Object.entries(answers ?? {}))),
    enclosures: byName(modules.flatMap(({ enclosures }) => Object.entries(enclosures ?? {}))),
    callSteps: modules.flatMap(({ callSteps }) => callSteps ?? []),
    marksWay: async (work, marked) => {
      for (const { marksWay } of modules) await marksWay?.(work, marked)
    },
  }
}
