import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { publicPage, staffPage } from '#platform/http/routes'
import { BackLink, Button, optionsOf, RadiosField, TextAreaField } from '#ui/govuk'
import { Form, Narrow } from '#ui/layout'
import { Trap } from '../referrals/trap'
import { THEMES } from '../requests/request'

const TELL = 'Tell us what residents say'
const THANKS = 'Thank you for telling us'

const Asked = ({ attempt }: { attempt: Attempt }) => (
  <>
    <p class="govuk-body">
      You need no name for this. Please name nobody and give no address of anybody: if someone wants help, refer them instead.
    </p>
    <RadiosField attempt={attempt} name="theme" legend="What it is about" options={optionsOf(THEMES)} />
    <TextAreaField
      attempt={attempt}
      name="words"
      label="What they say"
      hint="Such as: there is no signal in the library on Mill Lane."
      rows={5}
    />
  </>
)

/** What a partner's own account is asked. */
export const tellPage = (ask: Ask, attempt: Attempt): Page =>
  staffPage(
    TELL,
    <>
      <BackLink href={`${ask.base}/refer`}>Refer a person</BackLink>
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l">{TELL}</h1>
          <Asked attempt={attempt} />
          <Button preventDoubleClick>Tell us</Button>
        </Form>
      </section>
    </>,
    { section: '/my-referrals' },
  )

/** What is asked by an address we gave out. */
export const tellByLinkPage = (ask: Ask, attempt: Attempt, name: string): Page =>
  publicPage(
    TELL,
    <Narrow>
      <BackLink href={`${ask.base}/refer-to-us/${ask.params.token}`}>Refer a person</BackLink>
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">
          <span class="govuk-caption-l">
            {name} to {ask.alliance.name}
          </span>
          {TELL}
        </h1>
        <Asked attempt={attempt} />
        <Trap attempt={attempt} />
        <Button preventDoubleClick>Tell us</Button>
      </Form>
    </Narrow>,
    { unlisted: true },
  )

const Told = ({ again }: { again: string }) => (
  <>
    <h1 class="govuk-heading-l">{THANKS}</h1>
    <p class="govuk-body">We count it with what others tell us, and read it when we plan what to do next.</p>
    <p class="govuk-body">Nobody is named in it, so we ring nobody about it. {again}</p>
  </>
)

export const toldPage = (ask: Ask): Page =>
  staffPage(
    THANKS,
    <section class="digiknow-panel">
      <Told again="" />
      <a class="govuk-link" href={`${ask.base}/refer/tell`}>
        Tell us something else
      </a>
    </section>,
    { section: '/my-referrals' },
  )

export const toldByLinkPage = (): Page =>
  publicPage(
    THANKS,
    <Narrow>
      <Told again="Open the same address again to tell us more." />
    </Narrow>,
  )
