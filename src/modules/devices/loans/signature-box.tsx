import type { Attempt } from '#platform/forms'
import { ErrorMessage } from '#ui/govuk'
import { BOARD, type Strokes, strokesPath } from './signature'

/** A box to sign in with finger, pen or mouse. Only scripts show it: without them, the tick below says the same. */
export const SignatureBox = ({ attempt }: { attempt: Attempt }) => {
  const error = attempt.errors.find(({ field }) => field === 'strokes')
  return (
    <div class={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`} id="strokes">
      {error && <ErrorMessage>{error.message}</ErrorMessage>}
      <div class="digiknow-signature" data-module="digiknow-signature" hidden>
        <p class="govuk-label" id="signature-label">
          Sign here with your finger, a pen or the mouse
        </p>
        <canvas width={BOARD.width} height={BOARD.height} role="img" aria-labelledby="signature-label" />
        <p>
          <button class="govuk-button govuk-button--secondary" type="button">
            Clear and sign again
          </button>{' '}
          <span class="digiknow-soft-text" role="status" />
        </p>
        <input type="hidden" name="strokes" value={String(attempt.values.strokes ?? '')} />
      </div>
    </div>
  )
}

/** A signature as it was drawn. */
export const DrawnSignature = ({ strokes, name }: { strokes: Strokes; name: string }) => (
  <svg
    class="digiknow-signed"
    viewBox={`0 0 ${BOARD.width} ${BOARD.height}`}
    width={BOARD.width / 2}
    height={BOARD.height / 2}
    role="img"
    aria-label={`The signature of ${name}`}
    fill="none"
    stroke="currentColor"
    stroke-width="3"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    <path d={strokesPath(strokes)} />
  </svg>
)
