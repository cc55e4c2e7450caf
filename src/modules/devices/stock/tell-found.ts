import { z } from 'zod'
import { tellStaff } from '#modules/notifications'
import { command } from '#platform/command'
import { needed, words } from '#platform/fields'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { deviceDetail, holdDevice, type KnownDevice } from './move-device'

export const foundForm = z.object({
  words: needed('Tell us where it is, such as “the desk of Heaton library”', 500),
  contact: words(100).default(''),
})

/** A stranger's word of where a device is. The library is told; the stranger learns nothing of who had it. */
export const tellFound = command(
  'public.found-device',
  async (work, input: z.output<typeof foundForm> & { reference: string }) => {
    const device = await holdDevice(work, input.reference)
    if (!device) return refuse('not-found')
    const id = newId(work.at)
    await work.tx
      .insertInto('device_found')
      .values({
        alliance_id: work.allianceId,
        id,
        device_id: device.id,
        words: input.words,
        contact: input.contact,
        told_at: work.at,
      })
      .execute()
    const about = { type: 'device', id: device.id }
    await tellStaff(work, {
      to: { role: 'librarian' },
      about,
      words: `Someone told us where ${device.reference} is`,
      path: `/devices/${device.reference}`,
      cause: `found:${id}`,
    })
    return done<KnownDevice>(
      { id: device.id, reference: device.reference, kind: device.kind },
      { about, detail: deviceDetail(device) },
    )
  },
)
