import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { allOf } from './all-of'
import { openTable, type Table, type TableProblem, type TableRow } from './index'

const CSV = 'Name,Town\r\nZoë Müller,Çatalhöyük\r\nSiân,“Leigh”\r\n'

const all = async (table: Table): Promise<TableRow[]> => allOf(table.rows)
const open = (source: string | Buffer, options: object = {}) =>
  openTable(typeof source === 'string' ? Buffer.from(source) : source, { filename: 'people.csv', ...options })
const cells = async (source: string | Buffer, options: object = {}) =>
  (await all(await open(source, options))).map((row) => row.cells)
const problemOf = async (source: string | Buffer, options: object = {}): Promise<[TableProblem, string]> => {
  const error: unknown = await cells(source, options).catch((thrown: unknown) => thrown)
  const { problem, message } = error as { problem: TableProblem; message: string }
  return [problem, message]
}

describe('encodings', () => {
  const names = [
    { Name: 'Zoë Müller', Town: 'Çatalhöyük' },
    { Name: 'Siân', Town: '“Leigh”' },
  ]
  it.each([
    ['utf-8', 'utf8', false],
    ['utf-8', 'utf8', true],
    ['utf-16le', 'utf-16le', true],
    ['utf-16le', 'utf-16le', false],
    ['utf-16be', 'utf-16be', true],
    ['utf-16be', 'utf-16be', false],
  ] as const)('reads %s (%s, byte order mark: %s)', async (encoding, written, addBOM) => {
    const table = await open(iconv.encode(CSV, written, { addBOM }))
    expect(table.encoding).toBe(encoding)
    expect((await all(table)).map((row) => row.cells)).toEqual(names)
  })

  it('reads Windows-1252, curly quotes and a capital É before one included', async () => {
    const table = await open(iconv.encode('Name,Town\r\nCAFÉ’S,Zoë “£5”\r\n', 'windows-1252'))
    expect(table.encoding).toBe('windows-1252')
    expect((await all(table))[0]?.cells).toEqual({ Name: 'CAFÉ’S', Town: 'Zoë “£5”' })
  })

  it('reads Windows-1252 whose first accent comes long after the first 64 KB', async () => {
    const many = `Name,Town\n${'Ann,Leigh\n'.repeat(20_000)}CAFÉ’S,Zoë\n`
    const bytes = iconv.encode(many, 'windows-1252')
    const table = await openTable(Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]), { filename: 'x.csv' })
    expect((await all(table)).at(-1)?.cells).toEqual({ Name: 'CAFÉ’S', Town: 'Zoë' })
  })

  it('reads a stray Windows-1252 byte in a UTF-8 file as what it was meant to be', async () => {
    const bytes = Buffer.concat([Buffer.from('Name\nZoë\n'), iconv.encode('Siân\n', 'windows-1252')])
    const table = await openTable(Readable.from([bytes.subarray(0, 10), Buffer.alloc(70_000, 'Ann\n'), bytes.subarray(10)]), {
      filename: 'x.csv',
    })
    const rows = await all(table)
    expect([rows[0]?.cells.Name, rows.at(-1)?.cells.Name]).toEqual(['Zoë', 'Siân'])
  })

  it('reads characters cut by the end of a chunk, one byte at a time', async () => {
    for (const encoding of ['utf8', 'utf-16be'] as const) {
      const bytes = iconv.encode(`Name\n${'Ann\n'.repeat(20_000)}Zoë 😀 名\n`, encoding, { addBOM: true })
      const single = Readable.from(
        Array.from({ length: 100 }, (_, index) => bytes.subarray(bytes.length - 100 + index, bytes.length - 99 + index)),
      )
      const source = Readable.from(
        (async function* () {
          yield bytes.subarray(0, bytes.length - 100)
          yield* single
        })(),
      )
      const rows = await all(await openTable(source, { filename: 'x.csv' }))
      expect(rows.at(-1)?.cells).toEqual({ Name: 'Zoë 😀 名' })
    }
  })
})

