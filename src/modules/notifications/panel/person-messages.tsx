import type { ComponentChildren } from 'preact'
import { ifHeld } from '#platform/held'
import type { Ask } from '#platform/http/ask'
import type { PanelSpec } from '#platform/module'
import { reading } from '#platform/reading'
import { formatDateTime } from '#ui/format'
import { can } from '#ui/layout'
import { StatusTag } from '../board/status-tag'
import { MESSAGE_STATUS, type MessageStatus } from '../message.moves'
import { type TextRow, type ToldRow, textsFrom, toldTo } from './person-messages.queries'

const WAYS: Readonly<Record<string, string>> = { text: 'by text', email: 'by email', letter: 'by letter' }

const cameOfIt = (row: ToldRow): string => {
  if (row.answeredAt) return `answered ${formatDateTime(row.answeredAt)}`
  if (row.status === 'waiting') return [row.because, `next look ${formatDateTime(row.planAt)}`].filter(Boolean).join(', ')
  if (row.because) return row.because
  return row.messageStatus ? MESSAGE_STATUS[row.messageStatus as MessageStatus].toLowerCase() : ''
}

const What = ({ ask, row }: { ask: Ask; row: ToldRow }) => {
  const words = ask.house.templates.get(row.template)?.when ?? row.template.replaceAll('-', ' ')
  if (!row.message || !can(ask, 'message.read')) return <>{words}</>
  return (
    <a class="govuk-link" href={`${ask.base}/messages/${row.message}`}>
      {words}
    </a>
  )
}

const Told = ({ ask, row }: { ask: Ask; row: ToldRow }) => (
  <li>
    <What ask={ask} row={row} /> <StatusTag status={row.status} />
    <div class="digiknow-soft-text">
      {[formatDateTime(row.at), row.way && WAYS[row.way], cameOfIt(row)].filter(Boolean).join(', ')}
    </div>
  </li>
)

const LONGEST_SHOWN = 300
const shortened = (words: string): string => (words.length > LONGEST_SHOWN ? `${words.slice(0, LONGEST_SHOWN)}…` : words)

const Text = ({ text }: { text: TextRow }) => (
  <li>
    <q class="digiknow-words">{shortened(text.words)}</q> <StatusTag status={text.status} />
    <div class="digiknow-soft-text">{[formatDateTime(text.sent_at), text.came_of_it].filter(Boolean).join(', ')}</div>
  </li>
)

const List = ({ children }: { children: ComponentChildren }) => <ul class="digiknow-plain digiknow-found">{children}</ul>

/** On a person's page: what we told them and have to, why and how it went, and what they texted us. Nothing where there is none. */
export const messagesOfPerson: PanelSpec = {
  on: 'person',
  order: 45,
  action: 'message.panel',
  show: async (ask, person) => {
    const { allianceId } = ask.ctx
    const whose = { allianceId, on: 'person', id: person.id } as const
    const read = await reading(ask.ctx, 'message.panel', async (tx) => ({
      told: await ifHeld(tx, whose, 'notice', () => toldTo(tx, allianceId, person.id), []),
      texts: can(ask, 'message.read')
        ? await ifHeld(tx, whose, 'inbound_text', () => textsFrom(tx, allianceId, person.id), [])
        : [],
    }))
    if (!read.ok) return null
    const { told, texts } = read.value
    if (told.length + texts.length === 0) return null
    return (
      <section class="digiknow-panel" aria-labelledby="messages">
        <h2 id="messages">Messages</h2>
        {told.length > 0 && (
          <List>
            {told.map((row) => (
              <Told ask={ask} row={row} />
            ))}
          </List>
        )}
        {texts.length > 0 && <h3 class="govuk-heading-s govuk-!-margin-top-4">What they texted us</h3>}
        {texts.length > 0 && (
          <List>
            {texts.map((text) => (
              <Text text={text} />
            ))}
          </List>
        )}
      </section>
    )
  },
}
