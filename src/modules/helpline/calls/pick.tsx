import type { ComponentChildren } from 'preact'
import type { Attempt } from '#platform/forms'
import { ErrorMessage } from '#ui/govuk'

interface PickProps {
  attempt: Attempt
  name: string
  legend: ComponentChildren
  options: Readonly<Record<string, string>>
  type: 'checkbox' | 'radio'
  /** The key that brings you here, and those that choose an option. */
  shortcut?: string
  keys?: Readonly<Record<string, string>>
}

/** Choices as a row of chips, for a screen where everything must fit beside a conversation. */
export const Pick = ({ attempt, name, legend, options, type, shortcut, keys = {} }: PickProps) => {
  const chosen = [attempt.values[name] ?? []].flat()
  const error = attempt.errors.find(({ field }) => field === name)
  return (
    <fieldset
      class="digiknow-pick"
      aria-describedby={error && `${name}-error`}
      data-pick={name}
      data-key={shortcut?.toLowerCase()}
    >
      <legend>
        {legend} {shortcut && <kbd>{shortcut}</kbd>}
      </legend>
      {error && <ErrorMessage id={`${name}-error`}>{error.message}</ErrorMessage>}
      {Object.entries(options).map(([value, label], at) => (
        <label>
          <input
            type={type}
            name={name}
            value={value}
            id={at === 0 ? name : `${name}-${value}`}
            checked={chosen.includes(value)}
            data-key={keys[value]?.toLowerCase()}
          />
          {label}
          {keys[value] && <kbd>{keys[value]}</kbd>}
        </label>
      ))}
    </fieldset>
  )
}
