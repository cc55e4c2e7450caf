import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that mostly wait, or that walk through everything: begun last, they would run alone at the end. */
const LONG = [/test\/kill\/messages/, /test\/journeys\//, /test\/(access|kill|races|bad-input)\//, /demo\//]

const turn = ({ moduleId }: TestSpecification): number => {
  const at = LONG.findIndex((long) => long.test(moduleId))
  return at < 0 ? LONG.length : at
}

/** Begins with the files that take longest, so that all workers end at about the same time. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => turn(one) - turn(other))
  }
}
