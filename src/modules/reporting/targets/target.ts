import { z } from 'zod'
import { date, needed, oneOf, whole } from '#platform/fields'
import { TARGETED } from '../figures'

const codes = TARGETED.map(({ code }) => code) as [(typeof TARGETED)[number]['code'], ...(typeof TARGETED)[number]['code'][]]

/** A number to reach between two days, and who it was promised to. */
export const targetForm = z
  .object({
    figure: oneOf(codes, 'Choose what to count'),
    label: needed('Enter whose target it is, such as “The funder’s target”', 100),
    value: whole(1, 10_000_000, 'Enter the number to reach, such as 5000'),
    startsOn: date('Enter the first day, such as 1 4 2018'),
    endsOn: date('Enter the last day, such as 31 3 2020'),
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, {
    path: ['endsOn'],
    error: 'The last day must be the same as or after the first day',
  })
export type TargetInput = z.output<typeof targetForm>
