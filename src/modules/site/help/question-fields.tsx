import type { JSX } from 'preact'
import { THEMES } from '#modules/helpline'
import { LANGUAGES } from '#modules/people'
import type { Attempt } from '#platform/forms'
import { CheckboxesField, optionsOf, RadiosField, SelectField, TextAreaField, TextField } from '#ui/govuk'
import { DO_THEY_AGREE, NEVER, WAYS, type Way, WHOM, YOU_ARE, YOUR_NEEDS } from './help'
import { type QuestionName, reachedOf, said, wayOf } from './questions'

type Values = Attempt['values']

/** The words for whoever is reached: "you", the person's name, or "you" again for someone who has to ask first. */
const toWhom = (values: Values): string => (reachedOf(values) === 'them' ? said(values, 'name') || 'them' : 'you')
const forOther = (values: Values): boolean => said(values, 'whom') === 'other'
const whose = (values: Values): string => (reachedOf(values) === 'them' ? 'Their' : 'Your')

const CONTACT: Readonly<Record<Way, (whose: string) => string>> = {
  call: (whose) => `${whose} phone number`,
  text: (whose) => `${whose} mobile number`,
  email: (whose) => `${whose} email address`,
  letter: (whose) => `${whose} address`,
}

/** What each page asks: the heading, and the words of the browser’s tab. */
export const TITLES: Readonly<Record<QuestionName, (values: Values) => string>> = {
  whom: () => 'Who needs help?',
  standing: () => 'Who are you to them?',
  agreed: () => 'Do they agree that you ask us?',
  needs: (values) => (forOther(values) ? 'What do they need help with?' : 'What would you like help with?'),
  theme: () => 'What is it about?',
  words: () => 'Would you like to tell us more?',
  askerName: () => 'What is your own name?',
  name: (values) => (forOther(values) ? 'What is their name?' : 'What is your name?'),
  way: (values) => `How should we get in touch with ${toWhom(values)}?`,
  contact: (values) => CONTACT[wayOf(values)](whose(values)),
  postcode: (values) => `${whose(values)} postcode, if you like`,
  language: (values) =>
    reachedOf(values) === 'them' ? 'Which language do they speak best?' : 'Which language do you speak best?',
  times: (values) => `When is a good time to get in touch with ${toWhom(values)}?`,
  safe: (values) => `Is there a way to reach ${toWhom(values)} that is not safe?`,
  askerReach: () => 'How can we tell you what came of it?',
}

interface Part {
  attempt: Attempt
  title: string
}

const heading = { labelSize: 'l', isPageHeading: true } as const
const group = { legendSize: 'l', isPageHeading: true } as const

const Trap = ({ attempt }: { attempt: Attempt }) => {
  const filled = Boolean(attempt.values.website)
  return (
    <div class={filled ? undefined : 'govuk-visually-hidden'} aria-hidden={filled ? undefined : 'true'}>
      <TextField
        attempt={attempt}
        name="website"
        label="Leave this box empty"
        autocomplete="off"
        attributes={filled ? {} : { tabindex: '-1' }}
      />
    </div>
  )
}

const Name = ({ attempt, title }: Part) => (
  <>
    <TextField
      {...heading}
      attempt={attempt}
      name="name"
      label={title}
      hint={forOther(attempt.values) ? 'A first name is enough for now.' : 'Or what to call you. A first name is enough.'}
      autocomplete={forOther(attempt.values) ? 'off' : 'name'}
    />
    <Trap attempt={attempt} />
  </>
)

const Address = ({ attempt, title }: Part) => (
  <>
    <h1 class="govuk-heading-l">{title}</h1>
    <TextAreaField attempt={attempt} name="address" label="House and street, and the town" rows={3} />
    <TextField attempt={attempt} name="postcode" label="Postcode" width={10} autocomplete="postal-code" />
  </>
)

