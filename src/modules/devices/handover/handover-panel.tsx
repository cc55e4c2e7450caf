import type { Ask } from '#platform/http/ask'
import { formatDate } from '#ui/format'
import type { Strokes } from '../loans/signature'
import { DrawnSignature } from '../loans/signature-box'
import type { HandoverRecord } from './handover.queries'
import { BROUGHT_BY, type BroughtBy, LOCKS, type Lock, WHERE, type Where } from './write-handover'

const SIGNED_OUT: Readonly<Record<string, string>> = {
  yes: 'They signed out of their accounts',
  no: 'They could not sign out of their accounts',
}

const Parts = ({ parts }: Pick<HandoverRecord, 'parts'>) => (
  <ul class="digiknow-plain">
    {parts.map(({ name, expected, here }) => (
      <li class={here < expected ? 'digiknow-late' : undefined}>
        {name}: {here === expected ? (expected === 1 ? 'here' : `all ${expected}`) : `${here} of ${expected}`}
      </li>
    ))}
  </ul>
)

const Photos = ({ ask, handover }: { ask: Ask; handover: HandoverRecord }) => (
  <div class="digiknow-photos">
    {handover.photos.map(({ id, width, height }, at) => (
      <a href={`${ask.base}/handover-photos/${id}`}>
        <img
          src={`${ask.base}/handover-photos/${id}`}
          width={width}
          height={height}
          loading="lazy"
          alt={`How it ${handover.way === 'out' ? 'went out' : 'came back'}, ${at + 1} of ${handover.photos.length}`}
        />
      </a>
    ))}
  </div>
)

const linesOf = (handover: HandoverRecord): string[] =>
  [
    `${formatDate(handover.handed_on)}, ${WHERE[handover.at_where as Where].toLowerCase()}`,
    handover.brought_by && handover.brought_by !== 'borrower'
      ? `Brought by: ${BROUGHT_BY[handover.brought_by as BroughtBy].toLowerCase()}`
      : '',
    SIGNED_OUT[handover.signed_out ?? ''] ?? '',
    handover.lock && handover.lock !== 'none' ? `Lock ${LOCKS[handover.lock as Lock].toLowerCase()}` : '',
  ].filter(Boolean)

/** How a device went out and how it came back, side by side. */
export const HandoverPanel = ({ ask, handovers }: { ask: Ask; handovers: readonly HandoverRecord[] }) => {
  const told = handovers.filter(({ parts, photos, way }) => parts.length + photos.length > 0 || way === 'back')
  if (told.length === 0) return null
  return (
    <section class="digiknow-panel" aria-labelledby="handover">
      <h2 id="handover">What changed hands</h2>
      <div class="digiknow-half">
        {told.map((handover) => (
          <div>
            <h3 class="govuk-heading-s">{handover.way === 'out' ? 'Went out' : 'Came back'}</h3>
            <ul class="digiknow-plain">
              {linesOf(handover).map((line) => (
                <li>{line}</li>
              ))}
            </ul>
            {handover.parts.length > 0 && <Parts parts={handover.parts} />}
            {handover.photos.length > 0 && <Photos ask={ask} handover={handover} />}
            {handover.way === 'back' && handover.signature !== null && (
              <DrawnSignature strokes={handover.signature as unknown as Strokes} name={handover.signed_name ?? 'the borrower'} />
            )}
          </div>
        ))}
      </div>
    </section>
  )
}
