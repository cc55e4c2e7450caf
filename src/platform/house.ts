import { may } from './access'
import type { House, Module, TimelineEvent } from './module'

const plainWords = ({ action }: TimelineEvent): string => {
  const words = action.replace('.', ': ').replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Puts together what the modules bring: their words for events, their panels, their menu entries. */
export const houseOf = (modules: readonly Module[]): House => {
  const says = Object.assign({}, ...modules.map(({ says }) => says)) as Readonly<
    Record<string, (detail: TimelineEvent['detail']) => string>
  >
  const panels = modules.flatMap(({ panels }) => panels ?? []).toSorted((one, other) => one.order - other.order)
  return {
    say: (event) => says[event.action]?.(event.detail) ?? plainWords(event),
    panels: (on, ask, record) =>
      Promise.all(
        panels.filter((panel) => panel.on === on && may(ask.ctx.actor, panel.action)).map((panel) => panel.show(ask, record)),
      ),
    menu: modules.flatMap(({ menu }) => menu ?? []),
  }
}
