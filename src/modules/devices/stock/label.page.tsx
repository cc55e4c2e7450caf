import { toSVG } from 'bwip-js/node'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatPhone } from '#ui/format'
import { Raw } from '#ui/govuk'
import { kindWord } from './device'
import { tagOf } from './tag'

/** The address in a device's label: whoever scans it learns how to hand it in. */
export const labelAddress = (ask: Ask, reference: string): string => `${ask.origin}${ask.base}/d/${reference}`

// Only our own address goes in, so the drawing may be written out as it is
const qrCode = (address: string): string => toSVG({ bcid: 'qrcode', text: address, scale: 2, padding: 8 })

/** The label to print and stick on a device. */
export const labelPage = (ask: Ask, device: { reference: string; kind: string }): Page =>
  staffPage(
    `Label for ${device.reference}`,
    <main id="main" class="digiknow-desk">
      <p class="digiknow-screen">
        <a class="govuk-link" href={`${ask.base}/devices/${device.reference}`}>
          Back to {device.reference}
        </a>
        . To print: Ctrl and P. The label is 57 by 32 mm.
      </p>
      <h1 class="govuk-visually-hidden">Label for {device.reference}</h1>
      <div class="digiknow-label">
        <Raw html={qrCode(labelAddress(ask, tagOf(device.reference)))} />
        <div>
          <b>{tagOf(device.reference)}</b>
          <p>
            {ask.alliance.name} {kindWord(device.kind)}
          </p>
          {ask.alliance.helplineNumber && <p>Found it? Ring {formatPhone(ask.alliance.helplineNumber)}</p>}
        </div>
      </div>
    </main>,
    { bare: true },
  )
