/** What a policy wants done when a case ends, as checked. Whether it is asked for is decided where a case ends; see case/closing.ts. */
import type { ClosingCheck } from '../policy.ts'
import type { PolicyYaml, ScenarioYaml } from '../schema.ts'
import { checkRemarks, checkWhen, withRemarks } from './parts.ts'
import type { References } from './references.ts'

/** `rungs`: those that `after` can name. What is wrong goes into `refs`. */
export const buildClosing = (
  refs: References,
  list: ScenarioYaml['closing'],
  policy: PolicyYaml,
  rungs: ReadonlySet<string>,
): readonly ClosingCheck[] =>
  list.map((one, i) => {
    const path = ['closing', i]
    refs.title([...path, 'text'], one.text)
    refs.known('rung', [...path, 'after'], one.after, rungs)
    checkRemarks(refs, path, one, policy)
    checkWhen(refs, path, one.when, policy)
    const { when, ...rest } = withRemarks(one)
    return { ...rest, ...(when === undefined ? {} : { when }) }
  })
