import type { Attempt } from '#platform/forms'
import { RadiosField, SelectField, TextField } from '#ui/govuk'
import { CONDITIONS, choices, KINDS } from './device'

interface DeviceFieldsProps {
  attempt: Attempt
  places: readonly { value: string; label: string }[]
}

/** The fields of a device, for adding one and for putting one right. */
export const DeviceFields = ({ attempt, places }: DeviceFieldsProps) => (
  <>
    <RadiosField attempt={attempt} name="kind" legend="What it is" options={choices(KINDS)} inline />
    <TextField attempt={attempt} name="make" label="Make" hint="Such as Samsung" width={20} autocomplete="off" />
    <TextField attempt={attempt} name="model" label="Model" hint="Such as Galaxy Tab A8, 10 inch" width={30} autocomplete="off" />
    <TextField attempt={attempt} name="serial" label="Serial number" width={20} autocomplete="off" spellcheck={false} />
    <TextField
      attempt={attempt}
      name="imei"
      label="IMEI"
      hint="Only for a phone, or a tablet that takes a SIM: 15 numbers. Dial *#06# to see it."
      width={20}
      inputmode="numeric"
      autocomplete="off"
    />
    <TextField attempt={attempt} name="kit" label="What goes with it" hint="Such as charger, case, SIM with data" />
    <RadiosField attempt={attempt} name="condition" legend="Condition" options={choices(CONDITIONS)} />
    <SelectField attempt={attempt} name="placeId" label="Kept at" options={places} emptyLabel="Not said" />
  </>
)

/** The fields filled from a device on record. */
export const deviceValues = (
  device: Readonly<Record<'kind' | 'make' | 'model' | 'kit' | 'condition', string>> & {
    readonly serial: string | null
    readonly imei: string | null
    readonly place_id: string | null
  },
): Record<string, string> => ({
  kind: device.kind,
  make: device.make,
  model: device.model,
  serial: device.serial ?? '',
  imei: device.imei ?? '',
  kit: device.kit,
  condition: device.condition,
  placeId: device.place_id ?? '',
})
