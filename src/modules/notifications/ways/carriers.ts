/** Who carries messages, as everyone sees it. */
export const CARRIERS: Readonly<Record<string, string>> = {
  none: 'Nobody',
  notify: 'GOV.UK Notify',
  twilio: 'Twilio',
  smtp: 'The mail server of this installation',
  print: 'We print them here',
  outbox: 'Kept here to look at',
}
