import type { Attempt } from '#platform/forms'
import { DateField, RadiosField, SelectField, TextField } from '#ui/govuk'
import { CONDITIONS, choices, KINDS } from './device'

interface DeviceFieldsProps {
  attempt: Attempt
  places: readonly { value: string; label: string }[]
  owners: readonly { value: string; label: string }[]
  funds: readonly { value: string; label: string }[]
}

/** The fields of a device, for adding one and for putting one right. */
export const DeviceFields = ({ attempt, places, owners, funds }: DeviceFieldsProps) => (
  <>
    <RadiosField attempt={attempt} name="kind" legend="What it is" options={choices(KINDS)} inline />
    <TextField attempt={attempt} name="make" label="Make" hint="Such as Samsung" width={20} autocomplete="off" />
    <TextField attempt={attempt} name="model" label="Model" hint="Such as Galaxy Tab A8, 10 inch" width={30} autocomplete="off" />
    <TextField attempt={attempt} name="serial" label="Serial number" width={20} autocomplete="off" spellcheck={false} />
    <TextField
      attempt={attempt}
      name="assetTag"
      label="Asset tag from before"
      hint="If another register had it. We give it a number of ours"
      width={20}
      autocomplete="off"
      spellcheck={false}
    />
    <TextField
      attempt={attempt}
      name="imei"
      label="IMEI"
      hint="Only for a phone, or a tablet that takes a SIM: 15 numbers. Dial *#06# to see it."
      width={20}
      inputmode="numeric"
      autocomplete="off"
    />
    <TextField
      attempt={attempt}
      name="kit"
      label="What goes with it"
      hint="One after the other, such as: charger, case, 2 x cable. They are ticked one by one when it is lent."
    />
    <RadiosField attempt={attempt} name="condition" legend="Condition" options={choices(CONDITIONS)} />
    <SelectField attempt={attempt} name="placeId" label="Kept at" options={places} emptyLabel="Not said" />
    <SelectField attempt={attempt} name="homePlaceId" label="Belongs at" options={places} emptyLabel="Where it is kept" />
    <SelectField attempt={attempt} name="ownerId" label="Owned by" options={owners} emptyLabel="The alliance" />
    {funds.length > 0 && (
      <SelectField attempt={attempt} name="fundId" label="Paid for by" options={funds} emptyLabel="Not said" />
    )}
    <TextField
      attempt={attempt}
      name="storageSerial"
      label="Serial number of its storage"
      hint="Of the disk, if it can be taken out"
      width={20}
      autocomplete="off"
      spellcheck={false}
    />
    <TextField attempt={attempt} name="system" label="Operating system" hint="Such as Android 14" width={20} autocomplete="off" />
    <DateField attempt={attempt} name="supportEndsOn" legend="Its updates end" />
    <TextField
      attempt={attempt}
      name="battery"
      label="How strong the battery still is"
      suffix="%"
      width={3}
      inputmode="numeric"
      autocomplete="off"
    />
    <DateField attempt={attempt} name="testDueOn" legend="Electrical test due" />
  </>
)

const typed = (value: string | number | null): string => String(value ?? '')

/** The fields filled from a device on record. */
export const deviceValues = (
  device: Readonly<Record<'kind' | 'make' | 'model' | 'kit' | 'condition', string>> & {
    readonly serial: string | null
    readonly asset_tag: string | null
    readonly imei: string | null
    readonly place_id: string | null
    readonly home_place_id: string | null
    readonly owner_id: string | null
    readonly fund_id: string | null
    readonly storage_serial: string | null
    readonly system: string
    readonly support_ends_on: string | null
    readonly battery: number | null
    readonly test_due_on: string | null
  },
): Record<string, string> => ({
  kind: device.kind,
  make: device.make,
  model: device.model,
  serial: typed(device.serial),
  assetTag: typed(device.asset_tag),
  imei: typed(device.imei),
  kit: device.kit,
  condition: device.condition,
  placeId: typed(device.place_id),
  homePlaceId: typed(device.home_place_id),
  ownerId: typed(device.owner_id),
  fundId: typed(device.fund_id),
  storageSerial: typed(device.storage_serial),
  system: device.system,
  supportEndsOn: typed(device.support_ends_on),
  battery: typed(device.battery),
  testDueOn: typed(device.test_due_on),
})
