import { type Common, type Content, join } from './props'

/** GOV.UK inset text. */
export const InsetText = ({ id, classes, attributes, children }: Common & { id?: string | undefined; children?: Content }) => (
  <div {...attributes} id={id} class={join('govuk-inset-text', classes)}>
    {children}
  </div>
)
