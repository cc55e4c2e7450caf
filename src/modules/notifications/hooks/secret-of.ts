import type { Ask } from '#platform/http/ask'
import { SealBroken, unseal } from '#platform/sealed'
import { readSettings } from '../providers/ways.queries'

type Sealed = 'notify_token_sealed' | 'twilio_token_sealed'

/** The secret a provider proves itself with to this alliance; null when there is none, or none that can be read. */
export const secretOf = async ({ ctx }: Ask, name: Sealed): Promise<string | null> => {
  const settings = await ctx.db.transaction({ allianceId: ctx.allianceId, readOnly: true }, (tx) =>
    readSettings(tx, ctx.allianceId),
  )
  const sealed = settings?.[name]
  try {
    return sealed ? unseal(sealed) : null
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}
