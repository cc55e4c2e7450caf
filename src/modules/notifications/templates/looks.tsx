import type { ComponentChildren } from 'preact'
import { formatNumber, plural } from '#ui/format'
import { Icon } from '#ui/layout'
import type { Form, Rendered } from './render'
import { textCost } from './text-cost'

const ITEM = /^\* /

const Paragraphs = ({ words }: { words: string }) => (
  <>
    {words.split(/\n{2,}/).map((paragraph) => (
      <p>{paragraph}</p>
    ))}
  </>
)

/** On paper, lines that begin with a star are a list. */
const OnPaper = ({ words }: { words: string }) => (
  <>
    {words.split(/\n{2,}/).map((paragraph) => {
      const lines = paragraph.split('\n')
      if (!lines.every((line) => ITEM.test(line))) return <p>{paragraph}</p>
      return (
        <ul class="govuk-list govuk-list--bullet">
          {lines.map((line) => (
            <li>{line.replace(ITEM, '')}</li>
          ))}
        </ul>
      )
    })}
  </>
)

/** How a message looks where it arrives: a bubble, an email, a sheet of paper, words to say. Direction follows the words. */
const LOOKS: Readonly<Record<Form, (message: Rendered) => ComponentChildren>> = {
  text: ({ body }) => (
    <p class="digiknow-bubble" dir="auto">
      {body}
    </p>
  ),
  email: ({ subject, body }) => (
    <div class="digiknow-mail" dir="auto">
      <p class="digiknow-mail__subject">{subject}</p>
      <Paragraphs words={body} />
    </div>
  ),
  letter: ({ subject, body }) => (
    <div class="digiknow-mail digiknow-mail--sheet" dir="auto">
      <p class="digiknow-mail__subject">{subject}</p>
      <OnPaper words={body} />
    </div>
  ),
  call: ({ body }) => (
    <div class="digiknow-say" dir="auto">
      <Icon name="phone" />
      <div>
        <Paragraphs words={body} />
      </div>
    </div>
  ),
}

/** A message as it looks where it arrives. */
export const Look = ({ form, message, language }: { form: Form; message: Rendered; language?: string }) => (
  <div lang={language}>{LOOKS[form](message)}</div>
)

const shown = (character: string): string => (/\s|\p{C}/u.test(character) ? 'a hidden character' : `“${character}”`)

/** Letters of another alphabet: no fault of single words, and nothing to leave out. */
const isOtherAlphabet = (odd: readonly string[]): boolean => odd.some((character) => /(?!\p{Script=Latin})\p{L}/u.test(character))

const OddWords = ({ odd, texts, without }: { odd: readonly string[]; texts: number; without: number }) => (
  <p class="govuk-body">
    {odd.slice(0, 8).map(shown).join(', ')}
    {odd.length > 8 && ` and ${odd.length - 8} more`} {odd.length === 1 ? 'needs' : 'need'} the longer way of writing a text, with
    room for 70 characters instead of 160.{' '}
    {texts > without
      ? `Without ${odd.length === 1 ? 'it' : 'them'} this would be paid for as ${plural(without, 'text')}.`
      : 'The price is the same.'}
  </p>
)

/** What a text costs, and why. */
export const Cost = ({ words }: { words: string }) => {
  const { characters, texts, fits, odd, textsWithoutOdd } = textCost(words)
  return (
    <>
      <p class="govuk-body">
        <strong>Paid for as {plural(texts, 'text')}</strong>: {plural(characters, 'character')}, room for {formatNumber(fits)}.
      </p>
      {isOtherAlphabet(odd) && (
        <p class="govuk-body">Letters of this alphabet have room for 70 characters in a text instead of 160.</p>
      )}
      {odd.length > 0 && !isOtherAlphabet(odd) && <OddWords odd={odd} texts={texts} without={textsWithoutOdd} />}
    </>
  )
}
