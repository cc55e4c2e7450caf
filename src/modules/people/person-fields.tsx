import type { Attempt } from '#platform/forms'
import { optionsOf, RadiosField, SelectField, TextAreaField, TextField } from '#ui/govuk'
import { LANGUAGES, REACH_BY } from './person'

/** The fields of a person, for making one and for putting one right. */
export const PersonFields = ({ attempt }: { attempt: Attempt }) => (
  <>
    <TextField attempt={attempt} name="name" label="Name" autocomplete="off" />
    <TextField attempt={attempt} name="knownAs" label="What they like to be called, if different" autocomplete="off" />
    <TextAreaField
      attempt={attempt}
      name="phones"
      label="Phone numbers"
      hint="Any format. One a line if there are several."
      rows={2}
    />
    <TextField attempt={attempt} name="postcode" label="Postcode" width={10} autocomplete="off" />
    <TextField
      attempt={attempt}
      name="address"
      label="Address"
      hint="Only if you need it to visit or to post something."
      autocomplete="off"
    />
    <TextField attempt={attempt} name="email" label="Email address" type="email" autocomplete="off" />
    <TextField attempt={attempt} name="birthYear" label="Year they were born" width={4} inputmode="numeric" />
    <SelectField attempt={attempt} name="language" label="Language they speak best" options={optionsOf(LANGUAGES)} />
    <RadiosField
      attempt={attempt}
      name="reachBy"
      legend="How they like to be reached"
      options={[...optionsOf(REACH_BY), { value: '', label: 'They have not said' }]}
    />
    <TextField
      attempt={attempt}
      name="supportNeeds"
      label="What helps them"
      hint="Such as large print, a hearing loop, or going slowly."
    />
    <TextAreaField
      attempt={attempt}
      name="safeContact"
      label="Safe contact"
      hint="When and how it is safe to ring or write, and what never to do. Shown first to everyone who might contact them."
      rows={2}
    />
  </>
)
