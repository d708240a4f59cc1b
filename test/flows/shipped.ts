/** The flows that ship, as the tests use them: read from `flows/`, each policy and walk when it is asked for. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseCalendar } from '../../src/calendar/load.ts'
import type { Calendar } from '../../src/calendar/time.ts'
import type { World } from '../../src/case/case.ts'
import { formatFinding } from '../../src/flow/finding.ts'
import { loadPolicy } from '../../src/flow/load.ts'
import { formatPin, inPinOrder } from '../../src/flow/pin.ts'
import type { Policy } from '../../src/flow/policy.ts'
import { loadWalk, type Walk } from '../../src/proof/walks.ts'

const root = fileURLToPath(new URL('../../flows', import.meta.url))
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8')
const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const yamlIn = (folder: string): readonly string[] =>
  existsSync(`${root}/${folder}`)
    ? readdirSync(`${root}/${folder}`).filter((name) => name.endsWith('.yaml'))
    : []

/** The ids of the policies that ship. */
export const policies: readonly string[] = readdirSync(root)
  .filter((name) => existsSync(`${root}/${name}/policy.yaml`))
  .sort()

/** The names of a policy's walk files, without their ending. */
export const walksOf = (id: string): readonly string[] =>
  yamlIn(`${id}/walks`)
    .map((name) => name.replace(/\.yaml$/, ''))
    .sort()

/** The same function, which makes the value of each key once. */
export const once = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>()
  return (key) => {
    const found = made.get(key) ?? make(key)
    made.set(key, found)
    return found
  }
}

/** Throws every finding where the flow has any. */
export const policyOf: (id: string) => Policy = once((id) => {
  const files = inPinOrder(new Map(yamlIn(id).map((name) => [name, read(`${id}/${name}`)])))
  const bodies = read('common/bodies.yaml')
  const loaded = loadPolicy({
    id,
    folder: `flows/${id}`,
    files,
    bodies,
    sha256: digest(formatPin(id, new Map([...files, ['bodies.yaml', bodies]]))),
  })
  if (loaded.kind !== 'ok') throw new Error(loaded.findings.map(formatFinding).join('\n'))
  return loaded.policy
})

/** A calendar that ships. */
export const calendarOf: (id: string) => Calendar = once((id) => {
  const text = read(`calendars/${id}.yaml`)
  const calendar = parseCalendar(id, text, digest(text))
  if ('findings' in calendar) throw new Error(calendar.findings.map((one) => one.message).join('\n'))
  return calendar
})

/** A world with one policy in it and the calendars that ship. */
export const worldOf = (policy: Policy): World => ({
  policy: (sha256) => (sha256 === policy.sha256 ? policy : undefined),
  calendar: calendarOf,
  pinnedCalendar: (sha256) => [calendarOf(policy.calendar)].find((one) => one.sha256 === sha256),
})

/** Throws every finding where the walk has any. */
export const walkOf = (id: string, name: string): Walk => {
  const path = `${id}/walks/${name}.yaml`
  const loaded = loadWalk(`flows/${path}`, read(path), policyOf(id))
  if (loaded.kind !== 'ok') throw new Error(loaded.findings.map(formatFinding).join('\n'))
  return loaded.value
}