const Contact = (props: Part) => {
  const { attempt, title } = props
  const way = wayOf(attempt.values)
  const own = reachedOf(attempt.values) !== 'them'
  if (way === 'letter') return <Address {...props} />
  if (way === 'email')
    return (
      <TextField
        {...heading}
        attempt={attempt}
        name="email"
        label={title}
        type="email"
        autocomplete={own ? 'email' : 'off'}
        spellcheck={false}
      />
    )
  return (
    <TextField
      {...heading}
      attempt={attempt}
      name="phones"
      label={title}
      type="tel"
      width={20}
      autocomplete={own ? 'tel' : 'off'}
    />
  )
}

const Safe = ({ attempt, title }: Part) => (
  <>
    <h1 class="govuk-heading-l">{title}</h1>
    <CheckboxesField
      attempt={attempt}
      name="never"
      legend="Choose what we must never do"
      hint="Leave it all empty if any way is safe."
      options={optionsOf(NEVER)}
    />
    <TextAreaField
      attempt={attempt}
      name="safeContact"
      label="Anything else that we must know to be safe"
      hint="Such as “someone else reads my phone”. A person reads this before we do anything."
      rows={3}
    />
  </>
)

const waysOptions = Object.entries(WAYS).map(([value, { label }]) => ({ value, label }))
const NEED_OPTIONS = optionsOf(YOUR_NEEDS)

/** The boxes of each question. */
export const FIELDS: Readonly<Record<QuestionName, (props: Part) => JSX.Element>> = {
  whom: ({ attempt, title }) => <RadiosField {...group} attempt={attempt} name="whom" legend={title} options={optionsOf(WHOM)} />,
  standing: ({ attempt, title }) => (
    <RadiosField {...group} attempt={attempt} name="standing" legend={title} options={optionsOf(YOU_ARE)} />
  ),
  agreed: ({ attempt, title }) => (
    <RadiosField
      {...group}
      attempt={attempt}
      name="agreed"
      legend={title}
      hint="Until they agree we keep their name and nothing else of them. If you have not asked yet, we talk to you first."
      options={optionsOf(DO_THEY_AGREE)}
    />
  ),
  needs: ({ attempt, title }) => (
    <CheckboxesField
      {...group}
      attempt={attempt}
      name="needs"
      legend={title}
      hint="Choose all that fit."
      options={NEED_OPTIONS}
    />
  ),
  theme: ({ attempt, title }) => (
    <RadiosField {...group} attempt={attempt} name="theme" legend={title} options={optionsOf(THEMES)} />
  ),
  words: ({ attempt, title }) => (
    <TextAreaField
      {...heading}
      attempt={attempt}
      name="words"
      label={title}
      hint="In your own words. You can leave this empty."
      rows={5}
    />
  ),
  askerName: ({ attempt, title }) => (
    <TextField {...heading} attempt={attempt} name="askerName" label={title} autocomplete="name" />
  ),
  name: Name,
  way: ({ attempt, title }) => <RadiosField {...group} attempt={attempt} name="way" legend={title} options={waysOptions} />,
  contact: Contact,
  postcode: ({ attempt, title }) => (
    <TextField
      {...heading}
      attempt={attempt}
      name="postcode"
      label={title}
      hint="It helps us find someone nearby. You can leave this empty."
      width={10}
      autocomplete="postal-code"
    />
  ),
  language: ({ attempt, title }) => (
    <SelectField {...heading} attempt={attempt} name="language" label={title} options={optionsOf(LANGUAGES)} />
  ),
  times: ({ attempt, title }) => (
    <TextField
      {...heading}
      attempt={attempt}
      name="bestTimes"
      label={title}
      hint="Such as “mornings” or “not on Fridays”. You can leave this empty."
    />
  ),
  safe: Safe,
  askerReach: ({ attempt, title }) => (
    <TextField
      {...heading}
      attempt={attempt}
      name="askerReach"
      label={title}
      hint="Your own phone number or email address. You can leave this empty."
      spellcheck={false}
    />
  ),
}
