import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import {
  choiceCell,
  dateCell,
  decimalCell,
  emailCell,
  hoursCell,
  integerCell,
  moneyCell,
  openingHours,
  optional,
  phoneCell,
  phonesCell,
  postcodeCell,
  textCell,
  yesNoCell,
} from './index'

const read = (schema: z.ZodType, text: string): unknown => {
  const result = schema.safeParse(text)
  return result.success ? result.data : result.error.issues.map((issue) => issue.message).join('; ')
}

describe.each<[string, z.ZodType, [string, unknown][]]>([
  [
    'postcode',
    postcodeCell,
    [
      ['SK3 8NR', 'SK3 8NR'],
      [' sk38nr ', 'SK3 8NR'],
      ['m191rr', 'M19 1RR'],
      ['W1A  1AA', 'W1A 1AA'],
      ['SK3 8N', '“SK3 8N” is not a postcode we know how to read'],
      ['Stockport', '“Stockport” is not a postcode we know how to read'],
      ['', 'is empty'],
    ],
  ],
  [
    'phone',
    phoneCell,
    [
      ['07537 127095', '+447537127095'],
      ['7537127095', '+447537127095'],
      ['+44 (0)161 476 4636', '+441614764636'],
      ['(0161) 476-4636', '+441614764636'],
      ['00447537127095', '+447537127095'],
      ['0161 476 4636 (home)', '+441614764636'],
      ['Tel: 0161 476 4636', '+441614764636'],
      ['+353 1 234 5678', '+35312345678'],
      ['07700 900123', '+447700900123'],
      ['999', '“999” is not a phone number we know how to read'],
      ['0161 476', '“0161 476” is not a phone number we know how to read'],
      [
        '0161 476 4636 ext 12',
        '“0161 476 4636 ext 12” has an extension: keep the number here and put the extension in the notes',
      ],
      ['ask daughter', '“ask daughter” is not a phone number we know how to read'],
    ],
  ],
  [
    'phones',
    phonesCell,
    [
      ['07537 127095; 0161 476 4636', ['+447537127095', '+441614764636']],
      ['07537127095 / +44 7537 127095', ['+447537127095']],
      ['07537127095; none', '“none” is not a phone number we know how to read'],
    ],
  ],
  [
    'date',
    dateCell,
    [
      ['2025-12-31', '2025-12-31'],
      ['31/12/2025', '2025-12-31'],
      ['1/2/2024', '2024-02-01'],
      ['31.12.2025', '2025-12-31'],
      ['31-Dec-2025', '2025-12-31'],
      ['31 December 2025', '2025-12-31'],
      ['Wednesday, 31st Dec 2025', '2025-12-31'],
      ['1 Sept 2021', '2021-09-01'],
      ['31/12/2025 00:00', '2025-12-31'],
      ['2020-03-29T01:30', '2020-03-29'],
      ['46022', '2025-12-31'],
      ['29/02/2024', '2024-02-29'],
      ['29/02/2000', '2000-02-29'],
      ['29/02/2025', '“29/02/2025” is a date that does not exist'],
      ['29/02/1900', '“29/02/1900” is a date that does not exist'],
      ['30 Feb 2024', '“30 Feb 2024” is a date that does not exist'],
      ['31/04/2025', '“31/04/2025” is a date that does not exist'],
      ['0/1/2025', '“0/1/2025” is a date that does not exist'],
      ['31/12/25', '“31/12/25” has a year of two figures: write the year in full, like 2025'],
      ['31-Dec-25', '“31-Dec-25” has a year of two figures: write the year in full, like 2025'],
      ['12/31/2025', '“12/31/2025” has no such month: write the day first, like 31/12/2025'],
      ['1 Mardi 2025', '“1 Mardi 2025” has no such month: write the day first, like 31/12/2025'],
      ['01/01/0202', '“01/01/0202” is not in a year between 1900 and 2100'],
      ['soon', '“soon” is not a date we know how to read: write it like 31/12/2025'],
    ],
  ],
  [
    'yes or no',
    yesNoCell,
    [
      ['Yes', true],
      ['TRUE', true],
      ['1', true],
      ['n', false],
      ['No', false],
      ['maybe', '“maybe” is not yes or no'],
    ],
  ],
  [
    'email',
    emailCell,
    [
      [' Ann@Example.ORG ', 'ann@example.org'],
      ['mailto:a@b.org', 'a@b.org'],
      ['ann at b.org', '“ann at b.org” is not an email address, like name@example.com'],
    ],
  ],
  [
    'integer',
    integerCell,
    [
      ['12', 12],
      ['1,234', 1234],
      ['12.0', 12],
      ['-3', -3],
      ['12.5', '“12.5” is not a whole number'],
      ['1,2', '“1,2” is not a whole number'],
      ['9'.repeat(20), `“${'9'.repeat(20)}” is not a whole number`],
    ],
  ],
  [
    'decimal',
    decimalCell,
    [
      ['12.5', 12.5],
      ['1,234.5', 1234.5],
      ['12,5', '“12,5” is not a number'],
      ['NaN', '“NaN” is not a number'],
    ],
  ],
  [
    'money',
    moneyCell,
    [
      ['£50,000', 5_000_000],
      ['12.5', 1250],
      ['0.29', 29],
      ['£ 1,234.56', 123_456],
      ['(5.00)', -500],
      ['-£5', -500],
      ['12.500', 1250],
      ['0.00', 0],
      ['12.345', '“12.345” has parts of a penny'],
      ['1.234,56', '“1.234,56” is not an amount of money, like £12.50'],
      ['about 5', '“about 5” is not an amount of money, like £12.50'],
    ],
  ],
  [
    'words',
    textCell(5),
    [
      [' Zoë ', 'Zoë'],
      ['abcdef', 'has 6 characters: the most is 5'],
      [' ', 'is empty'],
    ],
  ],
  [
    'choice',
    choiceCell(['on_loan', 'ready']),
    [
      ['On loan', 'on_loan'],
      ['READY', 'ready'],
      ['lost', '“lost” is not one of: on_loan, ready'],
    ],
  ],
  [
    'optional',
    optional(dateCell),
    [
      ['', null],
      ['  ', null],
      ['31/12/2025', '2025-12-31'],
      ['30/02/2025', '“30/02/2025” is a date that does not exist'],
    ],
  ],
  [
    'hours',
    hoursCell,
    [
      ['09:00-17:00', [{ opens: '09:00', closes: '17:00' }]],
      ['9am - 12.30pm', [{ opens: '09:00', closes: '12:30' }]],
      ['9 to 5pm', [{ opens: '09:00', closes: '17:00' }]],
      ['09:00-00:00', [{ opens: '09:00', closes: '24:00' }]],
      [
        '13:00–17:00, 09:00–12:00',
        [
          { opens: '09:00', closes: '12:00' },
          { opens: '13:00', closes: '17:00' },
        ],
      ],
      ['Closed', []],
      ['17:00-09:00', '“17:00-09:00” closes before it opens, or has two times that overlap'],
      ['09:00-13:00, 12:00-17:00', '“09:00-13:00, 12:00-17:00” closes before it opens, or has two times that overlap'],
      ['by appointment', '“by appointment” is not a time we know how to read: write it like 09:00-17:00'],
      ['25:00-26:00', '“25:00-26:00” is not a time we know how to read: write it like 09:00-17:00'],
    ],
  ],
])('%s', (_, schema, cases) => {
  it.each(cases)('%j', (text, value) => expect(read(schema, text)).toEqual(value))
})

it('puts the week together from its columns', () => {
  const cells = {
    'Monday staffed hours': '09:00-17:00',
    Tuesday_staffed_hours: '09:00-12:00; 13:00-17:00',
    'Monday unstaffed hours': '08:00-09:00',
    'Sunday staffed hours': '',
  }
  expect(openingHours(cells)).toEqual([
    { day: 'monday', opens: '09:00', closes: '17:00' },
    { day: 'tuesday', opens: '09:00', closes: '12:00' },
    { day: 'tuesday', opens: '13:00', closes: '17:00' },
  ])
  expect(openingHours(cells, 'unstaffed hours')).toEqual([{ day: 'monday', opens: '08:00', closes: '09:00' }])
  expect(openingHours({ 'Friday staffed hours': 'ring first' })).toEqual({
    problem: 'Friday staffed hours: “ring first” is not a time we know how to read: write it like 09:00-17:00',
  })
})
