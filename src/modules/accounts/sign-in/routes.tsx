import { z } from 'zod'
import { needed } from '#platform/fields'
import { parseForm } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { page, publicPage, refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { Button } from '#ui/govuk'
import { Form, menuFor, Narrow } from '#ui/layout'
import { signInAsPersona } from './sign-in-as-persona'

const personasOf = (ask: Ask) =>
  ask.ctx.db.transaction({ allianceId: ask.ctx.allianceId, readOnly: true }, (tx) =>
    tx
      .selectFrom('account')
      .select(['persona', 'name'])
      .where('alliance_id', '=', ask.ctx.allianceId)
      .where('persona', 'is not', null)
      .orderBy('name')
      .execute(),
  )

const showSignIn = async (ask: Ask): Promise<Reply> => {
  const personas = ask.demo ? await personasOf(ask) : []
  return publicPage(
    'Sign in',
    <Narrow>
      <h1 class="govuk-heading-l">Sign in</h1>
      {personas.map((persona) => (
        <Form action={`${ask.base}/sign-in/persona`}>
          <input type="hidden" name="persona" value={persona.persona ?? ''} />
          <Button>{persona.name}</Button>
        </Form>
      ))}
    </Narrow>,
  )
}

const personaRoute: Route = {
  method: 'POST',
  path: '/sign-in/persona',
  action: 'sign-in.persona',
  handle: async (ask) => {
    if (!ask.demo) return refused(refuse('not-found'))
    const parsed = parseForm(z.object({ persona: needed('Choose a persona') }), ask.body)
    if (!parsed.ok) return refused(refuse('not-found'))
    const outcome = await signInAsPersona(ask.ctx, parsed.input)
    if (!outcome.ok) return refused(outcome)
    return {
      kind: 'redirect',
      to: `${ask.base}/work`,
      cookie: { value: outcome.value.token, expires: new Date(outcome.value.expires) },
    }
  },
}

/** Where a person lands after signing in: the first page of their own menu. */
const showWork = (ask: Ask): Reply => {
  const [first] = menuFor(ask.house.menu, ask)
  return first ? { kind: 'redirect', to: ask.base + first.path } : refused(refuse('forbidden'))
}

export const routes: readonly Route[] = [
  page('/sign-in', 'sign-in.ask', showSignIn),
  personaRoute,
  page('/work', 'account.home', showWork),
]
