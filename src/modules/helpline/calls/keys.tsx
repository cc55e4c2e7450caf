const KEYS: readonly (readonly [string, string])[] = [
  ['C', 'new call'],
  ['Q', 'calls to make'],
  ['/', 'find anyone'],
  ['N', 'notes'],
  ['Esc', 'leave a box'],
  ['1–7', 'needs'],
  ['B', 'what holds them back'],
  ['A', 'next action'],
  ['Ctrl ↵', 'save and end call'],
]

/** The keys of the desk. Shown by the script that makes them work. */
export const Keys = () => (
  <ul class="digiknow-keys" aria-label="Keys" data-keys hidden>
    {KEYS.map(([key, does]) => (
      <li>
        <kbd>{key}</kbd> {does}
      </li>
    ))}
    <li>
      <button type="button" class="digiknow-keys__switch" data-keys-switch data-key="?">
        Single keys: <span data-keys-state>on</span>
      </button>
    </li>
  </ul>
)
