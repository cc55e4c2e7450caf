import type { VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'

/**
 * HTML written out exactly as given: the only way round escaping in this project.
 * Never give it anything a person typed.
 */
export const Raw = ({ html }: { html: string }): VNode => jsxTemplate([html])
