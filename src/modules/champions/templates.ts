import { template } from '#platform/template'

/** What a champion is told when they are asked: enough to decide, not enough to find the person. */
export const championAsked = template({
  name: 'champion-asked',
  when: 'When a champion is asked to help someone',
  fields: { area: 'Edgeley', needs: 'learn skills', request: 'R-1042' },
  words: {
    text: 'Could you help someone in ((area))? They would like to: ((needs)). Reply YES to help. For more, or to say no, sign in.',
    subject: 'Could you help someone in ((area))?',
    body: 'Could you help someone in ((area))? They would like to: ((needs)).\n\nSign in to say yes or no. It is fine to say no, and you need not say why.',
    call: 'Ask whether they could help someone in ((area)), who would like to: ((needs)). It is ((request)).',
  },
  asks: { answer: 'accept-learner', replies: ['YES', 'Y'] },
  // Whoever asks has the telephone in front of them: a call is theirs to make at once, not a task for later.
  notByCall: true,
})

/** To whoever was helping them. No name: others in the house may read it, or the lock screen show it. */
export const learnerDied = template({
  name: 'learner-died',
  when: 'When someone a champion helps has died',
  fields: { request: 'R-1042' },
  words: {
    text: 'We are sorry to tell you that the person you help with ((request)) has died. What was planned is called off: please do not ring or visit. Ring us if you would like to talk.',
    subject: 'Sad news about someone you help',
    body: 'We are sorry to tell you that the person you help with ((request)) has died.\n\nWhat was planned with them is called off. Please do not ring, write or visit. You need do nothing.\n\nThank you for what you did for them. Ring us if you would like to talk.',
    call: 'Tell them gently that the person they help with ((request)) has died, and that what was planned is called off. Thank them, and ask how they are.',
  },
})

/** To whoever was helping somebody who took back that we keep their details. */
export const learnerStopped = template({
  name: 'learner-stopped',
  when: 'When someone a champion helps asked us to stop keeping in touch',
  fields: { request: 'R-1042' },
  words: {
    text: 'The person you help with ((request)) has asked us to stop. What was planned is called off: please do not ring, write or visit. Thank you for what you did for them.',
    subject: 'Someone you help has asked us to stop',
    body: 'The person you help with ((request)) has asked us to stop keeping in touch. That is their choice, and nothing you did wrong.\n\nWhat was planned with them is called off. Please do not ring, write or visit, and delete what you wrote down of them.\n\nThank you for what you did for them. Ring us if you would like to talk.',
    call: 'Tell them that the person they help with ((request)) has asked us to stop, that what was planned is called off, and not to ring, write or visit. Thank them.',
  },
})

/** To whoever was helping somebody who agreed until a day that is past: nobody asked us to stop, and we may ask them again. */
export const learnerEnded = template({
  name: 'learner-ended',
  when: 'When someone a champion helps agreed to it until a day that is past',
  fields: { request: 'R-1042' },
  words: {
    text: 'What the person you help with ((request)) agreed to has ended. What was planned is called off: please do not ring, write or visit until they agree again.',
    subject: 'Please wait: we must ask someone you help again',
    body: 'The person you help with ((request)) agreed that we keep in touch until a day that is past now. They must be asked again. It is nothing you did wrong.\n\nWhat was planned with them is called off. Please do not ring, write or visit unless we tell you that they agreed again.\n\nThank you for what you did for them. Ring us if you would like to talk.',
    call: 'Tell them that what the person they help with ((request)) agreed to has ended and they must be asked again, that what was planned is called off, and not to ring, write or visit until we say so. Thank them.',
  },
})

/** To whoever was told of a death that was none. */
export const learnerAlive = template({
  name: 'learner-alive',
  when: 'When a champion was told by mistake that someone has died',
  fields: { request: 'R-1042' },
  words: {
    text: 'We told you that the person of ((request)) has died. We are very sorry: that was a mistake, and they are alive. Ring us if you would like to help them again.',
    subject: 'We are sorry: we told you something wrong',
    body: 'We told you that the person of ((request)) has died.\n\nWe are very sorry: that was a mistake. They are alive.\n\nWhat was planned with them stays called off for now. Ring us if you would like to help them again.',
    call: 'Tell them that we are sorry: the person of ((request)) is alive, and what we told them was a mistake. Ask whether they would like to help them again.',
  },
})

/** After their yes by text. */
export const championAccepted = template({
  name: 'champion-accepted',
  when: 'When a champion has said yes by text',
  fields: { request: 'R-1042' },
  words: {
    text: 'Thank you for saying yes. Sign in to see who it is and how to reach them: it is ((request)).',
    subject: 'Thank you for saying yes',
    body: 'Thank you for saying yes to ((request)). Sign in to see who it is and how to reach them.',
    call: 'Thank them for saying yes to ((request)), and tell them how to reach the person.',
  },
})
