import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { allOf } from './all-of'
import { openTable, type TableError, xlsxOf } from './index'
import { plainMoment, plainNumber } from './xlsx-table'

const open = (bytes: Buffer, options: object = {}) => openTable(bytes, { filename: 'people.xlsx', ...options })
const failure = async (bytes: Buffer, options: object = {}): Promise<TableError> =>
  open(bytes, options).then(
    () => expect.fail('was read'),
    (error: TableError) => error,
  )

/** A packed file written by hand, so that its sizes can lie. */
const zipOf = (files: { name: string; content: Buffer; claims?: number }[]): Buffer => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, claims } of files) {
    const packed = deflateRawSync(content)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(packed.length, 4)
    sizes.writeUInt32LE(claims ?? content.length, 8)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    sizes.copy(local, 14)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    sizes.copy(entry, 16)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, Buffer.from(name))
    parts.push(local, Buffer.from(name), packed)
    at += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...directory, end])
}

describe('XLSX', () => {
  it('reads dates, numbers, text with leading zeros, yes and no, and blanks', async () => {
    const date = (value: Date, format: string) => ({ value, type: Date, format })
    const bytes = await writeXlsxFile([
      ['Name', 'Serial', 'Cost', 'Phone', 'Born', 'Seen', 'Agreed', 'Blank', 'Last'],
      [
        ' Zoë ',
        '000123',
        0.1 + 0.2,
        7537127095,
        date(new Date('1948-02-29'), 'dd/mm/yyyy'),
        date(new Date('2020-03-29T01:30Z'), 'dd/mm/yyyy hh:mm'),
        true,
        null,
        1,
      ],
      [],
      ['=HYPERLINK("x")', null, null, null, null, null, false, null, -2.5],
    ]).toBuffer()
    const table = await open(bytes)
    expect(table.kind).toBe('xlsx')
    expect(await allOf(table.rows)).toEqual([
      {
        line: 2,
        cells: {
          Name: 'Zoë',
          Serial: '000123',
          Cost: '0.3',
          Phone: '7537127095',
          Born: '1948-02-29',
          Seen: '2020-03-29T01:30',
          Agreed: 'yes',
          Blank: '',
          Last: '1',
        },
      },
      {
        line: 4,
        cells: {
          Name: '=HYPERLINK("x")',
          Serial: '',
          Cost: '',
          Phone: '',
          Born: '',
          Seen: '',
          Agreed: 'no',
          Blank: '',
          Last: '-2.5',
        },
      },
    ])
  })

  it('reads the sheet asked for, by name or place, and refuses one that is not there', async () => {
    const bytes = await writeXlsxFile([
      { sheet: 'Notes', data: [['About'], ['this']] },
      { sheet: 'People', data: [['Name'], ['Ann']] },
    ]).toBuffer()
    expect((await open(bytes)).columns).toEqual(['About'])
    expect((await open(bytes, { sheet: 'People' })).columns).toEqual(['Name'])
    expect((await open(bytes, { sheet: 2 })).columns).toEqual(['Name'])
    expect(await failure(bytes, { sheet: 'Nobody' })).toMatchObject({ problem: 'no-such-sheet' })
  })

  it('refuses an empty sheet and one with headings alone', async () => {
    expect(await failure(await writeXlsxFile([[]]).toBuffer())).toMatchObject({ problem: 'empty' })
    expect(await failure(await writeXlsxFile([['Name', 'Town']]).toBuffer())).toMatchObject({ problem: 'only-headings' })
  })

  it('writes and reads back text that looks like a formula, control characters left out', async () => {
    const bytes = await xlsxOf(
      [{ key: 'name', label: 'Name' }],
      [{ name: '=cmd|x' }, { name: 'a\u0000\u0008b' }],
      'Ill/egal: [name]',
    )
    const rows = await allOf((await open(bytes)).rows)
    expect(rows.map((row) => row.cells.Name)).toEqual(['=cmd|x', 'ab'])
  })
})

describe('packed files that are not what they say', () => {
  const types = { name: '[Content_Types].xml', content: Buffer.from('<Types/>') }

  it('a bomb, by the size it claims', async () => {
    const bomb = zipOf([types, { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(3_000_000, 32) }])
    const error = await failure(bomb, { limits: { unpackedBytes: 2_000_000 } })
    expect(error).toMatchObject({ problem: 'too-big' })
    expect(error.message).toContain('unpacks to more than we can open safely')
  })

  it('a bomb that claims to be small', async () => {
    const bomb = zipOf([types, { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(3_000_000, 32), claims: 100 }])
    expect(await failure(bomb, { limits: { unpackedBytes: 2_000_000 } })).toMatchObject({ problem: 'too-big' })
    expect(await failure(bomb)).toMatchObject({ problem: 'damaged' })
  })

  it('a workbook cut short, a Word document, and a plain ZIP', async () => {
    const whole = await writeXlsxFile([['Name'], ['Ann']]).toBuffer()
    expect(await failure(whole.subarray(0, whole.length - 300))).toMatchObject({ problem: 'damaged' })
    expect((await failure(zipOf([types, { name: 'word/document.xml', content: Buffer.from('x') }]))).message).toContain(
      'a Word document',
    )
    expect((await failure(zipOf([{ name: 'people.csv', content: Buffer.from('x') }]))).message).toContain('a ZIP file')
  })

  it('a file over the limit for files held in memory', async () => {
    const whole = await writeXlsxFile([['Name'], ['Ann']]).toBuffer()
    expect(await failure(whole, { limits: { fileBytes: 1000 } })).toMatchObject({ problem: 'too-big' })
  })
})

it.each([
  ['0.30000000000000004', '0.3'],
  ['1.1000000000000001', '1.1'],
  ['7.537127095E9', '7537127095'],
  ['1E-3', '0.001'],
  ['-12.50', '-12.5'],
  ['46022', '46022'],
])('writes the number %s as %s', (text, plain) => expect(plainNumber(text)).toBe(plain))

it.each([
  ['2025-12-31T00:00:00.000Z', '2025-12-31'],
  ['2025-12-30T23:59:59.999Z', '2025-12-31'],
  ['2025-12-31T09:30:00.000Z', '2025-12-31T09:30'],
  ['1899-12-30T09:00:00.000Z', '09:00'],
])('writes the moment %s as %s', (moment, plain) => expect(plainMoment(new Date(moment))).toBe(plain))
