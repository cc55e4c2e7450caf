import type { Fact } from '../merging/facts'
import type { TwoRecords } from '../merging/merge.queries'
import { personForm } from '../person'

/** Not every form asks: a record that says this may be one whose form did not. Who is known to need an interpreter goes on needing one. */
const { language: NOT_ASKED } = personForm.parse({ name: 'Nobody' })

/** What a form says otherwise than the record we have. */
export const saidByForm = ({ facts, merged }: Pick<TwoRecords, 'facts' | 'merged'>): readonly Fact[] =>
  facts.filter(({ code }) => code !== 'language' || merged.language !== NOT_ASKED)
