import { template } from '#platform/template'

const renews = { asks: { answer: 'renew-loan', replies: ['1'] }, bundles: true } as const

/** Before a device is due back. */
export const loanDueSoon = template({
  name: 'loan-due-soon',
  when: 'Some days before a device is due back',
  fields: { device: 'tablet', due: '12 December 2025' },
  words: {
    text: 'The ((device)) you borrowed is due back on ((due)). Need it longer? Reply 1 and we will tell you if you can keep it.',
    subject: 'Your ((device)) is due back on ((due))',
    body: 'The ((device)) you borrowed from us is due back on ((due)).\n\nIf you need it longer, reply 1 or ring us. We will say yes if we can.\n\nBefore you bring it back, sign out of your accounts and save your photos somewhere else.',
    call: 'The ((device)) you borrowed is due back on ((due)). Do you need it longer? Can we help you bring it back?',
  },
  ...renews,
})

export const loanDueToday = template({
  name: 'loan-due-today',
  when: 'On the day a device is due back',
  fields: { device: 'tablet' },
  words: {
    text: 'The ((device)) you borrowed is due back today. Need it longer? Reply 1. Cannot get here? Ring us and we will find a way.',
    subject: 'Your ((device)) is due back today',
    body: 'The ((device)) you borrowed from us is due back today.\n\nIf you need it longer, reply 1 or ring us. If you cannot get to us, ring us and we will find a way.',
    call: 'The ((device)) you borrowed is due back today. Do you need it longer, or help to bring it back?',
  },
  ...renews,
})

export const loanOverdue = template({
  name: 'loan-overdue',
  when: 'When a device was due back some days ago. There are never any charges',
  fields: { device: 'tablet', due: '12 December 2025' },
  words: {
    text: 'The ((device)) you borrowed was due back on ((due)). You will not be charged. Need it longer? Reply 1. Trouble with it? Ring us.',
    subject: 'Your ((device)) was due back on ((due))',
    body: 'The ((device)) you borrowed from us was due back on ((due)). Someone else may be waiting for it.\n\nThere is nothing to pay. If you need it longer, reply 1 or ring us. If it is lost or broken, please tell us: you are not in trouble.',
    call: 'The ((device)) was due back on ((due)). There is nothing to pay. Is everything all right? Do you need it longer, or help to bring it back?',
  },
  ...renews,
})

/** By the alliance's rule; never to someone protected. */
export const dataWillStop = template({
  name: 'data-will-stop',
  when: 'A week before the data in a device stops, because the device is long overdue',
  fields: { device: 'tablet', due: '12 December 2025', on: '16 January 2026' },
  words: {
    text: 'The data in the ((device)) you borrowed stops on ((on)). It was due back on ((due)). Need it longer? Reply 1 or ring us.',
    subject: 'The data in your ((device)) stops on ((on))',
    body: 'The ((device)) you borrowed from us was due back on ((due)). The data in it stops on ((on)).\n\nThere is nothing to pay. If you need it longer, reply 1 or ring us before then. If it is lost or broken, please tell us: you are not in trouble.',
    call: 'The ((device)) was due back on ((due)), and the data in it stops on ((on)). There is nothing to pay. Do you need it longer, or help to bring it back?',
  },
  asks: renews.asks,
})

export const loanExtended = template({
  name: 'loan-extended',
  when: 'When someone is given more time with a device',
  fields: { device: 'tablet', due: '12 March 2026' },
  words: {
    text: 'You can keep the ((device)) until ((due)).',
    subject: 'You can keep the ((device)) until ((due))',
    body: 'You asked for more time, or we gave it to you. You can keep the ((device)) until ((due)).',
    call: 'You can keep the ((device)) until ((due)).',
  },
  bundles: true,
})

export const loanNotExtended = template({
  name: 'loan-not-extended',
  when: 'When someone asks for more time and cannot have it',
  fields: { device: 'tablet', due: '12 December 2025', why: 'Someone else is waiting for a tablet.' },
  words: {
    text: 'We are sorry: you cannot keep the ((device)) longer. ((why)) Please bring it back by ((due)), or ring us to talk about it.',
    subject: 'Please bring the ((device)) back by ((due))',
    body: 'We are sorry that you cannot keep the ((device)) longer. ((why))\n\nPlease bring it back by ((due)). If that is hard, ring us: we will find a way, or another device.',
    call: 'We are sorry that you cannot keep the ((device)) longer. ((why)) Can you bring it back by ((due))?',
  },
})

export const deviceOffered = template({
  name: 'device-offered',
  when: 'When a device is ready for someone on the waiting list',
  fields: { device: 'tablet', place: 'at Central Library', until: '19 December 2025' },
  words: {
    text: 'Good news: a ((device)) is ready for you ((place)). We keep it until ((until)). Reply 1 if you will come, 2 if you do not need it.',
    subject: 'A ((device)) is ready for you',
    body: 'Good news: a ((device)) is ready for you ((place)). We keep it for you until ((until)).\n\nReply 1 if you will come, 2 if you do not need it any more, or ring us. If you cannot get there, ring us and we will find a way.',
    call: 'A ((device)) is ready for you ((place)). We keep it until ((until)). Will you come, or shall we bring it?',
  },
  asks: { answer: 'answer-offer', replies: ['1', '2'] },
})

export const holdEnded = template({
  name: 'device-hold-ended',
  when: 'When a device that was put by was not collected in time',
  fields: { device: 'tablet' },
  words: {
    text: 'We kept a ((device)) for you, and its days have passed. Do you still need one? Ring us and we will put you back in line.',
    subject: 'The ((device)) we kept for you',
    body: 'We kept a ((device)) for you, and its days have passed, so that someone else can have it.\n\nIf you still need one, ring us. You get your place in the line back.',
    call: 'We kept a ((device)) for you and its days have passed. Do you still need one? Can we bring it to you?',
  },
})

export const bookingMade = template({
  name: 'device-booked',
  when: 'When a device is booked ahead for someone',
  fields: { device: 'tablet', from: '5 January 2026', place: 'to collect at Central Library', due: '5 March 2026' },
  words: {
    text: 'We have booked a ((device)) for you from ((from)) ((place)), until ((due)). Plans changed? Ring us.',
    subject: 'A ((device)) is booked for you from ((from))',
    body: 'We have booked a ((device)) for you from ((from)) ((place)), until ((due)).\n\nIf your plans change, ring us.',
    call: 'We have booked a ((device)) for you from ((from)) ((place)), until ((due)).',
  },
})

export const bookingEnded = template({
  name: 'device-booking-ended',
  when: 'When nobody came for a device that was booked ahead',
  fields: { device: 'tablet', from: '5 January 2026' },
  words: {
    text: 'We kept a ((device)) for you from ((from)), and it is free for others now. Do you still need one? Ring us and we will book another.',
    subject: 'The ((device)) we booked for you',
    body: 'We kept a ((device)) for you from ((from)). A week has passed, so someone else can have it now.\n\nIf you still need one, ring us and we will book another. If you cannot get to us, we will find a way.',
    call: 'We kept a ((device)) for you from ((from)), and it is free for others now. Do you still need one? Can we bring it to you?',
  },
})

export const lendingTemplates = [
  ...[loanDueSoon, loanDueToday, loanOverdue, dataWillStop, loanExtended, loanNotExtended],
  ...[deviceOffered, holdEnded, bookingMade, bookingEnded],
]
