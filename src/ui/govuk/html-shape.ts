import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** Elements round which white space is not shown: blocks, and the form parts that govuk-frontend makes blocks. */
const BLOCKS = new Set(
  `address article aside blockquote caption col colgroup dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr
   input label legend li main nav ol optgroup option p path section select summary table tbody td textarea tfoot th thead tr ul`.split(
    /\s+/,
  ),
)

/** Boxes in a line: the spaces inside their edges are not shown, those outside are. */
const isBox = (node: Element): boolean => ['button', 'svg'].includes(node.tagName) || classOf(node).includes('govuk-tag')

/** Flex boxes: each thing in them is a block of its own. */
const isFlex = (node: Element): boolean => /govuk-button--start|govuk-button-group/.test(classOf(node))

const classOf = (node: Element): string => node.attrs.find(({ name }) => name === 'class')?.value ?? ''
const isElement = (node: Node): node is Element => 'tagName' in node

/** Where a line of text has got to: does a space here still show, and the last piece of it. */
interface Line {
  spaceShows: boolean
  last: { text: string } | undefined
}

type Shape = { text: string } | { tag: string; attributes: string[]; inside: Shape[] }

const endLine = (line: Line): void => {
  if (line.last) line.last.text = line.last.text.replace(/ $/, '')
  line.spaceShows = false
  line.last = undefined
}

const addText = (value: string, line: Line): Shape => {
  const collapsed = value.replace(/[ \t\n\r\f]+/g, ' ')
  const piece = { text: line.spaceShows ? collapsed : collapsed.replace(/^ /, '') }
  if (piece.text) {
    line.spaceShows = !piece.text.endsWith(' ')
    line.last = piece
  }
  return piece
}

const attributesOf = (node: Element): string[] =>
  node.attrs
    .map(({ name, value }) => `${name}=${JSON.stringify(name === 'class' ? value.trim().replace(/\s+/g, ' ') : value)}`)
    .sort()

const exactText = (node: Element): Shape[] => node.childNodes.flatMap((child) => ('value' in child ? { text: child.value } : []))

/** A space at the end of an inline element is seen after it just the same, so it is moved there. */
const spaceAfter = (inside: readonly Shape[], line: Line): Shape[] => {
  const { last } = line
  if (!last?.text.endsWith(' ') || !print(inside).at(-1)?.trim().startsWith('"')) return []
  last.text = last.text.slice(0, -1)
  line.last = { text: ' ' }
  return [line.last]
}

const shapeOfElement = (node: Element, line: Line, isBlock: boolean): Shape[] => {
  const isBoxed = isBox(node)
  if (isBlock) endLine(line)
  const inner = isBoxed ? { spaceShows: false, last: undefined } : line
  const inside = node.tagName === 'textarea' ? exactText(node) : shapesOf(node.childNodes, inner, isFlex(node))
  if (isBlock || isBoxed) endLine(inner)
  if (isBoxed && !isBlock) {
    line.spaceShows = true
    line.last = undefined
  }
  const after = isBlock || isBoxed ? [] : spaceAfter(inside, line)
  return [{ tag: node.tagName, attributes: attributesOf(node), inside }, ...after]
}

const shapesOf = (nodes: readonly Node[], line: Line, areBlocks = false): Shape[] =>
  nodes.flatMap((node) => {
    if (isElement(node)) return shapeOfElement(node, line, areBlocks || BLOCKS.has(node.tagName))
    return 'value' in node ? addText(node.value, line) : []
  })

const print = (shapes: readonly Shape[], indent = ''): string[] => {
  const lines: string[] = []
  let text = ''
  const flush = () => {
    if (text) lines.push(`${indent}${JSON.stringify(text)}`)
    text = ''
  }
  for (const shape of shapes) {
    if ('text' in shape) text += shape.text
    else {
      flush()
      lines.push(`${indent}<${[shape.tag, ...shape.attributes].join(' ')}>`, ...print(shape.inside, `${indent}  `))
    }
  }
  flush()
  return lines
}

/**
 * HTML as a browser shows it: the tree, every attribute, and every space that is seen, one line for each. White space that CSS
 * would collapse is left out, so two writings of one page give one answer; a lost space between words does not.
 */
export const shapeOf = (html: string): string => {
  const line: Line = { spaceShows: false, last: undefined }
  const shapes = shapesOf(parseFragment(html).childNodes, line)
  endLine(line)
  return print(shapes).join('\n')
}
