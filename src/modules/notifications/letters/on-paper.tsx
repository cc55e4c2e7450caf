import { languageName } from '../templates/language-name'

/** Said wherever a letter is shown whose letters our fonts do not have: what is on screen is not what prints. */
export const NotOnPaper = ({ language }: { language: string }) => (
  <div class="digiknow-note digiknow-note--heed">
    <p>
      We cannot print {languageName(language)} yet. On paper this is in English, and says which number to ring to ask for it in{' '}
      {languageName(language)}.
    </p>
  </div>
)
