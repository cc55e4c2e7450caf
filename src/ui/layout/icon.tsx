/** One idea each, 24 box, 2 px round line; always beside words. */
const PATHS = {
  phone: 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2z',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2',
  speech: 'M4 5h16v11H10l-4 4v-4H4z',
  shield: 'M12 3l7 2.5V11c0 4.5-3 8-7 10-4-2-7-5.5-7-10V5.5zM12 8v4.5M12 16h.01',
  tick: 'M5 12.5l4.5 4.5L19 7.5',
  tablet: 'M7 3h10a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 17 21H7a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 7 3zM11 18h2',
  heart: 'M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.2 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z',
  pen: 'M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3',
  home: 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-5h4v5',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.5 2.7-6 6-6s6 2.5 6 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3 2.8 3 5.5',
} as const

export type IconName = keyof typeof PATHS

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="digiknow-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
)

/** The doorway: our mark. */
export const Mark = () => (
  <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
    <path class="digiknow-f-mid" d="M2 46V24a22 22 0 0 1 44 0v22z" />
    <path class="digiknow-f-sand" d="M10 46V25a14 14 0 0 1 28 0v21z" />
    <path class="digiknow-f-accent" d="M17 46v-8a7 7 0 0 1 14 0v8z" />
    <circle class="digiknow-f-accent" cx="24" cy="24" r="5" />
  </svg>
)
