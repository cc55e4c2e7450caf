import type { Block } from './paper'

const HEADING = /^#{1,2}\s+/
const BULLET = /^[*•-]\s+/
const NUMBER = /^\d{1,2}\.\s+/

const listOf = (lines: readonly string[], mark: RegExp, numbered: boolean): Block => ({
  kind: 'list',
  items: lines.map((line) => line.replace(mark, '')),
  numbered,
})

const blockOf = (lines: readonly string[]): Block => {
  const [first = ''] = lines
  if (lines.length === 1 && HEADING.test(first)) return { kind: 'heading', text: first.replace(HEADING, '') }
  if (lines.every((line) => BULLET.test(line))) return listOf(lines, BULLET, false)
  if (lines.every((line) => NUMBER.test(line))) return listOf(lines, NUMBER, true)
  return { kind: 'paragraph', text: lines.join('\n') }
}

const KIND_OF_LINE = [HEADING, BULLET, NUMBER]
const sameKind = (one: string, other: string): boolean => KIND_OF_LINE.every((mark) => mark.test(one) === mark.test(other))

/** A paragraph's lines, cut where a list or a heading begins without an empty line before it. */
const cutByKind = (lines: readonly string[]): string[][] => {
  const parts: string[][] = []
  for (const line of lines) {
    const part = parts.at(-1)
    if (part?.[0] !== undefined && sameKind(part[0], line) && !HEADING.test(line)) part.push(line)
    else parts.push([line])
  }
  return parts
}

/** The words of a letter as blocks: the marks are those of GOV.UK Notify. */
export const blocksOf = (body: string | readonly Block[]): readonly Block[] =>
  typeof body !== 'string'
    ? body
    : body
        .replaceAll('\r\n', '\n')
        .split(/\n[ \t]*\n/)
        .flatMap((part) =>
          cutByKind(
            part
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean),
          ),
        )
        .map(blockOf)
