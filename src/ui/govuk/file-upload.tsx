import { ControlGroup, type ControlProps, describedBy } from './form-group'
import { type Attributes, i18n, join } from './props'

export interface FileUploadProps extends ControlProps {
  multiple?: boolean | undefined
  /** Turns on the drop zone when scripts run. */
  javascript?: boolean | undefined
  wrapperClasses?: string | undefined
  wrapperAttributes?: Attributes | undefined
  chooseFilesButtonText?: string | undefined
  noFileChosenText?: string | undefined
  multipleFilesChosenText?: Record<string, string> | undefined
  dropInstructionText?: string | undefined
  enteredDropZoneText?: string | undefined
  leftDropZoneText?: string | undefined
}

const wrapperAttributes = (props: FileUploadProps): Attributes => ({
  ...props.wrapperAttributes,
  ...i18n('choose-files-button', props.chooseFilesButtonText),
  ...i18n('no-file-chosen', props.noFileChosenText),
  ...i18n('multiple-files-chosen', props.multipleFilesChosenText),
  ...i18n('drop-instruction', props.dropInstructionText),
  ...i18n('entered-drop-zone', props.enteredDropZoneText),
  ...i18n('left-drop-zone', props.leftDropZoneText),
})

const FileElement = ({ id, props }: { id: string; props: FileUploadProps }) => (
  <input
    {...props.attributes}
    class={join('govuk-file-upload', props.classes, props.errorMessage && 'govuk-file-upload--error')}
    id={id}
    name={props.name}
    type="file"
    disabled={props.disabled}
    multiple={props.multiple}
    aria-describedby={describedBy(props.describedBy, id, props)}
  />
)

/** GOV.UK file upload. */
export const FileUpload = (props: FileUploadProps) => {
  const { name, label, hint, errorMessage, formGroup } = props
  const id = props.id || name
  const input = <FileElement id={id} props={props} />
  return (
    <ControlGroup id={id} label={label} hint={hint} errorMessage={errorMessage} formGroup={formGroup}>
      {formGroup?.beforeInput}
      {props.javascript ? (
        <div
          {...wrapperAttributes(props)}
          class={join('govuk-file-upload-wrapper', props.wrapperClasses)}
          data-module="govuk-file-upload"
        >
          {input}
        </div>
      ) : (
        input
      )}
      {formGroup?.afterInput}
    </ControlGroup>
  )
}
