import { createTransport } from 'nodemailer'
import type { Config } from '#platform/config'

export interface Letter {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly enclosed?: readonly { readonly name: string; readonly pdf: Buffer }[]
}

/** Where messages go: out by a mail server, kept to be looked at (the demonstration), or nowhere since nothing is set up. */
export type PostOffice =
  | { readonly kind: 'keeps' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'sends'; send(letter: Letter): Promise<void> }

/** Within what a provider is waited for (sending/hand-over.ts): what has been given up must not go on by itself. */
const PATIENCE = { dnsTimeout: 5_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 15_000 }

/** The mail server of the configuration. The message's own id is its Message-ID, so that a second copy is known for one. */
export const openPostOffice = ({ smtpUrl, mailFrom, demo }: Pick<Config, 'smtpUrl' | 'mailFrom' | 'demo'>): PostOffice => {
  if (demo) return { kind: 'keeps' }
  if (!smtpUrl) return { kind: 'closed' }
  const transport = createTransport({ url: smtpUrl, ...PATIENCE })
  const domain = /@([\w.-]+)/.exec(mailFrom)?.[1] ?? 'localhost'
  return {
    kind: 'sends',
    send: async ({ id, to, subject, body, enclosed = [] }) => {
      const attachments = enclosed.map(({ name, pdf }) => ({ filename: name, content: pdf, contentType: 'application/pdf' }))
      await transport.sendMail({ from: mailFrom, to, subject, text: body, attachments, messageId: `<${id}@${domain}>` })
    },
  }
}

let office: PostOffice = { kind: 'keeps' }

/** Where messages go now. Until `configureMail` has run they are kept. */
export const postOffice = (): PostOffice => office

/** Whether a message written here gets anywhere. */
export const mailWorks = (): boolean => office.kind !== 'closed'

const CLOSED = [
  'Email is not set up (SMTP_URL), so sign-in codes and invitations cannot be sent.',
  'To let someone in: digiknow user link EMAIL --alliance SLUG',
]

/** Sets where messages go, once, at start; says so plainly when they go nowhere. */
export const configureMail = (config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'demo'>, say: (line: string) => void): void => {
  office = openPostOffice(config)
  if (office.kind === 'closed') for (const line of CLOSED) say(line)
}
