import type { Ask } from '#platform/http/ask'
import { formatDateTime } from '#ui/format'
import { ActionButton, can } from '#ui/layout'
import type { DeviceRecord } from './device.queries'

const Missing = ({ ask, device }: { ask: Ask; device: DeviceRecord }) => (
  <ul class="digiknow-plain">
    {device.missing.map(({ name, how_many }) => (
      <li>
        <span class="digiknow-late">
          Missing: {how_many > 1 ? `${how_many} x ` : ''}
          {name}
        </span>{' '}
        {can(ask, 'device.replace-part') && (
          <ActionButton
            action={`${ask.base}/devices/${device.reference}/part`}
            label="It is here again"
            fields={{ part: name }}
            secondary
          />
        )}
      </li>
    ))}
  </ul>
)

/** What stands in the way of lending a device, and what someone told us of it. */
export const DeviceWarnings = ({ ask, device }: { ask: Ask; device: DeviceRecord }) => (
  <>
    {device.block && <p class="digiknow-late">Not to be lent. {device.block}.</p>}
    {device.aging
      .filter((words) => words !== device.block)
      .map((words) => (
        <p>{words}.</p>
      ))}
    {device.is_locked && (
      <p>
        <span class="digiknow-late">Still tied to the account of its last user.</span>{' '}
        {can(ask, 'device.unlock') && (
          <ActionButton action={`${ask.base}/devices/${device.reference}/unlock`} label="The lock is off" secondary />
        )}
      </p>
    )}
    {device.missing.length > 0 && <Missing ask={ask} device={device} />}
    {device.found.map(({ words, contact, told_at }) => (
      <p>
        Someone who found it says: “{words}”{contact && can(ask, 'loan.read') ? ` (${contact})` : ''}{' '}
        <span class="digiknow-soft-text">{formatDateTime(told_at)}</span>
      </p>
    ))}
  </>
)
