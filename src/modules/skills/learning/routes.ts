import { z } from 'zod'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import type { Module } from '#platform/module'
import { reading } from '#platform/reading'
import { byRow } from '#platform/take-turns'
import { readTimeline } from '#platform/timeline'
import { listRoute } from '#ui/layout'
import { resourceFormPage, resourcePage } from './pages'
import { resourceForm } from './resource'
import { readResource } from './resource.queries'
import { resourceList } from './resource-list'
import { offerResource, retireResource } from './retire-resource'
import { correctResource, recordResource } from './save-resource'

const idOf = (ask: Ask): string => ask.params.resource ?? ''

const resourceAsked = (ask: Ask) => reading(ask.ctx, 'resource.list', (tx) => readResource(tx, ask.ctx.allianceId, idOf(ask)))

const showResource = async (ask: Ask): Promise<Reply> => {
  const read = await resourceAsked(ask)
  if (!read.ok) return refused(read)
  return resourcePage(ask, read.value, await readTimeline(ask.ctx, { type: 'learning_resource', id: read.value.id }))
}

const next = (_ask: Ask, { id }: { readonly id: string }): string => `/learning/${id}`

/** The list of what people can learn from, kept by the coordinator and the lead. */
export const learningRoutes: readonly Route[] = [
  listRoute(resourceList),
  ...form({
    path: '/learning/new',
    action: 'resource.record',
    schema: resourceForm,
    fill: () => ({ language: 'en' }),
    show: resourceFormPage('Add something to learn from', 'Add it'),
    act: (ask, input) => recordResource(ask.ctx, input),
    next,
  }),
  page('/learning/:resource', 'resource.list', showResource),
  ...form({
    path: '/learning/:resource/correct',
    action: 'resource.correct',
    schema: resourceForm,
    edits: byRow('learning_resource', 'id', 'resource'),
    fill: async (ask) => {
      const read = await resourceAsked(ask)
      if (!read.ok) return read
      const { name, link, language, area, about } = read.value
      return { name, link, language, area, about }
    },
    show: resourceFormPage('Put it right', 'Save'),
    act: (ask, input) => correctResource(ask.ctx, { ...input, id: idOf(ask) }),
    next,
  }),
  button({
    path: '/learning/:resource/retire',
    action: 'resource.retire',
    schema: z.object({}),
    act: (ask) => retireResource(ask.ctx, { id: idOf(ask) }),
    next,
  }),
  button({
    path: '/learning/:resource/offer',
    action: 'resource.offer',
    schema: z.object({}),
    act: (ask) => offerResource(ask.ctx, { id: idOf(ask) }),
    next,
  }),
]

export const learningSays: NonNullable<Module['says']> = {
  'resource.record': ({ name }) => `Added to what people can learn from: ${name}`,
  'resource.correct': ({ name }) => `Put right: ${name}`,
  'resource.retire': ({ name }) => `Not offered any more: ${name}`,
  'resource.offer': ({ name }) => `Offered again: ${name}`,
}
