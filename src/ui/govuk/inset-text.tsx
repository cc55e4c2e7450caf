import { type Common, type Content, join } from './props'

/** GOV.UK inset text. */
export const InsetText = ({ id, classes, attributes, children }: Common & { id?: string | undefined; children?: Content }) => (
  <div id={id} {...attributes} class={join('govuk-inset-text', classes)}>
    {children}
  </div>
)
