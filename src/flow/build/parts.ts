/** What many parts of a flow have in common: gaps and readings, conditions, passages, ids that the program keeps for itself. */
import type { Passage } from '../policy.ts'
import type { PolicyYaml } from '../schema.ts'
import type { Path, References } from './references.ts'

/** Ids that the engine itself uses for places and outcomes; a flow may not take them. */
export const reserved: readonly string[] = [
  'promise',
  'top',
  'close',
  'closing',
  'entry',
  'handed',
  'first',
  'up',
  'waiting',
  'unreached',
  'skipped',
  'withdrawn',
  'moved',
  'back',
  'elsewhere',
  'here',
]

/** The options of a guard that has none of its own. */
export const yesNoUnsure: Readonly<Record<string, string>> = { yes: 'Yes', no: 'No', unsure: 'Not sure' }

interface Open {
  readonly gaps: readonly string[]
  readonly readings: readonly string[]
}

/** A sentence as written; the clause is that of its rung where it has none of its own. */
export const passage = (one: string | Passage, clause: string): Passage =>
  typeof one === 'string' ? { text: one, clause } : one

export const passages = (list: readonly (string | Passage)[], clause: string): readonly Passage[] =>
  list.map((one) => passage(one, clause))

export const remarkIds = (part: Open): readonly string[] => [...part.gaps, ...part.readings]

export const checkRemarks = (refs: References, path: Path, part: Open, policy: PolicyYaml): void => {
  refs.known('gap', [...path, 'gaps'], part.gaps, policy.gaps)
  refs.known('reading', [...path, 'readings'], part.readings, policy.readings)
}

/** A part without what only says which gaps and readings it has, and with these as one list. */
export const withRemarks = <T extends Open>(
  part: T,
): Omit<T, 'gaps' | 'readings'> & { remarks: readonly string[] } => {
  const { gaps: _, readings: __, ...rest } = part
  return { ...rest, remarks: remarkIds(part) }
}

/** Checks that a condition names an ask or a guard of the policy, and answers that it has. */
export const checkWhen = (
  refs: References,
  path: Path,
  when: { readonly ask: string; readonly is: readonly string[] } | undefined,
  policy: PolicyYaml,
): void => {
  if (when === undefined) return
  const here = [...path, 'when']
  const isGuard = Object.hasOwn(policy.guards, when.ask)
  if (!isGuard) refs.known('ask', here, [when.ask], policy.asks)
  const options = isGuard ? (policy.guards[when.ask]?.options ?? yesNoUnsure) : policy.asks[when.ask]?.options
  if (options !== undefined) refs.known('option', [...here, 'is'], when.is, options)
}

/** A finding where an id is the program's own word. */
export const checkReserved = (refs: References, path: Path, id: string): void => {
  if (reserved.includes(id))
    refs.say('RF014', path, `"${id}" is the program's own word.`, 'Choose another id.')
}
