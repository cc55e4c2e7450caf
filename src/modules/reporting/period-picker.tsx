import type { Ask } from '#platform/http/ask'
import { Button, ErrorMessage } from '#ui/govuk'
import { type Period, type Preset, periodQuery, samePeriod } from './period'

interface Box {
  name: 'from' | 'to'
  label: string
  value: string
  errors: readonly { readonly field: string; readonly message: string }[]
}

const DayBox = ({ name, label, value, errors }: Box) => {
  const error = errors.find(({ field }) => field === name)
  const control = { id: name, name, value, class: 'govuk-input', ...(error && { 'aria-describedby': `${name}-error` }) }
  return (
    <div class={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <label class="govuk-label" for={name}>
        {label}
      </label>
      {error && <ErrorMessage id={`${name}-error`}>{error.message}</ErrorMessage>}
      {error ? <input {...control} type="text" class="govuk-input govuk-input--error" /> : <input {...control} type="date" />}
    </div>
  )
}

interface Props {
  ask: Ask
  path: string
  typed: Period
  presets: readonly Preset[]
  errors?: Box['errors']
  /** What else the address says, to be said again with the new days. */
  keep?: Readonly<Record<string, string>> | undefined
}

const alongWith = (keep: Readonly<Record<string, string>>): string =>
  Object.entries(keep)
    .map(([name, value]) => `&${name}=${encodeURIComponent(value)}`)
    .join('')

/** Which days to count: the periods people ask for, or any two days. Not printed. */
export const PeriodPicker = ({ ask, path, typed, presets, errors = [], keep = {} }: Props) => (
  <div class="digiknow-screen digiknow-period">
    <ul class="digiknow-plain digiknow-period__presets">
      {presets.map((preset) => (
        <li>
          <a
            class="govuk-link"
            href={`${ask.base}${path}?${periodQuery(preset)}${alongWith(keep)}`}
            aria-current={errors.length === 0 && samePeriod(preset, typed) ? 'page' : undefined}
          >
            {preset.label}
          </a>
        </li>
      ))}
    </ul>
    <form class="digiknow-filters" method="get" action={ask.base + path}>
      {Object.entries(keep).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <DayBox name="from" label="First day" value={typed.from} errors={errors} />
      <DayBox name="to" label="Last day" value={typed.to} errors={errors} />
      <Button classes="govuk-button--secondary">Show these days</Button>
    </form>
  </div>
)
