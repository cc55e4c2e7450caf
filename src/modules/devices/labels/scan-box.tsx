import { assetUrl } from '#platform/assets'

/** A box for a tag: typed, or read by a scanner that types; and the camera, where a script and a camera are there. */
export const ScanBox = ({ error }: { error?: string | undefined }) => (
  <div data-module="digiknow-scan" data-reader={assetUrl('scan.js')}>
    <div class={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <label class="govuk-label" for="tag">
        Tag
      </label>
      <div class="govuk-hint" id="tag-hint">
        Scan it, or type it, such as DK-0317-4
      </div>
      {error && (
        <p class="govuk-error-message" role="alert">
          {error}
        </p>
      )}
      <input
        class="govuk-input govuk-input--width-20"
        id="tag"
        name="tag"
        aria-describedby="tag-hint"
        autocomplete="off"
        autofocus
        spellcheck={false}
      />
    </div>
    <div data-camera hidden>
      <button class="govuk-button govuk-button--secondary" type="button">
        Use the camera
      </button>
      <p role="status" />
      <video class="digiknow-camera" muted playsInline hidden />
    </div>
  </div>
)
