import { type AskedOf, type Learner, listed, sentence } from '#modules/champions'
import { BARRIERS, NEEDS } from '#modules/helpline'
import { languageName, ReachBox } from '#modules/people'
import type { Reach } from '#modules/reach'
import { ConcernLink } from '#modules/safeguarding'
import type { Ask } from '#platform/http/ask'
import { ActionButton, Icon } from '#ui/layout'

/** Someone a champion is asked to help: enough to decide, nothing to find them by. */
export const AskedCard = ({ ask, one }: { ask: Ask; one: AskedOf }) => (
  <li class="digiknow-visit">
    <h3 class="govuk-heading-m govuk-!-margin-bottom-1">
      {one.first_name}
      {one.ward && `, ${one.ward}`}
    </h3>
    <p class="govuk-body">
      <b>Would like:</b> {listed(one.needs, NEEDS)}
    </p>
    {one.barriers.length > 0 && (
      <p class="govuk-body">
        <b>What makes it hard:</b> {listed(one.barriers, BARRIERS)}
      </p>
    )}
    <p class="govuk-body">
      <b>Speaks:</b> {languageName(one.language)}
    </p>
    {one.support_needs && (
      <p class="govuk-body">
        <b>What helps:</b> {one.support_needs}
      </p>
    )}
    <p class="digiknow-small">You will see how to reach them once you say yes.</p>
    <div class="digiknow-answer">
      <ActionButton action={`${ask.base}/my/asked/${one.id}/accept`} label={`Yes, I will help ${one.first_name}`} />
      <a class="govuk-link" href={`${ask.base}/my/asked/${one.id}/decline`}>
        Not this time<span class="govuk-visually-hidden">: {one.first_name}</span>
      </a>
    </div>
  </li>
)

/** A learner, safe contact first. */
export const LearnerCard = ({ ask, learner, reach }: { ask: Ask; learner: Learner; reach: Reach | undefined }) => (
  <li class="digiknow-visit">
    <h3 class="govuk-heading-m govuk-!-margin-bottom-1">{learner.name}</h3>
    <ReachBox ask={ask} reach={reach} />
    {learner.address && (
      <p class="govuk-body">
        <Icon name="home" /> {[learner.address, learner.postcode].filter(Boolean).join(', ')}
      </p>
    )}
    <p class="govuk-body">
      {sentence(learner.needs, NEEDS)}. Speaks {languageName(learner.language)}.
    </p>
    {learner.words && <p class="govuk-body">{learner.words}</p>}
    <ConcernLink ask={ask} about={{ person: learner.reference }} />
    <ul class="govuk-list">
      <MyLink ask={ask} path={`/my/learners/${learner.reference}/sessions/record`} label="Record a session" whom={learner.name} />
      <MyLink ask={ask} path={`/my/learners/${learner.reference}/sessions/new`} label="Plan a session" whom={learner.name} />
      {['before', 'after']
        .filter((moment) => !learner.checked.includes(moment) && (moment === 'after' || learner.checked.length === 0))
        .map((moment) => (
          <MyLink
            ask={ask}
            path={`/requests/${learner.request}/skills/${moment}`}
            label={moment === 'before' ? 'Skill check at the start' : 'Skill check at the end'}
            whom={learner.name}
          />
        ))}
    </ul>
  </li>
)

const MyLink = ({ ask, path, label, whom }: { ask: Ask; path: string; label: string; whom: string }) => (
  <li>
    <a class="govuk-link" href={ask.base + path}>
      {label}
      <span class="govuk-visually-hidden"> with {whom}</span>
    </a>
  </li>
)
