import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDateTime, plural } from '#ui/format'
import { ActionButton, can, Scroll } from '#ui/layout'
import { languageName } from '../templates/language-name'
import type { ForWhom } from './bundle-pdf'
import type { PrintRun, WaitingLetter } from './letter.queries'

const HOW_TO =
  'Print on one side of A4. Fold in three for a long window envelope (DL), or in half for C5: the address shows in the window.'

const inWhat = ({ language, prints }: WaitingLetter): string => {
  if (language === 'en') return ''
  return prints ? `${languageName(language)} and English` : `English: we cannot print ${languageName(language)} yet`
}

const looksOf = (letter: WaitingLetter): string =>
  [letter.large_print && 'Large print', inWhat(letter)].filter(Boolean).join(', ')

const Waiting = ({ ask, letters }: { ask: Ask; letters: readonly WaitingLetter[] }) => (
  <Scroll label="Letters waiting">
    <table class="govuk-table digiknow-dense digiknow-stack">
      <thead>
        <tr>
          {['For', 'Waiting since', 'How it prints'].map((head) => (
            <th class="govuk-table__header" scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {letters.map((letter) => (
          <tr>
            <th class="govuk-table__header" scope="row">
              <a class="govuk-link" href={`${ask.base}/people/${letter.person}`}>
                {letter.name}
              </a>
            </th>
            <td class="govuk-table__cell" data-label="Waiting since">
              {formatDateTime(letter.created_at)}
            </td>
            <td class="govuk-table__cell" data-label="How it prints">
              {looksOf(letter)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
)

const ToPrint = ({ ask, letters, count }: { ask: Ask; letters: readonly WaitingLetter[]; count: number }) => (
  <section class="digiknow-panel" aria-labelledby="waiting">
    <h2 id="waiting">{count === 0 ? 'No letters are waiting' : `${plural(count, 'letter')} waiting for paper`}</h2>
    {count === 0 && <p class="govuk-body">When someone is best reached by post, their letter waits here to be printed.</p>}
    {count > 0 && can(ask, 'letter.print') && (
      <>
        <p class="govuk-body">{HOW_TO} Once printed, they count as sent.</p>
        <div class="digiknow-btns">
          <ActionButton
            action={`${ask.base}/letters/print`}
            label={letters.length < count ? `Print the first ${letters.length}` : `Print ${plural(count, 'letter')}`}
          />
        </div>
      </>
    )}
    {count > 0 && <Waiting ask={ask} letters={letters} />}
  </section>
)

const runHref = (ask: Ask, run: PrintRun): string => `${ask.base}/letters/${run.id}`

const Printed = ({ ask, runs }: { ask: Ask; runs: readonly PrintRun[] }) => (
  <section class="digiknow-panel" aria-labelledby="printed">
    <h2 id="printed">Printed before</h2>
    <ul class="govuk-list">
      {runs.map((run) => (
        <li>
          <a class="govuk-link" href={runHref(ask, run)}>
            {plural(run.letters, 'letter')}, {formatDateTime(run.printed_at)}
          </a>
          , by {run.by}
        </li>
      ))}
    </ul>
  </section>
)

/** What waits for paper, and what was printed. */
export const lettersPage = (
  ask: Ask,
  { letters, count, runs }: { letters: readonly WaitingLetter[]; count: number; runs: readonly PrintRun[] },
): Page =>
  staffPage(
    'Letters to print',
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">Letters to print</h1>
      </div>
      <ToPrint ask={ask} letters={letters} count={count} />
      {runs.length > 0 && <Printed ask={ask} runs={runs} />}
    </>,
    { section: '/letters' },
  )

const People = ({ ask, people }: { ask: Ask; people: readonly ForWhom[] }) => (
  <ul class="govuk-list">
    {people.map(({ person, name }) => (
      <li>
        <a class="govuk-link" href={`${ask.base}/people/${person}`}>
          {name}
        </a>
      </li>
    ))}
  </ul>
)

/** Who is in the bundle, and who is not any more: their letter counted as sent, so somebody has to know. */
const ForThem = ({ ask, people }: { ask: Ask; people: readonly ForWhom[] }) => {
  const [left, here] = [people.filter(({ isLeftOut }) => isLeftOut), people.filter(({ isLeftOut }) => !isLeftOut)]
  return (
    <>
      {here.length > 0 && <h3 class="govuk-heading-s">For</h3>}
      {here.length > 0 && <People ask={ask} people={here} />}
      {left.length > 0 && <h3 class="govuk-heading-s">Left out</h3>}
      {left.length > 0 && (
        <p class="govuk-body">
          They have moved, died or asked for no letters since. If their letter is not in the post yet, keep it back.
        </p>
      )}
      {left.length > 0 && <People ask={ask} people={left} />}
    </>
  )
}

/** One bundle: its PDF, and whom it is for. */
export const runPage = (ask: Ask, run: PrintRun, people: readonly ForWhom[]): Page =>
  staffPage(
    `${plural(run.letters, 'letter')} to print`,
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">{plural(run.letters, 'letter')} to print</h1>
      </div>
      <section class="digiknow-panel" aria-labelledby="bundle">
        <h2 id="bundle">All of them in one PDF</h2>
        <p class="govuk-body">
          Made {formatDateTime(run.printed_at)} by {run.by}. {HOW_TO}
        </p>
        {can(ask, 'letter.print') && people.some(({ isLeftOut }) => !isLeftOut) && (
          <p>
            <a class="govuk-button" href={`${runHref(ask, run)}/letters.pdf`}>
              Open the letters
            </a>
          </p>
        )}
        <p class="govuk-body">If the paper ran out, open them again: they are the same letters.</p>
        <ForThem ask={ask} people={people} />
        <p class="govuk-body">
          <a class="govuk-link" href={`${ask.base}/letters`}>
            Back to letters to print
          </a>
        </p>
      </section>
    </>,
    { section: '/letters' },
  )
