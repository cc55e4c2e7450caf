/** What a worker must know before they ring: a colleague has this person. Empty when nobody else has. */
export const heldWords = (heldBy: string | null): string => (heldBy ? `${heldBy} has them in hand now.` : '')

/** In place of a number, while a colleague has them. */
export const NotNow = ({ name, again }: { name: string; again: string }) => (
  <>
    <b>Not shown while {name} has them.</b>{' '}
    <a class="govuk-link" href={again} data-keeps-call>
      Look again
    </a>
  </>
)

/** The same on the desk; the script says it anew each time it keeps the call. */
export const Held = ({ heldBy }: { heldBy: string | null }) => (
  <div class="digiknow-late" role="status" data-held>
    {heldWords(heldBy)}
  </div>
)
