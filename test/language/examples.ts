/**
 * The example flows: one folder each under `test/language/`, for the words that no shipped policy needs. Read from disk, each once.
 * A flow with an `overlay.yaml` lies over another example or over a policy that ships.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Closure } from '../../src/calendar/school.ts'
import { schoolCalendar, schoolPrefix } from '../../src/calendar/school.ts'
import type { Calendar } from '../../src/calendar/time.ts'
import type { World } from '../../src/case/case.ts'
import { formatFinding } from '../../src/flow/finding.ts'
import { loadPolicy } from '../../src/flow/load.ts'
import { type FlowTexts, formatPin, inPinOrder, overOf } from '../../src/flow/pin.ts'
import type { Policy } from '../../src/flow/policy.ts'
import { type Walked, walk } from '../../src/proof/walk.ts'
import { loadWalk, type Walk } from '../../src/proof/walks.ts'
import { once, calendarOf as shippedCalendar } from '../flows/shipped.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const flows = fileURLToPath(new URL('../../flows', import.meta.url))
const read = (path: string): string => readFileSync(path, 'utf8')
const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const yamlIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
    : []

/** The ids of the example flows. */
export const examples: readonly string[] = readdirSync(here, { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map((one) => one.name)
  .sort()

/** Where the flow of this id lies: an example, or one that ships. */
export const folderOf = (id: string): string =>
  existsSync(`${here}/${id}`) ? `${here}/${id}` : `${flows}/${id}`

const bodies = read(`${flows}/common/bodies.yaml`)

const textsOf = (id: string): FlowTexts => {
  const folder = folderOf(id)
  const files = inPinOrder(new Map(yamlIn(folder).map((name) => [name, read(`${folder}/${name}`)])))
  const over = overOf(files.get('overlay.yaml') ?? '')
  const base = over === undefined ? undefined : textsOf(over)
  const pinned = new Map([...files, ...(base === undefined ? [] : [['base', base.sha256] as const])])
  return {
    id,
    folder: id,
    files,
    bodies,
    sha256: digest(formatPin(id, pinned)),
    ...(base === undefined ? {} : { base }),
  }
}

/** Throws every finding where the flow has any. */
export const exampleOf: (id: string) => Policy = once((id) => {
  const loaded = loadPolicy(textsOf(id))
  if (loaded.kind !== 'ok') throw new Error(loaded.findings.map(formatFinding).join('\n'))
  return loaded.policy
})

/** The id of the flow under an overlay. */
export const baseOf = (id: string): string | undefined => exampleOf(id).over[0]?.id

/** When the example's schools are closed. */
export const closures: readonly Closure[] = [
  { from: '2026-10-12', to: '2026-10-16', title: 'October break' },
  { from: '2026-11-27', to: '2026-11-27', title: 'staff day' },
  { from: '2026-12-21', to: '2027-01-05', title: 'winter break' },
]

const calendarOf: (id: string) => Calendar = once((id) =>
  id.startsWith(schoolPrefix)
    ? schoolCalendar(shippedCalendar(id.slice(schoolPrefix.length)), closures, digest).calendar
    : shippedCalendar(id),
)

/** A world with one policy in it, the calendars that ship, and those of a school. */
export const exampleWorld = (policy: Policy): World => ({
  policy: (sha256) => (sha256 === policy.sha256 ? policy : undefined),
  calendar: calendarOf,
  pinnedCalendar: (sha256) =>
    [policy.calendar, `${schoolPrefix}${policy.calendar}`]
      .map(calendarOf)
      .find((one) => one.sha256 === sha256),
})

/** The names of the walks of a flow, without their ending. */
export const exampleWalks = (id: string): readonly string[] =>
  yamlIn(`${folderOf(id)}/walks`).map((name) => name.replace(/\.yaml$/, ''))

/** A walk of the flow `of`, read for the policy `id`. Throws every finding where it has any. */
export const exampleWalk = (id: string, name: string, of = id): Walk => {
  const loaded = loadWalk(
    `${of}/walks/${name}.yaml`,
    read(`${folderOf(of)}/walks/${name}.yaml`),
    exampleOf(id),
  )
  if (loaded.kind !== 'ok') throw new Error(loaded.findings.map(formatFinding).join('\n'))
  return loaded.value
}

export const runExample = (id: string, one: Walk): Walked => {
  const policy = exampleOf(id)
  return walk(exampleWorld(policy), policy, one.script, one.start)
}

/** Each YAML file of a flow but its walks, with its name. */
export const filesOf = (id: string): readonly (readonly [name: string, text: string])[] =>
  yamlIn(folderOf(id)).map((name) => [name, read(`${folderOf(id)}/${name}`)])

/** Each walk of a flow as text. */
export const walkTextsOf = (id: string): readonly string[] =>
  exampleWalks(id).map((name) => read(`${folderOf(id)}/walks/${name}.yaml`))

export const walkText = (id: string, name: string): string => read(`${folderOf(id)}/walks/${name}.yaml`)

/** The files of a casebook whose flows are this one and, where it lies over another example, that one. */
export const casebookFiles = (id: string, casebook: string): Readonly<Record<string, string>> => {
  const settings = JSON.stringify({ closures })
  const flow = (one: string): readonly (readonly [string, string])[] =>
    examples.includes(one)
      ? filesOf(one).map(([name, text]) => [`${casebook}/flows/${one}/${name}`, text])
      : []
  return Object.fromEntries([[`${casebook}/rungs.yaml`, settings], ...flow(id), ...flow(baseOf(id) ?? '')])
}
