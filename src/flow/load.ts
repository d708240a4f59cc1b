/**
 * The texts of a flow → a checked policy, or every finding at once. Reads no disk; the texts arrive as values.
 */
import { buildContact, buildPolicy, buildScenario, written } from './build-policy.ts'
import { checkShape, type Shaped } from './check-shape.ts'
import { byPlace, type Finding } from './finding.ts'
import { remarkless } from './lint.ts'
import { suggest } from './nearest.ts'
import type { Common, Policy, Scenario } from './policy.ts'
import { type References, references } from './references.ts'
import { bodiesSchema, commonSchema, policySchema, type ScenarioYaml, scenarioSchema } from './schema.ts'
import { readSheet, type Sheet } from './yaml.ts'

/** One policy's texts: `policy.yaml`, a file for each scenario, and `bodies.yaml` of flows/common. */
export interface FlowTexts {
  readonly id: string
  /** Named as the person knows them in findings: prefix of each file's name. */
  readonly folder: string
  readonly files: ReadonlyMap<string, string>
  readonly bodies: string
  readonly sha256: string
}

export type Loaded =
  | { readonly kind: 'ok'; readonly policy: Policy }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }

interface Part {
  readonly id: string
  readonly sheet: Sheet
  readonly refs: References
  readonly shaped: Shaped<ScenarioYaml>
}

const findingsOf = <T>(shaped: Shaped<T>): readonly Finding[] => (shaped.kind === 'ok' ? [] : shaped.findings)

const missing = (texts: FlowTexts, sheet: Sheet, id: string, i: number): Finding => ({
  code: 'RF010',
  message: `There is no file ${id}.yaml for the scenario "${id}".`,
  hint: suggest(
    id,
    [...texts.files.keys()]
      .filter((name) => name !== 'policy.yaml')
      .map((name) => name.replace(/\.yaml$/, '')),
  ),
  file: sheet.file,
  ...sheet.place(['scenarios', i]),
})

const stray = (texts: FlowTexts, sheet: Sheet, listed: readonly string[]): readonly Finding[] =>
  [...texts.files.keys()]
    .filter((name) => name !== 'policy.yaml' && !listed.includes(name.replace(/\.yaml$/, '')))
    .map((name) => ({
      code: 'RF018',
      message: `${name} is not listed under "scenarios".`,
      hint: 'List it there, or remove the file.',
      file: sheet.file,
      ...sheet.place(['scenarios']),
    }))

const named = (texts: FlowTexts, name: string): string => `${texts.folder}/${name}`

/** Never throws. The findings are in the order of their places. */
export const loadPolicy = (texts: FlowTexts): Loaded => {
  const sheet = readSheet(named(texts, 'policy.yaml'), texts.files.get('policy.yaml') ?? '')
  const shaped = checkShape(sheet, policySchema)
  const bodies = checkShape(readSheet('bodies.yaml', texts.bodies), bodiesSchema)
  const listed =
    shaped.kind === 'ok'
      ? shaped.value.scenarios
      : [...texts.files.keys()]
          .filter((name) => name !== 'policy.yaml')
          .map((name) => name.replace(/\.yaml$/, ''))
  const parts = listed.flatMap((id): readonly Part[] => {
    const text = texts.files.get(`${id}.yaml`)
    if (text === undefined) return []
    const own = readSheet(named(texts, `${id}.yaml`), text)
    return [{ id, sheet: own, refs: references(own), shaped: checkShape(own, scenarioSchema) }]
  })
  const shapes = [
    ...findingsOf(shaped),
    ...findingsOf(bodies),
    ...parts.flatMap((part) => findingsOf(part.shaped)),
  ]
  if (shaped.kind === 'ok') {
    shapes.push(
      ...listed.flatMap((id, i) => (texts.files.has(`${id}.yaml`) ? [] : [missing(texts, sheet, id, i)])),
    )
    shapes.push(...stray(texts, sheet, listed))
  }
  if (shaped.kind !== 'ok' || bodies.kind !== 'ok')
    return { kind: 'findings', findings: shapes.sort(byPlace) }
  const policy = shaped.value
  const policyRefs = references(sheet)
  const good = parts.flatMap((part) =>
    part.shaped.kind === 'ok' ? [{ ...part, yaml: part.shaped.value }] : [],
  )
  const scenarios = new Map(
    good.map(({ id, yaml, refs }) => {
      const rungs = [
        ...written(references(sheet), yaml, policyRefs, policy).map((one) => one.yaml.id),
        ...yaml.ways.map((rung) => rung.id),
      ]
      return [id, { first: rungs[0] ?? '', rungs: new Set(rungs), refs }] as const
    }),
  )
  const whole = buildPolicy(texts.id, policy, policyRefs, bodies.value)
  const built: readonly Scenario[] = good.map((part) =>
    buildScenario(part.id, part.yaml, part.refs, { policy, policyRefs, scenarios }),
  )
  const result: Policy = { ...whole, scenarios: built, sha256: texts.sha256 }
  const unused = remarkless(result, sheet)
  const findings = [
    ...shapes,
    ...unique([...policyRefs.findings, ...good.flatMap((part) => part.refs.findings)]),
    ...unused,
  ]
  return findings.length > 0
    ? { kind: 'findings', findings: [...findings].sort(byPlace) }
    : { kind: 'ok', policy: result }
}

/** A shared ladder is built once for each scenario that takes it, and would say everything as often. */
const unique = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(
    findings.map((one) => [`${one.file}:${one.line}:${one.column}:${one.code}:${one.message}`, one]),
  ).values(),
]

/** The general guidance in flows/common. */
export const loadCommon = (file: string, text: string): Shaped<Common> => {
  const shaped = checkShape(readSheet(file, text), commonSchema)
  if (shaped.kind !== 'ok') return shaped
  const { label, headline, danger, contacts } = shaped.value
  return {
    kind: 'ok',
    value: {
      label,
      headline,
      danger,
      contacts: Object.entries(contacts).map(([id, contact]) => buildContact(id, contact)),
      anyoneMayRefer: shaped.value['anyone-may-refer'],
    },
  }
}
