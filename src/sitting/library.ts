/**
 * Which policies there are for a casebook (shipped, local, and pinned beside the records), and the world a case is
 * replayed in. The flow loader is loaded only for texts that did not come checked with the program.
 */

import * as path from 'node:path'
import { calendarIds } from '../calendar/nations.ts'
import type { Closure } from '../calendar/school.ts'
import { schoolCalendar, schoolPrefix } from '../calendar/school.ts'
import type { Calendar } from '../calendar/time.ts'
import type { Placed, World } from '../case/case.ts'
import { UserError } from '../errors.ts'
import { type FlowTexts, pinOf, textsOf } from '../flow/pin.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { sha256 as digest } from '../record/digest.ts'
import { isSystemError } from '../storage/failure.ts'
import { type PinKind, pinFolder, pinText, readPin } from '../storage/pins.ts'
import { holdsFlow } from './flow-folders.ts'

/** What is needed to find texts. */
export type Shelf = Pick<Ports, 'disk' | 'shipped'>

/** A policy with the text that is kept beside the records, or why it cannot be used, in lines. */
export type Loaded =
  | { readonly kind: 'ok'; readonly policy: Policy; readonly text: string }
  | { readonly kind: 'unusable'; readonly why: readonly string[] }

export interface Choosable {
  readonly id: string
  readonly title: string
  readonly load: () => Promise<Loaded>
}

const loadTexts = async (texts: FlowTexts): Promise<Policy | readonly string[]> => {
  const [{ loadPolicy }, { formatFinding }] = await Promise.all([
    import('../flow/load.ts'),
    import('../flow/finding.ts'),
  ])
  const loaded = loadPolicy(texts)
  return loaded.kind === 'ok' ? loaded.policy : loaded.findings.map(formatFinding)
}

const localFolders = (ports: Ports, casebook: string): readonly string[] => {
  const flows = path.join(casebook, 'flows')
  try {
    if (ports.disk.stat(flows)?.folder !== true) return []
    return ports.disk.list(flows).filter((name) => holdsFlow(ports.disk, path.join(flows, name)))
  } catch (error) {
    // A folder that may not be looked into offers nothing; the shipped policies are there all the same.
    if (!isSystemError(error)) throw error
    return []
  }
}

const loadLocal = async (ports: Ports, folder: string): Promise<Loaded> => {
  try {
    const [{ formatFinding }, { readFlow }] = await Promise.all([
      import('../flow/finding.ts'),
      import('./flow-files.ts'),
    ])
    const { texts, findings } = readFlow(ports, folder)
    if (findings.length > 0) return { kind: 'unusable', why: findings.map(formatFinding) }
    const policy = await loadTexts(texts)
    return 'id' in policy ? { kind: 'ok', policy, text: pinOf(texts) } : { kind: 'unusable', why: policy }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { kind: 'unusable', why: [error.message] }
  }
}

const localPolicy = (ports: Ports, casebook: string, id: string): Choosable => ({
  id,
  title: `${id} (local)`,
  load: () => loadLocal(ports, path.join(casebook, 'flows', id)),
})

/** The folder of the casebook's own flow with this id; undefined where it has none. */
export const localFlow = (ports: Ports, casebook: string, id: string): string | undefined =>
  localFolders(ports, casebook).includes(id) ? path.join(casebook, 'flows', id) : undefined

/** The policies that came with the program. */
export const shippedOnly = (ports: Ports): readonly Choosable[] =>
  ports.shipped.policies().map(({ id, title }) => ({
    id,
    title,
    load: () => {
      const found = ports.shipped.policy(id)
      return Promise.resolve(
        found === undefined
          ? { kind: 'unusable', why: [`${id} did not come with this program.`] }
          : { kind: 'ok', ...found },
      )
    },
  }))

