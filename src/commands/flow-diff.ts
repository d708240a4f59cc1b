/**
 * `rungs flow diff`: what changed between two policies, in words, and which open cases are on the older one. Changes no case
 * and no flow.
 */
import { UserError } from '../errors.ts'
import type { Change } from '../flow/diff/change.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { findNamed } from '../sitting/named-policy.ts'
import type { Fate, OlderCases } from '../sitting/older-cases.ts'

export interface DiffOptions {
  /** The older policy: an id, a flow folder, a kept text or its digest. Alone: an overlay, compared with what it is laid over. */
  readonly a: string
  readonly b?: string
  readonly json: boolean
  /** Its flows, its kept texts and its cases are looked at, too. */
  readonly casebook?: string
}

interface Pair {
  readonly a: Policy
  readonly b: Policy
}

const bothOf = async (ports: Ports, { a, b, casebook }: DiffOptions): Promise<Pair> => {
  const first = await findNamed(ports, a, casebook)
  if (b !== undefined) return { a: first.policy, b: (await findNamed(ports, b, casebook)).policy }
  const base = await first.base()
  if (base === undefined)
    throw new UserError(
      `"${a}" stands by itself: there is nothing to compare it with.`,
      'Give two: rungs flow diff OLDER NEWER. Alone it takes a policy that is laid over another.',
    )
  return { a: base, b: first.policy }
}

const casesOf = async (ports: Ports, { a, b }: Pair, folder: string | undefined): Promise<OlderCases> => {
  if (folder === undefined) return { cases: [], records: 0, unread: [] }
  const [{ openCasebook }, { olderCases }] = await Promise.all([
    import('../sitting/casebook.ts'),
    import('../sitting/older-cases.ts'),
  ])
  return olderCases(ports, await openCasebook(ports, folder), a, b)
}

const nameOf = ({ title, edition, sha256 }: Policy): string =>
  `${title}, printed: ${edition.printed} (${sha256.slice(0, 8)})`

const fates: Readonly<Record<Fate, string>> = {
  same: 'nothing about that rung has changed',
  changed: 'that rung has changed',
  gone: 'that rung is gone',
  nowhere: 'at no rung',
}

const casesText = ({ cases, records, unread }: OlderCases): string => {
  if (records === 0) return ''
  const lines = cases.map(({ id, scenario, rung, fate, changes }) => {
    const where = [scenario?.title, rung?.title].filter((one) => one !== undefined).join(', ')
    const count = changes.length > 1 ? `, in ${changes.length} ways` : ''
    return `  - ${id}${where === '' ? '' : `: ${where}`} – ${fates[fate]}${count}`
  })
  const none = cases.length === 0 ? ['  None.'] : []
  const others = unread.map((id) => `  - ${id}: this record cannot be read`)
  return ['', 'OPEN CASES ON THE OLDER ONE', '', ...lines, ...none, ...others, ''].join('\n')
}

const print = async (
  ports: Ports,
  { a, b }: Pair,
  changes: readonly Change[],
  older: OlderCases,
): Promise<void> => {
  const [{ renderChanges }, { visible }] = await Promise.all([
    import('../render/flow/diff.ts'),
    import('../render/visible.ts'),
  ])
  const width = ports.interactive ? Math.min(ports.columns, 100) : undefined
  const lines = (text: string): string => text.split('\n').map(visible).join('\n')
  ports.out(lines(`From ${nameOf(a)}\nto   ${nameOf(b)}\n\n`))
  ports.out(changes.length === 0 ? 'Nothing has changed.\n' : renderChanges(changes, a, b, width))
  ports.out(lines(casesText(older)))
}

const named = ({ id, title, sha256 }: Policy): unknown => ({ id, title, sha256 })

const toJson = async ({ a, b }: Pair, changes: readonly Change[], older: OlderCases): Promise<string> => {
  const [{ changeSentence }, { jsonText }] = await Promise.all([
    import('../render/flow/diff-sentence.ts'),
    import('../render/json.ts'),
  ])
  const told = (change: Change): unknown => ({ ...change, sentence: changeSentence(change) })
  return jsonText({
    from: named(a),
    to: named(b),
    changes: changes.map(told),
    cases: older.cases.map((one) => ({ ...one, changes: one.changes.map(told) })),
    unread: older.unread,
  })
}

/**
 * Prints what changed; 0 whether or not anything did, for a difference is nothing wrong. Throws a `UserError` where a policy is not
 * to be had, or where only one is given and it is laid over none.
 */
export const flowDiff = async (ports: Ports, options: DiffOptions): Promise<number> => {
  const both = await bothOf(ports, options)
  const { diffPolicies } = await import('../flow/diff/diff.ts')
  const changes = diffPolicies(both.a, both.b)
  const older = await casesOf(ports, both, options.casebook)
  if (options.json) ports.out(await toJson(both, changes, older))
  else await print(ports, both, changes, older)
  return 0
}
