import { type Common, type Content, join } from './props'

/** A tag as an option of another component. */
export interface TagOptions extends Common {
  text?: Content
}

/** GOV.UK tag: a status in a word or two. Colour comes by class (`govuk-tag--green`) and only repeats the words. */
export const Tag = ({ classes, attributes, children }: Common & { children?: Content }) => (
  <strong {...attributes} class={join('govuk-tag', classes)}>
    {children}
  </strong>
)
