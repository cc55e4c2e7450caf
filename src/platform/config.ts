import { resolve } from 'node:path'
import { z } from 'zod'

const shape = z.object({
  PORT: z.coerce
    .number({ error: 'must be a number' })
    .int()
    .min(0, { error: 'must be 0 to 65535' })
    .max(65535, { error: 'must be 0 to 65535' })
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { error: 'must start with postgres://' })
    .optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be a web address, such as https://help.example.org' }).optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be a mail server address, such as smtp://mail.example.org:587' })
    .optional(),
  MAIL_FROM: z.string().min(3).default('DigiKnow <no-reply@localhost>'),
  NOTIFY_URL: z.url({ protocol: /^https?$/, error: 'must be a web address' }).default('https://api.notifications.service.gov.uk'),
  TWILIO_URL: z.url({ protocol: /^https?$/, error: 'must be a web address' }).default('https://api.twilio.com'),
  SECRET_KEY: z.string().min(32, { error: 'must be at least 32 characters, and guessed by nobody' }).optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], { error: 'must be fatal, error, warn, info, debug or silent' })
    .default('info'),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  /** Where people reach us; null means "whatever the browser asked for", for a first look on one machine. */
  readonly publicUrl: string | null
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Where message providers are: changed only to try the program with a fake of them. */
  readonly notifyUrl: string
  readonly twilioUrl: string
  /** Seals the keys of providers that are kept in the database; without it one is made in the data folder. */
  readonly secretKey: string | undefined
  readonly logLevel: string
  /** Personas and made-up people: only on a machine of one's own, with no real database. */
  readonly demo: boolean
}

export class ConfigWrong extends Error {}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1']

/** Reads the environment once. Throws ConfigWrong naming each wrong value in one line. */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(Object.keys(shape.shape).map((key) => [key, env[key] === '' ? undefined : env[key]]))
  const read = shape.safeParse(given)
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new ConfigWrong(`The configuration is wrong: ${wrong.join('; ')}`)
  }
  const { PORT, HOST, DATA_DIR, DATABASE_URL, PUBLIC_URL, SMTP_URL, MAIL_FROM, SECRET_KEY, LOG_LEVEL, NOTIFY_URL, TWILIO_URL } =
    read.data
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL,
    publicUrl: PUBLIC_URL?.replace(/\/$/, '') ?? null,
    smtpUrl: SMTP_URL,
    mailFrom: MAIL_FROM,
    notifyUrl: NOTIFY_URL.replace(/\/$/, ''),
    twilioUrl: TWILIO_URL.replace(/\/$/, ''),
    secretKey: SECRET_KEY,
    logLevel: LOG_LEVEL,
    demo: !DATABASE_URL && !PUBLIC_URL && LOOPBACK.includes(HOST),
  }
}
