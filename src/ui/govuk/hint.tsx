import { type Common, type Content, join } from './props'

/** A hint as an option of a form control. */
export interface HintOptions extends Common {
  text?: Content
}

/** GOV.UK hint. */
export const Hint = ({ id, classes, attributes, children }: Common & { id?: string | undefined; children?: Content }) => (
  <div id={id} {...attributes} class={join('govuk-hint', classes)}>
    {children}
  </div>
)
