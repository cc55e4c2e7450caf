import { myPage, onlyTheirOwn } from '#modules/champions'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { plural } from '#ui/format'
import { AREAS, type Area, FRAMEWORK } from './framework'

const Listed = ({ area, counts }: { area: Area; counts: ReadonlyMap<string, number> }) => (
  <>
    <h2 class="govuk-heading-m govuk-!-margin-bottom-1">{AREAS[area]}</h2>
    <ul class="govuk-list govuk-list--bullet">
      {FRAMEWORK.filter((skill) => skill.area === area).map(({ code, name }) => (
        <li>
          {name}
          {counts.has(code) && <span class="digiknow-small"> practised in {plural(counts.get(code) ?? 0, 'session')}</span>}
        </li>
      ))}
    </ul>
  </>
)

/** The skills we help people with, and how often each is practised. */
export const skillsPage = (ask: Ask, counts: ReadonlyMap<string, number>): Page => {
  const body = (
    <>
      <h1 class="govuk-heading-l">Skills we help with</h1>
      <p class="govuk-body">
        The first steps and the five life skills follow the national Essential Digital Skills framework, said in our own plain
        words.
      </p>
      {(Object.keys(AREAS) as Area[]).map((area) => (
        <Listed area={area} counts={counts} />
      ))}
    </>
  )
  if (onlyTheirOwn(ask.ctx.actor) && ask.ctx.actor.roles.includes('champion')) return myPage(ask, 'Skills we help with', body)
  return staffPage('Skills we help with', <section class="digiknow-panel">{body}</section>)
}
