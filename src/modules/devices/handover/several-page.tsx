import type { ComponentChildren } from 'preact'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDate, plural } from '#ui/format'
import { Button, CheckboxesField, CheckboxField, DateField, FileField, RadiosField, TextField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { piecesOf, readKit } from '../kits/kit'
import { AGREEMENT_VERSION, agreementLines } from '../loans/agreement'
import { helplineWords } from '../loans/collect.page'
import { SignatureBox } from '../loans/signature-box'
import { CONDITIONS, choices, deviceName, kindWord } from '../stock/device'
import { conditionField, type PutBy, photosField, pieceOf } from './several'
import { WHERE } from './write-handover'

const { broken: _tooBroken, ...OUT } = CONDITIONS

const Which = ({ attempt, putBy }: { attempt: Attempt; putBy: readonly PutBy[] }) => (
  <CheckboxesField
    attempt={attempt}
    name="loans"
    legend="Which go now"
    options={putBy.map((loan) => ({ value: loan.reference, label: `${loan.device}, ${deviceName(loan)}` }))}
  />
)

const Conditions = ({ attempt, putBy }: { attempt: Attempt; putBy: readonly PutBy[] }) => (
  <>
    {putBy.map(({ reference, device }) => (
      <RadiosField
        attempt={attempt}
        name={conditionField(reference)}
        legend={`Condition of ${device} now`}
        options={choices(OUT)}
        inline
      />
    ))}
  </>
)

const Kits = ({ attempt, putBy }: { attempt: Attempt; putBy: readonly PutBy[] }) => {
  const pieces = putBy.flatMap(({ reference, device, kind, kit }) =>
    piecesOf(readKit(kit)).map((piece) => ({
      value: pieceOf(reference, piece),
      label: `${device} ${kindWord(kind)}: ${piece}`,
    })),
  )
  return pieces.length === 0 ? null : (
    <CheckboxesField
      attempt={attempt}
      name="kit"
      legend="Tick each thing as you hand it over"
      hint="Leave out what is not here: they need not bring it back."
      options={pieces}
    />
  )
}

const Photos = ({ attempt, putBy }: { attempt: Attempt; putBy: readonly PutBy[] }) => (
  <>
    {putBy.map(({ reference, device }) => (
      <FileField
        attempt={attempt}
        name={photosField(reference)}
        label={`Photos of ${device}, if you like`}
        accept="image/jpeg,image/png,image/webp"
        multiple
      />
    ))}
    <p class="govuk-hint govuk-!-margin-bottom-4">
      Up to 4 photos of each device, 52 MB in all. We keep no place and no camera details from them.
    </p>
  </>
)

const Terms = ({ ask, putBy, latest }: { ask: Ask; putBy: readonly PutBy[]; latest: string }) => (
  <ul class="govuk-list govuk-list--bullet">
    {agreementLines(AGREEMENT_VERSION, {
      alliance: ask.alliance.name,
      kind: putBy.length > 1 ? 'several' : (putBy[0]?.kind ?? 'other'),
      device: putBy.map(({ device }) => device).join(', '),
      dueOn: latest,
      helpline: helplineWords(ask),
    }).map((line) => (
      <li>{line}</li>
    ))}
  </ul>
)

interface SeveralProps {
  /** The name of who gets them. */
  to: string
  reach?: ComponentChildren
  putBy: readonly PutBy[]
  latest: string
}

/** Handing all that is put by for a person or an organisation over at once: one agreement, one signature. */
export const severalPage = (ask: Ask, attempt: Attempt, { to, reach, putBy, latest }: SeveralProps): Page =>
  staffPage(
    `Hand ${plural(putBy.length, 'device')} over to ${to}`,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">
        Hand {plural(putBy.length, 'device')} over to {to}
      </h1>
      {reach && <div class="govuk-!-margin-bottom-4">{reach}</div>}
      <Form attempt={attempt} upload>
        <Which attempt={attempt} putBy={putBy} />
        <Conditions attempt={attempt} putBy={putBy} />
        <RadiosField attempt={attempt} name="where" legend="Where you are" options={choices(WHERE)} inline />
        <Kits attempt={attempt} putBy={putBy} />
        <Photos attempt={attempt} putBy={putBy} />
        <DateField attempt={attempt} name="dueOn" legend="Due back, all of them" hint={`${formatDate(latest)} at the latest`} />
        <h2 class="govuk-heading-m">The agreement: read it together</h2>
        <Terms ask={ask} putBy={putBy} latest={latest} />
        <TextField attempt={attempt} name="signedName" label="Full name of the person who signs" width={30} autocomplete="off" />
        <SignatureBox attempt={attempt} />
        <CheckboxField
          attempt={attempt}
          name="agree"
          label="I have read this, or had it read to me, and I agree. What is ticked is in my hands."
          hint="Tick this if you would rather not sign in a box"
        />
        <Button preventDoubleClick>Hand them over</Button>
      </Form>
    </section>,
    { section: '/loans' },
  )
