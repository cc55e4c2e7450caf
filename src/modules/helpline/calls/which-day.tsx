import { isRingDay, ringDayFrom } from '#modules/callbacks'
import type { SafeWindow } from '#modules/reach'
import { addDays } from '#platform/clock'
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

const ringOptions = (today: string, windows: readonly SafeWindow[], chosen: string) => {
  const usual = windows.length === 0
  const days = usual ? usualRingDays(today) : ringDays(today, windows)
  if (usual && days.includes(chosen)) return usualOptions(today)
  return optionsOfDays([...new Set([...days, chosen])].toSorted(), today)
}

interface RingDayProps {
  attempt: Attempt
  today: string
  windows: readonly SafeWindow[]
}

/** When to ring. A day that was chosen and on which nobody rings them stands as the next one on which somebody does. */
export const RingDay = ({ attempt, today, windows }: RingDayProps) => {
  const typed = [attempt.values.ringOn ?? ''].flat()[0] ?? ''
  const chosen = ringDayFrom(isDay(typed) && typed > today ? typed : today, windows)
  const shown = { ...attempt, values: { ...attempt.values, ringOn: chosen } }
  return <SelectField attempt={shown} name="ringOn" label="When to ring" options={ringOptions(today, windows, chosen)} />
}