describe('the shape of CSV', () => {
  it.each([',', ';', '\t', '|'])('finds the delimiter %j', async (delimiter) => {
    const text = [
      ['Name', 'Note, first; last'],
      ['Ann', 'a, b; c'],
    ]
      .map((row) => row.map((value) => `"${value}"`).join(delimiter))
      .join('\n')
    expect(await cells(text)).toEqual([{ Name: 'Ann', 'Note, first; last': 'a, b; c' }])
  })

  it('finds the semicolon where cells hold decimal commas, and obeys sep=', async () => {
    expect(await cells('Name;Cost\nAnn;1,50\nBob;2,25\n')).toEqual([
      { Name: 'Ann', Cost: '1,50' },
      { Name: 'Bob', Cost: '2,25' },
    ])
    expect(await cells('sep=;\r\nName;Cost\r\nAnn;1\r\n')).toEqual([{ Name: 'Ann', Cost: '1' }])
  })

  it('keeps line breaks and stray quotation marks in cells, and counts lines as an editor shows them', async () => {
    const rows = await all(await open('Name,Note\r\nAnn,"one\r\ntwo"\r\n\r\nBob,5" tablet\r\n,\r\nCy,"a\nb"\r\nDi,x'))
    expect(rows).toEqual([
      { line: 2, cells: { Name: 'Ann', Note: 'one\r\ntwo' } },
      { line: 5, cells: { Name: 'Bob', Note: '5" tablet' } },
      { line: 7, cells: { Name: 'Cy', Note: 'a\nb' } },
      { line: 9, cells: { Name: 'Di', Note: 'x' } },
    ])
  })

  it('names a ragged row and loses nothing of it', async () => {
    const [short, long, fine] = await all(await open('Name,Note,Town\nAnn,x\nBob,x,Leigh,more\nCy,x,Leigh,,\n'))
    expect(short?.ragged).toBe('This row has 2 cells but there are 3 columns. Check the commas and quotation marks in it.')
    expect(long?.ragged).toContain('No column for: “more”.')
    expect(fine?.ragged).toBeUndefined()
  })

  it('keeps a column called __proto__ apart from the object', async () => {
    const [row] = await cells('Name,__proto__\nAnn,x\n')
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype)
    expect(Object.entries(row ?? {})).toEqual([
      ['Name', 'Ann'],
      ['__proto__', 'x'],
    ])
  })

  it('reads a file without headings when the columns are given, and refuses another number of them', async () => {
    const table = await open('"SK1 1AL",10\n"SK1 1AP",20\n', { columns: ['PC', 'PQ'] })
    expect(table.columns).toEqual(['PC', 'PQ'])
    expect(await all(table)).toHaveLength(2)
    expect((await problemOf('a,b,c\n', { columns: ['PC', 'PQ'] }))[0]).toBe('wrong-columns')
  })
})

