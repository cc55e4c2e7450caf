import { template } from '#platform/template'

/** Told when we rang on three days and nobody answered: never by another call. */
export const couldNotReach = template({
  name: 'could-not-reach',
  when: 'After we rang on different days and nobody answered',
  fields: { name: 'Margaret', alliance: 'DigiKnow', helpline: '0161 496 0100' },
  words: {
    text: 'Hello ((name)). ((alliance)) rang a few times and missed you. If you would still like help, ring ((helpline)). If not, you need do nothing.',
    subject: 'We tried to ring you',
    body: 'Hello ((name)),\n\nWe rang you on different days, and missed you each time. There is nothing to worry about.\n\nIf you would still like our help, ring us on ((helpline)). If you do not want it any more, you need do nothing.',
    call: '',
  },
  notByCall: true,
})

/** Told when we owe them a call and cannot ring them: no number, or they asked us not to. Never by another call. */
export const cannotRing = template({
  name: 'cannot-ring',
  when: 'When we owe someone a call and cannot ring them',
  fields: { name: 'Margaret', alliance: 'DigiKnow', helpline: '0161 496 0100' },
  words: {
    text: 'Hello ((name)). ((alliance)) would like a word with you and cannot ring you. If you can, ring ((helpline)). If not, you need do nothing.',
    subject: 'We would like a word with you',
    body: 'Hello ((name)),\n\nWe would like a word with you, and cannot ring you. There is nothing to worry about.\n\nIf you can, ring us on ((helpline)), or ask someone to ring for you. If you do not want to, you need do nothing.',
    call: '',
  },
  notByCall: true,
})

/** Sent when a worker showed somebody where to go, and they wanted it in writing. */
export const whereToGo = template({
  name: 'where-to-go',
  when: 'When we show someone where to go for help',
  fields: { name: 'Margaret', where: 'Example Library, 1 High Street, SK1 1AA' },
  words: {
    text: 'Hello ((name)). As we said on the phone, here is where to go: ((where))',
    subject: 'Where to go for help',
    body: 'Hello ((name)),\n\nAs we said on the phone, here is where to go:\n\n((where))',
    call: '',
  },
  notByCall: true,
})
