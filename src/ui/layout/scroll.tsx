import type { ComponentChildren } from 'preact'

/** A part that may be wider than the screen: named, and reached by keyboard, since that is how some people scroll it. */
export const Scroll = (props: { label: string; class?: string; children?: ComponentChildren }) => (
  <section class={props.class ?? 'digiknow-scroll'} aria-label={props.label} tabIndex={0}>
    {props.children}
  </section>
)
