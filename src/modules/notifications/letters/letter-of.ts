import { formatPhone } from '#ui/format'
import type { Letter, Sender, Wording } from '#ui/paper'
import type { Reach } from '../planning/choose-way'

/** The alliance, as it writes letters. */
export interface Writer {
  readonly name: string
  readonly borough: string
  readonly helplineNumber: string | null
  readonly helplineHours: string
  readonly brand: Readonly<Record<string, string>>
}

/** A message that goes on paper. */
export interface PaperMessage {
  readonly address: string
  readonly subject: string
  readonly body: string
  readonly language: string
  readonly largePrint: boolean
}

/** Whom it comes from. Where a safe contact plan gives us another name, nothing on the paper says who we are. */
const senderOf = (writer: Writer, ourName: string): Sender =>
  ourName
    ? { name: ourName, borough: '', helplineNumber: null, helplineHours: '', colour: '#0b0c0c' }
    : { ...writer, colour: writer.brand.brand }

/** A message as a letter, with its English beside it where it is in another language. */
export const letterOf = (
  writer: Writer,
  message: PaperMessage,
  { reach, date, english }: { reach: Pick<Reach, 'sayName' | 'ourName'>; date: string; english: Wording | null },
): Letter => {
  const { subject, body, language } = message
  return {
    from: senderOf(writer, reach.ourName),
    to: [reach.sayName, ...message.address.split('\n')],
    date,
    wordings: [{ language, subject, body }, ...(english && language !== 'en' ? [english] : [])],
    large: message.largePrint,
  }
}

/** Who messages come from, as their last line says: "DigiKnow, 0161 496 0123". */
export const fromWords = ({ name, helplineNumber }: Writer): string =>
  [name, helplineNumber && formatPhone(helplineNumber)].filter(Boolean).join(', ')
