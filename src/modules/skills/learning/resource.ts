import { z } from 'zod'
import { website } from '#modules/partners'
import { LANGUAGE_CODES } from '#modules/people'
import { needed, oneOf, words } from '#platform/fields'
import { AREAS, type Area } from '../framework'

const AREA_CODES = Object.keys(AREAS) as [Area, ...Area[]]

/** What a learning resource is recorded with. */
export const resourceForm = z.object({
  name: needed('Enter what it is called'),
  link: website().refine((link) => link !== null, { error: 'Enter the web address where people find it' }),
  language: oneOf(LANGUAGE_CODES, 'Choose the language it is in'),
  area: oneOf(AREA_CODES, 'Choose the kind of skill it helps with'),
  about: words(300),
})
export type ResourceInput = z.output<typeof resourceForm>
