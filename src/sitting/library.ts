/**
 * Which policies there are for a casebook (shipped, local, and pinned beside the records), and the world a case is
 * replayed in. The flow loader is loaded only for texts that did not come checked with the program.
 */

import * as path from 'node:path'
import type { Calendar } from '../calendar/time.ts'
import type { Placed, World } from '../case/case.ts'
import { UserError } from '../errors.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { sha256 as digest } from '../record/digest.ts'
import { pinFolder, pinText, readPin } from '../storage/pins.ts'

export interface Choosable {
  readonly id: string
  readonly title: string
  /** Throws a `UserError` with all findings where a local flow does not load. */
  readonly load: () => Promise<{ readonly policy: Policy; readonly text: string }>
}

const loadFrom = async (
  id: string,
  folder: string,
  files: ReadonlyMap<string, string>,
  bodies: string,
  text: string,
): Promise<Policy> => {
  const [{ loadPolicy }, { formatFinding }] = await Promise.all([
    import('../flow/load.ts'),
    import('../flow/finding.ts'),
  ])
  const loaded = loadPolicy({ id, folder, files, bodies, sha256: digest(text) })
  if (loaded.kind === 'ok') return loaded.policy
  throw new UserError(
    `The flow ${folder} has findings:\n${loaded.findings.map(formatFinding).join('\n')}`,
    'Mend them; "rungs flow lint" shows each with its line.',
    1,
  )
}

const localFolders = (ports: Ports, casebook: string): readonly string[] => {
  const flows = path.join(casebook, 'flows')
  if (ports.disk.stat(flows)?.folder !== true) return []
  return ports.disk
    .list(flows)
    .filter((name) => ports.disk.stat(path.join(flows, name, 'policy.yaml')) !== undefined)
}

const localPolicy = (ports: Ports, casebook: string, id: string): Choosable => {
  const folder = path.join(casebook, 'flows', id)
  const read = (name: string): string =>
    Buffer.from(ports.disk.readBytes(path.join(folder, name))).toString('utf8')
  return {
    id,
    title: `${id} (local)`,
    load: async () => {
      const { formatPin, inPinOrder } = await import('../flow/pin.ts')
      const names = ports.disk.list(folder).filter((name) => name.endsWith('.yaml'))
      const files = inPinOrder(new Map(names.map((name) => [name, read(name)])))
      const bodies = ports.shipped.bodies()
      const text = formatPin(id, new Map([...files, ['bodies.yaml', bodies]]))
      return { policy: await loadFrom(id, folder, files, bodies, text), text }
    },
  }
}

/** The policies to choose from; a local one wins over a shipped one with its id. */
export const choosable = (ports: Ports, casebook: string): readonly Choosable[] => {
  const local = localFolders(ports, casebook).map((id) => localPolicy(ports, casebook, id))
  const shipped = ports.shipped.policies().filter(({ id }) => !local.some((one) => one.id === id))
  return [
    ...local,
    ...shipped.map(
      ({ id, title }): Choosable => ({
        id,
        title,
        load: async () => {
          const found = ports.shipped.policy(id)
          if (found === undefined)
            throw new UserError(`There is no policy "${id}".`, 'See the list with "rungs contacts".')
          return found
        },
      }),
    ),
  ]
}

const pinnedPolicy = async (ports: Ports, casebook: string, sha256: string): Promise<Policy | undefined> => {
  const pin = readPin(ports.disk, pinFolder(casebook, 'policies'), sha256, 'yaml')
  if (pin.kind !== 'found' || digest(pin.text) !== sha256) return undefined
  const { parsePin } = await import('../flow/pin.ts')
  const parsed = parsePin(pin.text)
  if (parsed === undefined) return undefined
  const { 'bodies.yaml': bodies = '', ...files } = Object.fromEntries(parsed.files)
  return loadFrom(
    parsed.id,
    `records/policies/${sha256.slice(0, 8)}…`,
    new Map(Object.entries(files)),
    bodies,
    pin.text,
  )
}

const pinnedCalendar = async (
  ports: Ports,
  casebook: string,
  sha256: string,
): Promise<Calendar | undefined> => {
  const pin = readPin(ports.disk, pinFolder(casebook, 'calendars'), sha256, 'yaml')
  if (pin.kind !== 'found' || digest(pin.text) !== sha256) return undefined
  const { parseCalendar } = await import('../calendar/load.ts')
  const parsed = parseCalendar('pinned', pin.text, sha256)
  return 'findings' in parsed ? undefined : parsed
}

const unique = (list: readonly string[]): readonly string[] => [...new Set(list)]

/** What has been read for one case and serves the next, by SHA-256. */
export interface Held {
  readonly policies: Map<string, Policy>
  readonly calendars: Map<string, Calendar>
}

export const nothingHeld = (): Held => ({ policies: new Map(), calendars: new Map() })

const hold = async <T>(
  map: Map<string, T>,
  names: readonly string[],
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
  ports: Ports,
  casebook: string,
  facts: readonly Placed[],
  { policies, calendars }: Held = nothingHeld(),
): Promise<World> => {
  const current = ['england-and-wales', 'scotland', 'northern-ireland']
  const named = unique(facts.flatMap(({ fact }) => (fact.kind === 'policy' ? [fact.sha256] : [])))
  await hold(
    policies,
    named,
    (sha256) => ports.shipped.policyBySha(sha256) ?? pinnedPolicy(ports, casebook, sha256),
  )
  const counted = unique(facts.flatMap(({ fact }) => (fact.kind === 'due' ? [fact.calendar] : [])))
  const shipped =
    counted.length === 0 ? [] : current.flatMap((id) => ports.shipped.calendar(id)?.calendar ?? [])
  await hold(
    calendars,
    counted,
    (sha256) => shipped.find((one) => one.sha256 === sha256) ?? pinnedCalendar(ports, casebook, sha256),
  )
  return {
    policy: (sha256) => policies.get(sha256),
    calendar: (id) => ports.shipped.calendar(id)?.calendar,
    pinnedCalendar: (sha256) => calendars.get(sha256),
  }
}

/** The same world with one more policy in it. */
export const withPolicy = (world: World, policy: Policy): World => ({
  ...world,
  policy: (sha256) => (sha256 === policy.sha256 ? policy : world.policy(sha256)),
})

/** Keeps a policy and its calendar beside the records. Returns what went wrong, or undefined. */
export const pinPolicy = (
  ports: Ports,
  casebook: string,
  policy: Policy,
  text: string,
): string | undefined => {
  const calendar = ports.shipped.calendar(policy.calendar)
  const written = pinText(ports.disk, pinFolder(casebook, 'policies'), policy.sha256, 'yaml', text)
  if (written.kind !== 'written') return written.reason
  if (calendar === undefined) return undefined
  const kept = pinText(
    ports.disk,
    pinFolder(casebook, 'calendars'),
    calendar.calendar.sha256,
    'yaml',
    calendar.text,
  )
  return kept.kind === 'written' ? undefined : kept.reason
}