/** The policies to choose from; a local one wins over a shipped one with its id. */
export const choosable = (ports: Ports, casebook: string): readonly Choosable[] => {
  const local = localFolders(ports, casebook).map((id) => localPolicy(ports, casebook, id))
  return [...local, ...shippedOnly(ports).filter(({ id }) => !local.some((one) => one.id === id))]
}

/** Where the texts are that a record names: in the casebook, or in a folder beside a record that was handed on by itself. */
const pinFolders = (casebook: string, kind: PinKind): readonly string[] => [
  pinFolder(casebook, kind),
  path.join(casebook, kind),
]

/** The text with this digest; undefined where none of the folders has it whole. */
const pinnedText = (ports: Shelf, casebook: string, kind: PinKind, sha256: string): string | undefined => {
  for (const folder of pinFolders(casebook, kind)) {
    const pin = readPin(ports.disk, folder, sha256, 'yaml')
    if (pin.kind === 'found' && digest(pin.text) === sha256) return pin.text
  }
  return undefined
}

/** A kept text that this program cannot load any more counts as one that is not there: the record can still be read. */
const pinnedPolicy = async (ports: Shelf, casebook: string, sha256: string): Promise<Policy | undefined> => {
  const text = pinnedText(ports, casebook, 'policies', sha256)
  const texts = text === undefined ? undefined : textsOf(text, pinFolder(casebook, 'policies'), sha256)
  if (texts === undefined) return undefined
  const policy = await loadTexts(texts)
  return 'id' in policy ? policy : undefined
}

const pinnedCalendar = async (
  ports: Shelf,
  casebook: string,
  sha256: string,
): Promise<Calendar | undefined> => {
  const text = pinnedText(ports, casebook, 'calendars', sha256)
  if (text === undefined) return undefined
  const { parseCalendar } = await import('../calendar/load.ts')
  const parsed = parseCalendar('pinned', text, sha256)
  return 'findings' in parsed ? undefined : parsed
}

/** The digests of the policies and calendars that facts name, each once. */
const namedIn = (
  facts: readonly Placed[],
): { readonly policies: ReadonlySet<string>; readonly calendars: ReadonlySet<string> } => {
  const policies = new Set<string>()
  const calendars = new Set<string>()
  for (const { fact } of facts) {
    if (fact.kind === 'policy') policies.add(fact.sha256)
    if (fact.kind === 'due') calendars.add(fact.calendar)
  }
  return { policies, calendars }
}

/** What has been read for one case and serves the next, by SHA-256; and the school's closures, which all of them share. */
export interface Held {
  readonly policies: Map<string, Policy>
  readonly calendars: Map<string, Calendar>
  readonly closures: readonly Closure[]
  /** What is wrong with a text kept in a casebook, by its path without its ending; '' for nothing. */
  readonly kept: Map<string, string>
}

/** `closures`: those of the casebook's settings, without which nobody knows which days are school days. */
export const nothingHeld = (closures: readonly Closure[]): Held => ({
  policies: new Map(),
  calendars: new Map(),
  closures,
  kept: new Map(),
})

const schools = calendarIds.map((id) => `${schoolPrefix}${id}`)

/**
 * A calendar as it is now, with the text that its digest is taken over: one that came with the program, or, with
 * "school/" before its id, that one with the school's closures.
 */
export const calendarText = (
  ports: Shelf,
  closures: readonly Closure[],
  id: string,
): { readonly calendar: Calendar; readonly text: string } | undefined => {
  if (!id.startsWith(schoolPrefix)) return ports.shipped.calendar(id)
  const nation = ports.shipped.calendar(id.slice(schoolPrefix.length))
  return nation === undefined ? undefined : schoolCalendar(nation.calendar, closures, digest)
}

/** Calendars as they are now, by id; each is put together when it is first asked for. */
const calendarsNow = (ports: Shelf, closures: readonly Closure[]): World['calendar'] => {
  const made = new Map<string, Calendar | undefined>()
  return (id) => {
    if (!made.has(id)) made.set(id, calendarText(ports, closures, id)?.calendar)
    return made.get(id)
  }
}

