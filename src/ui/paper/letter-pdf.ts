import { setImmediate } from 'node:timers/promises'
import { formatPhone } from '#ui/format'
import { blocksOf } from './blocks'
import { drawBlocks, drawHeading } from './draw-blocks'
import { canSet } from './faces'
import { drawDocumentHead, drawFooters, drawLetterHead } from './furniture'
import { isRightToLeft, type Letter, type PaperDocument, type Wording } from './paper'
import { closePdf, colourOf, type Element, openPdf, openSection, type Pdf, turnPage } from './sheet'

const wordsOf = ({ subject, body }: Wording): string => `${subject}\n${typeof body === 'string' ? body : JSON.stringify(body)}`

/** Whether a letter can be set in these words: the fonts have every letter of them. */
export const canPrint = (wording: Wording): boolean => canSet(wordsOf(wording))

/** The wordings our fonts can set; where one is left out, the last says so and how to ask. */
const printable = ({ wordings, from }: Letter): readonly Wording[] => {
  const [kept, left] = [wordings.filter(canPrint), wordings.filter((wording) => !canPrint(wording))]
  if (left.length === 0 || kept.length === 0) return kept.length > 0 ? kept : wordings
  const ask = `Ask us for this in your language${from.helplineNumber ? `: ring ${formatPhone(from.helplineNumber)}` : ''}.`
  return kept.map((wording, at) =>
    at === kept.length - 1 ? { ...wording, body: [{ kind: 'note', text: ask } as const, ...blocksOf(wording.body)] } : wording,
  )
}

const drawLetter = (doc: Pdf, root: Element, letter: Letter): void => {
  const first = doc.bufferedPageRange().count
  const large = letter.large ?? false
  printable(letter).forEach((wording, at) => {
    turnPage({ doc })
    const sheet = openSection(doc, root, large, wording.language, isRightToLeft(wording.language))
    if (at === 0) drawLetterHead({ ...sheet, rightToLeft: false }, letter)
    drawHeading(sheet, 'H1', wording.subject, colourOf(letter.from))
    drawBlocks(sheet, blocksOf(wording.body), colourOf(letter.from))
    sheet.section.end()
  })
  drawFooters(doc, letter.from, large, first, doc.bufferedPageRange().count - first)
}

const drawDocument = (doc: Pdf, root: Element, paper: PaperDocument): void => {
  const { from, title, language = 'en', about, blocks, large = false } = paper
  const first = doc.bufferedPageRange().count
  turnPage({ doc })
  const sheet = openSection(doc, root, large, language, isRightToLeft(language))
  drawDocumentHead(sheet, from)
  drawHeading(sheet, 'H1', title, colourOf(from))
  drawBlocks(sheet, [...(about ? [{ kind: 'paragraph', text: about } as const] : []), ...blocks], colourOf(from))
  sheet.section.end()
  drawFooters(doc, from, large, first, doc.bufferedPageRange().count - first)
}

/** Asks the printer for one side of the paper: no one's letter may begin on the back of another's. */
const onOneSide = (doc: Pdf): void => {
  const root = (
    doc as unknown as { _root: { data: { ViewerPreferences?: { data?: Record<string, unknown> } & Record<string, unknown> } } }
  )._root
  const preferences = root.data.ViewerPreferences
  if (preferences) Object.assign(preferences.data ?? preferences, { Duplex: 'Simplex' })
}

/** Letters one after another in one PDF, each from a new page with its own page numbers. Printed on one side. */
export const lettersPdf = async (letters: readonly [Letter, ...Letter[]]): Promise<Buffer> => {
  const [{ wordings, from }] = letters
  const title = letters.length === 1 ? wordings[0].subject : `${letters.length} letters`
  const language = letters.length === 1 ? (wordings.find(canPrint)?.language ?? 'en') : 'en'
  const doc = openPdf({ title, language, author: from.name })
  onOneSide(doc)
  const root = doc.struct('Document')
  doc.addStructure(root)
  for (const letter of letters) {
    drawLetter(doc, root, letter)
    for (const paper of letter.enclosed ?? []) drawDocument(doc, root, paper)
    // Hundreds of letters must not hold up who else is asking for a page
    await setImmediate()
  }
  root.end()
  return closePdf(doc)
}

/** A letter on A4 for a window envelope, tagged for screen readers; GOV.UK Notify takes it ready-made. */
export const letterPdf = (letter: Letter): Promise<Buffer> => lettersPdf([letter])

/** A paper with the alliance's name on it and no address. */
export const documentPdf = async (paper: PaperDocument): Promise<Buffer> => {
  const { from, title, language = 'en' } = paper
  const doc = openPdf({ title, language, author: from.name })
  const root = doc.struct('Document')
  doc.addStructure(root)
  drawDocument(doc, root, paper)
  root.end()
  return closePdf(doc)
}
