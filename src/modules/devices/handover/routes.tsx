import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, page, refused } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { handInForm, handInLoan } from './hand-in-loan'
import { readPhoto } from './handover.queries'
import { MOST_BYTES } from './photo'
import { sendLater } from './send-later'
import { severalRoutes } from './several-routes'

const showPhoto = async (ask: Ask): Promise<Reply> => {
  const id = ask.params.photo ?? ''
  if (!isId(id)) return refused(refuse('not-found'))
  const read = await reading(ask.ctx, 'loan.read', (tx) => readPhoto(tx, ask.ctx.allianceId, id))
  if (!read.ok) return refused(read)
  return { kind: 'file', name: `photo-${id}.jpg`, type: 'image/jpeg', body: read.value.image, inline: true }
}

/** What handovers add to a loan's steps: photos, a device handed in by anyone, and what a phone sends later. */
export const handoverRoutes: readonly Route[] = [
  page('/handover-photos/:photo', 'loan.read', showPhoto),
  button({
    path: '/loans/:loan/hand-in',
    action: 'loan.hand-in',
    schema: handInForm,
    act: (ask, input) => handInLoan(ask.ctx, { ...input, reference: ask.params.loan ?? '' }),
    next: (_ask, loan) => `/loans/${loan.reference}`,
  }),
  ...severalRoutes,
  { method: 'POST', path: '/loans/:loan/handover', action: 'loan.collect', upload: MOST_BYTES, handle: sendLater },
]
