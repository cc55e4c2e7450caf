export { canSet } from './faces'
export { canPrint, documentPdf, letterPdf, lettersPdf } from './letter-pdf'
export { type Block, type Drawing, isRightToLeft, type Letter, type PaperDocument, type Sender, type Wording } from './paper'
