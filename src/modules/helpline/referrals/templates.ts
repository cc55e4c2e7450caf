import { template } from '#platform/template'

/** Told to someone who no longer agrees that a partner knows of them. */
export const sharingStopped = template({
  name: 'sharing-stopped',
  when: 'When someone no longer agrees that we share their details with a partner that was helping them',
  fields: { name: 'Margaret', partner: 'Example Community Centre', alliance: 'DigiKnow', helpline: '0161 496 0100' },
  words: {
    text: 'Hello ((name)). As you asked, ((alliance)) told ((partner)) to stop and to delete your details. We can still help you: ring ((helpline)).',
    subject: 'We stopped sharing your details',
    body: 'Hello ((name)),\n\nAs you asked, we no longer share your details with ((partner)). We told them to stop, and to delete what they know of you from us.\n\nWe can still help you another way. Ring us on ((helpline)) if you would like that. You need do nothing else.',
    call: 'As you asked, we told ((partner)) to stop and to delete your details. Is there another way we can help?',
  },
})