describe('refusals', () => {
  it.each([
    ['%PDF-1.7\n%âãÏÓ', 'not-a-table', 'This looks like a PDF, not a spreadsheet. Save it as CSV or XLSX and try again.'],
    ['<!DOCTYPE html><html><body>Sign in</body></html>', 'not-a-table', 'a web page'],
    ['\n  <html><head>', 'not-a-table', 'a web page'],
    ['<?xml version="1.0"?><a/>', 'not-a-table', 'an XML file'],
    ['{"type":"Topology"}', 'not-a-table', 'not a GeoJSON map'],
    ['{"type":"FeatureCollection","features":[', 'damaged', 'damaged or not complete'],
    ['', 'empty', 'This file is empty.'],
    ['\uFEFF \r\n \r\n', 'empty', 'This file is empty.'],
    [',,\n,,\n', 'empty', 'This file is empty.'],
    ['Name,Town\r\n', 'only-headings', 'This file has headings but no rows under them.'],
    ['Name,Town\r\n,\r\n', 'only-headings', 'This file has headings but no rows under them.'],
    ['Name,,Town\nAnn,x,Leigh\n', 'missing-heading', 'Column B has no heading'],
    ['"SK1 1AL",10,389430,390344,"E92000001","","E05015018"\n', 'missing-heading', 'The first row looks like details'],
    ['Name,Phone,name\nAnn,1,2\n', 'duplicate-heading', 'Two columns are called “name”'],
    ['Name,Note\nAnn,"never closed\nBob,x\n', 'unclosed-quote', 'in row 2 is opened'],
  ])('%j', async (text, problem, message) => {
    const [found, said] = await problemOf(text)
    expect(found).toBe(problem)
    expect(said).toContain(message)
  })

  it.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d])],
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10])],
    ['a packed (gzip) file', gzipSync('Name\nAnn\n')],
    ['an older Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['can’t read “people.csv”', Buffer.from([1, 2, 0, 3, 200, 5, 6, 0, 0, 9])],
  ])('%s, whatever its name says', async (what, bytes) => {
    const [problem, message] = await problemOf(bytes)
    expect(problem).toBe('not-a-table')
    expect(message.replace("can't", 'can’t')).toContain(what)
  })

  it('a zero character far into the file', async () => {
    expect((await problemOf(`Name\n${'Ann\n'.repeat(30_000)}B\0b\n`))[0]).toBe('not-a-table')
  })

  it('too many columns, and too many rows once they are reached', async () => {
    expect((await problemOf('a,b,c\nx,y,z\n', { limits: { columns: 2 } }))[0]).toBe('too-many-columns')
    const table = await open('Name\nAnn\nBob\nCy\n', { limits: { rows: 2 } })
    const seen: string[] = []
    await expect(
      (async () => {
        for await (const row of table.rows) seen.push(row.cells.Name ?? '')
      })(),
    ).rejects.toMatchObject({ problem: 'too-many-rows' })
    expect(seen).toEqual(['Ann', 'Bob'])
  })
})

it('reads row by row: a million-row source is left unread when the reader stops', async () => {
  let made = 0
  const source = Readable.from(
    (async function* () {
      yield Buffer.from('Name,Town\n')
      for (; made < 1_000_000; made++) yield Buffer.from(`Person ${made},Leigh\n`)
    })(),
    { objectMode: false, highWaterMark: 16_384 },
  )
  const table = await openTable(source, { filename: 'x.csv' })
  for await (const row of table.rows) if (row.line === 10) break
  expect(made).toBeLessThan(50_000)
  // The file is closed along the chain of streams, a moment later.
  await expect.poll(() => source.destroyed).toBe(true)
})

describe('GeoJSON', () => {
  const feature = (properties: object, coordinates: number[]) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Point', coordinates },
  })

  it('gives properties as columns and the shape as JSON', async () => {
    const text = JSON.stringify({
      type: 'FeatureCollection',
      features: [feature({ code: 'E1', area: 12.5 }, [-2.1, 53.4]), feature({ code: 'E2', name: 'X' }, [-2.2, 53.4])],
    })
    const table = await open(text)
    expect([table.kind, table.columns]).toEqual(['geojson', ['code', 'area', 'name', 'geometry']])
    expect(await all(table)).toEqual([
      { line: 1, cells: { code: 'E1', area: '12.5', name: '', geometry: '{"type":"Point","coordinates":[-2.1,53.4]}' } },
      { line: 2, cells: { code: 'E2', area: '', name: 'X', geometry: '{"type":"Point","coordinates":[-2.2,53.4]}' } },
    ])
  })

  it('refuses a map in metres of the National Grid', async () => {
    const text = JSON.stringify({ type: 'FeatureCollection', features: [feature({ code: 'E1' }, [389430, 390344])] })
    expect((await problemOf(text))[1]).toContain('not in longitude and latitude')
  })
})
