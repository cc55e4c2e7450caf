import { extractText, getDocumentProxy } from 'unpdf'
import type { Letter, Wording } from './index'

/** What tests of paper start from, and how they read a PDF back. */

export const from = {
  name: 'DigiKnow Alliance',
  borough: 'Stockport',
  helplineNumber: '+441614960100',
  helplineHours: 'Monday to Friday, 9am to 5pm',
  colour: '#0b4a50',
}
export const english: Wording = {
  language: 'en',
  subject: 'Your tablet DK-0317 is due back',
  body: 'Dear Ann\n\n# To keep it longer\nRing us.\n\nBring:\n* the charger\n* the case\n\n1. Sign out\n2. Save your photos\n\nYours\nMax',
}

export const letter: Letter = {
  from,
  to: ['Mrs Ann Ashworth', '12 Longmeadow Road', 'Stockport', 'SK3 8NR'],
  date: '2026-11-22',
  reference: 'L-1003',
  wordings: [english],
}

export const MM = 25.4 / 72

interface Placed {
  readonly words: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly size: number
}

/** Each piece of text of a page: where it stands, in millimetres from the top left, and its size in points. */
export const piecesOf = async (pdf: Buffer, page = 1): Promise<Placed[]> => {
  const read = await (await getDocumentProxy(new Uint8Array(pdf))).getPage(page)
  const { items } = await read.getTextContent()
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [, , , size = 0, x = 0, y = 0] = item.transform as number[]
    return [{ words: item.str, left: x * MM, right: (x + item.width) * MM, top: 297 - (y + size * 0.8) * MM, size }]
  })
}

export const textOf = async (pdf: Buffer): Promise<{ totalPages: number; pages: string[] }> => {
  const { totalPages, text } = await extractText(new Uint8Array(pdf))
  return { totalPages, pages: text.map((page) => page.replace(/\s+/g, ' ').trim()) }
}

interface Node {
  readonly role?: string
  readonly lang?: string
  readonly alt?: string
  readonly children?: readonly Node[]
}

/** The reading order as "Document(Sect(P P H1))". */
export const rolesOf = ({ role, children = [] }: Node): string => {
  const inside = children
    .filter((child) => child.role)
    .map(rolesOf)
    .join(' ')
  return inside ? `${role}(${inside})` : String(role)
}
export const treeOf = async (pdf: Buffer, page = 1): Promise<Node> =>
  (await (await (await getDocumentProxy(new Uint8Array(pdf))).getPage(page)).getStructTree()) as Node

export const flat = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(flat)]
