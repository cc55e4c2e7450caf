import type { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { allOf } from './all-of'
import {
  type BadRow,
  badRowsCsv,
  csvOf,
  matchColumns,
  openTable,
  optional,
  phoneCell,
  postcodeCell,
  readRows,
  spareColumns,
  textCell,
} from './index'

const wanted = [
  { name: 'name', label: 'Full name', also: ['person', 'client'], required: true },
  { name: 'postcode', label: 'Postcode', also: ['post code', 'PC'], required: true },
  { name: 'phone', label: 'Phone', also: ['telephone', 'mobile'], required: false },
]
const person = z.object({ name: textCell(), postcode: postcodeCell, phone: optional(phoneCell) })
const read = async (csv: string | Buffer) => {
  const table = await openTable(Buffer.from(csv), { filename: 'p.csv' })
  const mapping = matchColumns(table.columns, wanted)
  return { table, rows: await allOf(readRows(table.rows, mapping, person)) }
}
const bytesOf = async (stream: Readable): Promise<Buffer> => Buffer.concat(await allOf<Buffer>(stream))

describe('matchColumns', () => {
  it('matches in any order, case and punctuation, and reports what is spare', () => {
    const columns = ['Shoe size', 'POST_CODE', 'Télephone', 'full-name']
    const matches = matchColumns(columns, wanted)
    expect(matches).toEqual([
      { name: 'name', column: 'full-name', sure: true },
      { name: 'postcode', column: 'POST_CODE', sure: true },
      { name: 'phone', column: 'Télephone', sure: true },
    ])
    expect(spareColumns(columns, matches)).toEqual(['Shoe size'])
  })

  it('takes a near spelling but is not sure of it, and never one column twice', () => {
    expect(matchColumns(['Postcod', 'Client'], wanted)).toEqual([
      { name: 'name', column: 'Client', sure: true },
      { name: 'postcode', column: 'Postcod', sure: false },
      { name: 'phone', column: null, sure: true },
    ])
  })

  it('gives one column to one thing only', () => {
    const twice = [...wanted, { name: 'mobile', label: 'Mobile', also: ['phone'], required: false }]
    expect(matchColumns(['Phone'], twice).map((match) => match.column)).toEqual([null, null, 'Phone', null])
  })

  it('prefers the own name to a synonym, and is not sure between two synonyms', () => {
    expect(matchColumns(['Mobile', 'Phone'], wanted)[2]).toEqual({ name: 'phone', column: 'Phone', sure: true })
    expect(matchColumns(['Mobile', 'Telephone'], wanted)[2]).toEqual({ name: 'phone', column: 'Mobile', sure: false })
  })

  it('is not sure when something required is missing, and does not stretch short names', () => {
    expect(matchColumns(['PX', 'Nam'], wanted).map((match) => match.column)).toEqual([null, null, null])
    expect(matchColumns([], wanted)[0]?.sure).toBe(false)
  })
})

describe('readRows', () => {
  it('gives good rows and names each problem of a bad one by the file’s own column', async () => {
    const { rows } = await read('Client,Post code,Mobile\nAnn,sk38nr,\n,SK3,999\nBob,SK1 1AL,07537 127095\nCy,SK1\n')
    expect(rows).toEqual([
      { line: 2, ok: true, row: { name: 'Ann', postcode: 'SK3 8NR', phone: null } },
      {
        line: 3,
        ok: false,
        cells: { Client: '', 'Post code': 'SK3', Mobile: '999' },
        problems: [
          { column: 'Client', message: 'is empty' },
          { column: 'Post code', message: '“SK3” is not a postcode we know how to read' },
          { column: 'Mobile', message: '“999” is not a phone number we know how to read' },
        ],
      },
      { line: 4, ok: true, row: { name: 'Bob', postcode: 'SK1 1AL', phone: '+447537127095' } },
      {
        line: 5,
        ok: false,
        cells: { Client: 'Cy', 'Post code': 'SK1', Mobile: '' },
        problems: [
          { column: '', message: 'This row has 2 cells but there are 3 columns. Check the commas and quotation marks in it.' },
        ],
      },
    ])
  })

  it('reads a name with no column as empty', async () => {
    const { rows } = await read('Name\nAnn\n')
    expect(rows[0]).toMatchObject({ ok: false, problems: [{ column: 'postcode', message: 'is empty' }] })
  })
})

describe('badRowsCsv', () => {
  it('gives the bad rows back as a file that, put right, can be imported', async () => {
    const { table, rows } = await read('2024,Name,Postcode\n7,=HYPERLINK("x"),SK3 8N\n8,Zoë,\n')
    const file = (
      await bytesOf(
        badRowsCsv(
          table.columns,
          rows.filter((row): row is BadRow => !row.ok),
        ),
      )
    ).toString('utf8')
    expect(file.split('\r\n')).toEqual([
      '\uFEFF2024,Name,Postcode,What to put right',
      `7,"'=HYPERLINK(""x"")",SK3 8N,Line 2. Postcode: “SK3 8N” is not a postcode we know how to read`,
      '8,Zoë,,Line 3. Postcode: is empty',
      '',
    ])
    const again = await read(file.replace('SK3 8N,', 'SK3 8NR,'))
    expect(again.table.columns).toEqual(['2024', 'Name', 'Postcode'])
    expect(again.rows[0]).toMatchObject({ ok: true, row: { name: '=HYPERLINK("x")', postcode: 'SK3 8NR' } })
  })
})

describe('csvOf', () => {
  const written = async (value: string | number | boolean | Date | null): Promise<string> => {
    const text = (
      await bytesOf(
        csvOf(
          [
            { key: 'a', label: 'A' },
            { key: 'b', label: 'B' },
          ],
          [{ a: value, b: 'x' }],
        ),
      )
    ).toString('utf8')
    return text.replace(/^\uFEFFA,B\r\n/, '').replace(/,x\r\n$/, '')
  }
  it.each([
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['+cmd|x', "'+cmd|x"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['＝1+1', "'＝1+1"],
    ['-12.50', '-12.50'],
    [-12.5, '-12.5'],
    ['+447537127095', '+44 7537 127095'],
    ['07537127095', '07537 127095'],
    ['+441614764636', '+44 161 476 4636'],
    ['01614764636', '0161 476 4636'],
    ['+35312345678', '+353 1 234 5678'],
    ['+999999999999', "'+999999999999"],
    ['000123', '000123'],
    ['Zoë, "Z"', '"Zoë, ""Z"""'],
    [true, 'yes'],
    [null, ''],
    [new Date('2020-04-01T09:00:00Z'), '2020-04-01T09:00:00.000Z'],
  ])('writes %j as %s', async (value, text) => expect(await written(value)).toBe(text))

  it('guards headings too, and streams rows as they are made', async () => {
    let made = 0
    const rows = (async function* () {
      for (; made < 100_000; made++) yield { a: `row ${made}` }
    })()
    const csv = csvOf([{ key: 'a', label: '=A' }], rows)
    for await (const chunk of csv) {
      expect((chunk as Buffer).toString('utf8')).toMatch(/^\uFEFF'=A\r\n/)
      break
    }
    expect(made).toBeLessThan(20_000)
  })

  it('passes on an error of the rows', async () => {
    const rows = (async function* () {
      yield { a: 'x' }
      throw new Error('the database went away')
    })()
    const csv = csvOf([{ key: 'a', label: 'A' }], rows)
    // Whoever reads it may come a moment later.
    await new Promise((resolve) => setTimeout(resolve, 20))
    await expect(bytesOf(csv)).rejects.toThrow('the database went away')
  })
})