const hold = async <T>(
  map: Map<string, T>,
  names: ReadonlySet<string>,
  find: (sha256: string) => T | undefined | Promise<T | undefined>,
): Promise<void> => {
  for (const sha256 of names) {
    const value = map.get(sha256) ?? (await find(sha256))
    if (value !== undefined) map.set(sha256, value)
  }
}

/**
 * The world for these facts: every policy and calendar that they name, as it stood, where it can be had. `held`: for
 * whoever reads many cases, so that an older policy is loaded once.
 */
export const worldFor = async (
  ports: Shelf,
  casebook: string,
  facts: readonly Placed[],
  { policies, calendars, closures }: Held = nothingHeld([]),
): Promise<World> => {
  const named = namedIn(facts)
  const now = calendarsNow(ports, closures)
  await hold(
    policies,
    named.policies,
    (sha256) => ports.shipped.policyBySha(sha256) ?? pinnedPolicy(ports, casebook, sha256),
  )
  const current = (sha256: string): Calendar | undefined =>
    now([...calendarIds, ...schools].find((id) => now(id)?.sha256 === sha256) ?? '')
  await hold(
    calendars,
    named.calendars,
    (sha256) => current(sha256) ?? pinnedCalendar(ports, casebook, sha256),
  )
  return {
    policy: (sha256) => policies.get(sha256),
    calendar: now,
    pinnedCalendar: (sha256) => calendars.get(sha256),
  }
}

const singular = { policies: 'policy', calendars: 'calendar' } as const

const wrongWith = (ports: Shelf, folder: string, kind: PinKind, sha256: string): string => {
  const pin = readPin(ports.disk, folder, sha256, 'yaml')
  const what = `The text of the ${singular[kind]} that is kept beside the record as ${sha256.slice(0, 16)}…`
  if (pin.kind === 'not-read') return `${what} cannot be read.`
  return pin.kind === 'found' && digest(pin.text) !== sha256
    ? `${what} has another digest: it was changed.`
    : ''
}

/**
 * What is wrong with the first text of a policy or calendar that these facts name and that lies beside the record, in a
 * sentence; nothing where all that are there have their digest. Each is read once for `held`.
 */
export const keptOtherwise = (
  ports: Shelf,
  casebook: string,
  facts: readonly Placed[],
  { kept }: Held,
): string | undefined => {
  const named = namedIn(facts)
  for (const kind of ['policies', 'calendars'] as const) {
    const folder = pinFolder(casebook, kind)
    for (const sha256 of named[kind]) {
      const place = `${folder}/${sha256}`
      const wrong = kept.get(place) ?? wrongWith(ports, folder, kind, sha256)
      kept.set(place, wrong)
      if (wrong !== '') return wrong
    }
  }
  return undefined
}

/** The world for what has no record yet: this policy alone, the calendars of today, and no school's closures, for it is nobody's. */
export const worldOf = (ports: Ports, policy: Policy): World => {
  const now = calendarsNow(ports, [])
  const known = calendarIds.flatMap((id) => now(id) ?? [])
  return {
    policy: (sha256) => (sha256 === policy.sha256 ? policy : undefined),
    calendar: now,
    pinnedCalendar: (sha256) => known.find((one) => one.sha256 === sha256),
  }
}

/** The same world with one more policy in it. */
export const withPolicy = (world: World, policy: Policy): World => ({
  ...world,
  policy: (sha256) => (sha256 === policy.sha256 ? policy : world.policy(sha256)),
})

/** Keeps a policy's text beside the records. Returns what went wrong, or undefined. */
export const pinPolicy = (
  ports: Ports,
  casebook: string,
  policy: Policy,
  text: string,
): string | undefined => {
  const written = pinText(ports.disk, pinFolder(casebook, 'policies'), policy.sha256, 'yaml', text)
  return written.kind === 'written' ? undefined : written.reason
}
