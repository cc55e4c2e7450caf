import { isRingDay, ringDayFrom } from '#modules/callbacks'
import type { SafeWindow } from '#modules/reach'
import { addDays, londonDate } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import { daysBetween, formatDay } from '#ui/format'
import { SelectField } from '#ui/govuk'
import { isDay } from './call'

const dayWords = (day: string, today: string): string => ['Today', 'Tomorrow'][daysBetween(today, day)] ?? formatDay(day, today)

const FORTNIGHT = [...Array(15).keys()]
const WEEKS_AHEAD = [21, 28, 42, 56, 84]

const optionsOfDays = (days: readonly string[], today: string) => days.map((day) => ({ value: day, label: dayWords(day, today) }))

/** What is the same all day is worked out once that day. */
const onceADay = <T,>(work: (today: string) => T): ((today: string) => T) => {
  let known: { readonly today: string; readonly value: T } | undefined
  return (today) => {
    if (known?.today !== today) known = { today, value: work(today) }
    return known.value
  }
}

/** The days to choose from: two weeks of days, then by the week. */
export const dayOptions = onceADay((today) =>
  optionsOfDays(
    [...FORTNIGHT, ...WEEKS_AHEAD].map((ahead) => addDays(today, ahead)),
    today,
  ),
)

/** The same, of days on which somebody rings: by the week, the first such day of each. */
const ringDays = (today: string, windows: readonly SafeWindow[]): string[] => [
  ...FORTNIGHT.map((ahead) => addDays(today, ahead)).filter((day) => isRingDay(day, windows)),
  ...WEEKS_AHEAD.map((ahead) => ringDayFrom(addDays(today, ahead), windows)),
]

const usualRingDays = onceADay((today) => ringDays(today, []))
const usualOptions = onceADay((today) => optionsOfDays(usualRingDays(today), today))

interface RingDayProps {
  attempt: Attempt
  now: Date
  windows: readonly SafeWindow[]
}

/** What is over of today is no more offered than a day on which nobody rings. */
const ringOptions = (now: Date, windows: readonly SafeWindow[], chosen: string) => {
  const [today, usual] = [londonDate(now), windows.length === 0]
  const all = usual ? usualRingDays(today) : ringDays(today, windows)
  const isOver = all[0] === today && !isRingDay(today, windows, now)
  if (usual && !isOver && all.includes(chosen)) return usualOptions(today)
  return optionsOfDays([...new Set([...(isOver ? all.slice(1) : all), chosen])].toSorted(), today)
}

/** When to ring. A day that was chosen and on which nobody rings them stands as the next one on which somebody does. */
export const RingDay = ({ attempt, now, windows }: RingDayProps) => {
  const [typed, today] = [[attempt.values.ringOn ?? ''].flat()[0] ?? '', londonDate(now)]
  const chosen = ringDayFrom(isDay(typed) ? typed : today, windows, now)
  const shown = { ...attempt, values: { ...attempt.values, ringOn: chosen } }
  return <SelectField attempt={shown} name="ringOn" label="When to ring" options={ringOptions(now, windows, chosen)} />
}
