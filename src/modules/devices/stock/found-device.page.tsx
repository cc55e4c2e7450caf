import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { formatPhone } from '#ui/format'
import { Narrow } from '#ui/layout'
import { kindWord } from './device'

/** What a stranger sees who scans a label: how to hand the device in, and nothing about who has it. */
export const foundDevicePage = (ask: Ask, device: { reference: string; kind: string }): Page =>
  publicPage(
    `This ${kindWord(device.kind)} belongs to ${ask.alliance.name}`,
    <Narrow>
      <h1 class="govuk-heading-l">
        This {kindWord(device.kind)} belongs to {ask.alliance.name}
      </h1>
      <p class="govuk-body">We lend it to people who need it. Its number is {device.reference}.</p>
      <h2 class="govuk-heading-m">If you found it</h2>
      <p class="govuk-body">
        Thank you for looking after it. Please ring us and tell us the number above. We will say where you can hand it in.
      </p>
      {ask.alliance.helplineNumber && (
        <p class="govuk-body">
          <a class="govuk-link digiknow-ring" href={`tel:${ask.alliance.helplineNumber}`}>
            {formatPhone(ask.alliance.helplineNumber)}
          </a>
        </p>
      )}
      <p class="govuk-body">{ask.alliance.helplineHours}</p>
      <h2 class="govuk-heading-m">If you borrowed it</h2>
      <p class="govuk-body">Ring the same number for help with it, for more time, or to bring it back.</p>
    </Narrow>,
  )
