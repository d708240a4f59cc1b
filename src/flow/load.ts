/**
 * The texts of a flow → a checked policy, or every finding at once. Reads no disk; the texts arrive as values.
 */
import type * as z from 'zod'
import { buildClosing } from './build/closing.ts'
import { rungIds } from './build/ladder.ts'
import { buildContact, buildPolicy, buildTerm } from './build/policy.ts'
import { references } from './build/references.ts'
import { buildScenario } from './build/scenario.ts'
import { byPlace, type Finding } from './finding.ts'
import { lint } from './lint/lint.ts'
import { type Read, readSources, sayingWhose } from './overlay/sources.ts'
import type { FlowTexts } from './pin.ts'
import type { Common, Nation, Policy } from './policy.ts'
import {
  type BodiesYaml,
  bodiesSchema,
  commonSchema,
  type PolicyYaml,
  policySchema,
  type ScenarioYaml,
  scenarioSchema,
} from './schema.ts'
import { checkShape, type Shaped } from './text/check-shape.ts'
import { isDoubtful, namesIn, salvage } from './text/salvage.ts'
import { readSheet, type Sheet } from './text/yaml.ts'

export type Loaded =
  | { readonly kind: 'ok'; readonly policy: Policy }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }

/** A sheet with what it says; of one with findings what can be used all the same. */
interface Part<T> {
  readonly sheet: Sheet
  readonly findings: readonly Finding[]
  readonly value?: T
}

const checked = <T>(sheet: Sheet, schema: z.ZodType<T>): Part<T> => {
  const shaped = checkShape(sheet, schema)
  return shaped.kind === 'ok'
    ? { sheet, findings: [], value: shaped.value }
    : { sheet, findings: shaped.findings }
}

const policyPart = (sheet: Sheet): Part<PolicyYaml> => {
  const part = checked(sheet, policySchema)
  return part.value === undefined ? { ...part, ...salvage(sheet, policySchema) } : part
}

/** Builds from what has its shape; what is wrong with it is in the findings. */
const build = (
  texts: FlowTexts,
  { over }: Read,
  policy: Required<Part<PolicyYaml>>,
  parts: Parts,
  bodies: BodiesYaml,
) => {
  const policyRefs = references(policy.sheet)
  const good = [...parts].flatMap(([id, { sheet, value }]) =>
    value === undefined ? [] : [{ id, sheet, value, refs: references(sheet) }],
  )
  const scenarios = new Map(good.map(({ id, value }) => [id, { rungs: rungIds(value, policy.value) }]))
  const whole = buildPolicy(texts.id, policy.value, policyRefs, bodies)
  const everywhere = new Set([...scenarios.values()].flatMap(({ rungs }) => [...rungs]))
  const closing = buildClosing(policyRefs, policy.value.closing, policy.value, everywhere)
  const sheets = { policy: policy.value, policyRefs, scenarios }
  const built = good.map(({ id, value, refs }) => buildScenario(id, value, refs, sheets, closing))
  const made: Policy = { ...whole, over, scenarios: built, sha256: texts.sha256 }
  return { made, findings: [...policyRefs.findings, ...good.flatMap(({ refs }) => refs.findings)] }
}

type Parts = ReadonlyMap<string, Part<ScenarioYaml>>

/** Never throws. The findings are in the order of their places; those about a base's files say so. */
export const loadPolicy = (texts: FlowTexts): Loaded => {
  const read = readSources(texts)
  const bodies = checked(readSheet('bodies.yaml', texts.bodies), bodiesSchema)
  const policy = read.policy === undefined ? undefined : policyPart(read.policy)
  const parts: Parts = new Map([...read.scenarios].map(([id, sheet]) => [id, checked(sheet, scenarioSchema)]))
  const wanting = [...parts].filter(([, { value }]) => value === undefined)
  const shapes = [
    ...read.findings,
    ...(policy?.findings ?? []),
    ...bodies.findings,
    ...wanting.flatMap(([, { findings }]) => findings),
  ]
  const end = (findings: readonly Finding[]): Loaded => ({
    kind: 'findings',
    findings: [...sayingWhose(texts, unique(findings))].sort(byPlace),
  })
  if (policy?.value === undefined || bodies.value === undefined) return end(shapes)
  const { made, findings } = build(texts, read, { ...policy, value: policy.value }, parts, bodies.value)
  if (shapes.length === 0) {
    const scenarios = new Map([...parts].map(([id, { sheet }]) => [id, sheet]))
    const all = [...findings, ...lint(made, { policy: policy.sheet, scenarios })]
    return all.length === 0 ? { kind: 'ok', policy: made } : end(all)
  }
  // What such a policy looks like as a whole, nobody can say: it is not linted.
  const unsound = policy.findings.length > 0 && read.policy !== undefined ? [read.policy] : []
  return end(withoutDoubtful([...shapes, ...findings], [...read.unsound, ...unsound], new Map(wanting)))
}

/** What a sheet with findings may define is not unknown. */
const withoutDoubtful = (
  findings: readonly Finding[],
  unsound: readonly Sheet[],
  wanting: ReadonlyMap<string, Part<unknown>>,
): readonly Finding[] => {
  const sheets = [...unsound, ...[...wanting.values()].map(({ sheet }) => sheet)]
  const names = new Set([...wanting.keys(), ...sheets.flatMap((sheet) => [...namesIn(sheet)])])
  return sheets.length === 0 ? findings : findings.filter((one) => !isDoubtful(one, names))
}

/** A shared ladder is built once for each scenario that takes it, and would say everything as often. */
const unique = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(
    findings.map((one) => [`${one.file}:${one.line}:${one.column}:${one.code}:${one.message}`, one]),
  ).values(),
]

const nationwide = <T extends { readonly nations?: readonly Nation[] | undefined }>({
  nations,
  ...rest
}: T) => ({
  ...rest,
  ...(nations === undefined ? {} : { nations }),
})

/** The general guidance in flows/common. */
export const loadCommon = (file: string, text: string): Shaped<Common> => {
  const shaped = checkShape(readSheet(file, text), commonSchema)
  if (shaped.kind !== 'ok') return shaped
  const { label, headline, danger, contacts, terms } = shaped.value
  return {
    kind: 'ok',
    value: {
      label,
      headline,
      danger: danger.map(nationwide),
      contacts: Object.entries(contacts).map(([id, contact]) => buildContact(id, contact)),
      anyoneMayRefer: shaped.value['anyone-may-refer'].map(nationwide),
      terms: terms.map((one) => nationwide(buildTerm(one))),
    },
  }
}
