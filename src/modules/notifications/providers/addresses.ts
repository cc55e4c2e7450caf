import type { Config } from '#platform/config'

type Given = Pick<Config, 'notifyUrl' | 'twilioUrl' | 'publicUrl' | 'demo'>

const LIVE: Given = {
  notifyUrl: 'https://api.notifications.service.gov.uk',
  twilioUrl: 'https://api.twilio.com',
  publicUrl: null,
  demo: false,
}

let given: Given = LIVE

/** Where providers are, and where they reach us: set once, at start. */
export const configureProviders = (config: Given): void => {
  given = config
}

const onThisMachine = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)

export interface Addresses {
  /** Null where it may not be used: out of a demonstration nothing leaves this machine. */
  readonly notify: string | null
  readonly twilio: string | null
  /** Our own, as others reach us. */
  readonly ours: string | null
}

export const addresses = (): Addresses => {
  const open = (url: string): string | null => (given.demo && !onThisMachine(url) ? null : url)
  return { notify: open(given.notifyUrl), twilio: open(given.twilioUrl), ours: given.publicUrl }
}
