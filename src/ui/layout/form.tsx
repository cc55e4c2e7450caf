import type { ComponentChildren } from 'preact'
import type { Attempt } from '#platform/forms'
import { newId } from '#platform/ids'
import { Button, ErrorSummary } from '#ui/govuk'

export interface FormProps {
  /** Where it posts; without it, the page's own address. */
  action?: string
  attempt?: Attempt
  upload?: boolean
  class?: string
  id?: string
  /** Facts for a script, as data attributes. */
  data?: Readonly<Record<string, string>>
  children?: ComponentChildren
}

const dataAttributes = (data: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [`data-${name}`, value]))

/** A form that is done once however often it is sent, and shows what to put right above itself. */
export const Form = ({ action, attempt, upload, data = {}, children, ...rest }: FormProps) => (
  <>
    {attempt && <ErrorSummary attempt={attempt} />}
    <form
      method="post"
      action={action}
      novalidate
      encType={upload ? 'multipart/form-data' : undefined}
      {...rest}
      {...dataAttributes(data)}
    >
      <input type="hidden" name="submission" value={attempt?.submission ?? newId()} />
      {attempt?.seen && <input type="hidden" name="seen" value={attempt.seen} />}
      {children}
    </form>
  </>
)

export interface ActionButtonProps {
  action: string
  label: string
  secondary?: boolean
  fields?: Record<string, string>
  /** The fields are what somebody typed on the page before: a sign-in that ended must not lose them. */
  typed?: boolean
}

/** One button that does one thing to a record. */
export const ActionButton = (props: ActionButtonProps) => (
  <Form action={props.action} class="digiknow-inline">
    {props.fields && !props.typed && <input type="hidden" name="pressed" value="yes" />}
    {Object.entries(props.fields ?? {}).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <Button classes={props.secondary ? 'govuk-button--secondary' : undefined} preventDoubleClick>
      {props.label}
    </Button>
  </Form>
)
