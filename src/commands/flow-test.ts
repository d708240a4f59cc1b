/**
 * `rungs flow test`: loads flows, runs their walks, counts what these cover, follows every route and proves that it ends,
 * and plays at random where that is asked for. Changes nothing.
 */
import * as path from 'node:path'
import type { World } from '../case/case.ts'
import { UserError } from '../errors.ts'
import type { Finding } from '../flow/finding.ts'
import type { Policy } from '../flow/policy.ts'
import type { WalkText } from '../flow/shipped.ts'
import type { Ports } from '../ports.ts'
import type { Coverage } from '../proof/coverage.ts'
import type { Played } from '../proof/play.ts'
import type { RandomPlay } from '../proof/random.ts'
import type { Routes } from '../proof/routes.ts'
import { jsonText } from '../render/json.ts'
import { flowFolders, policyFile, readFlow } from '../sitting/flow-files.ts'
import { calendarText } from '../sitting/library.ts'
import { readWalks } from '../sitting/walk-files.ts'

export interface TestOptions {
  /** Folders of flows, files of them, or ids of policies. None: the folder that the person is in. */
  readonly paths: readonly string[]
  /** How many cases to play with hostile answers. */
  readonly random?: number
  readonly seed?: number
  /** Rungs that a route is followed for. */
  readonly bound?: number
  readonly json: boolean
  /** Where the policies named by their ids are looked for first. */
  readonly casebook?: string
}

/** What is to be tested. */
interface Subject {
  /** As the person named it. */
  readonly named: string
  readonly policy?: Policy
  readonly findings: readonly Finding[]
  readonly walks: readonly WalkText[]
}

export interface Tested {
  readonly flow: string
  readonly title?: string
  readonly good: boolean
  /** What lint says: then nothing else was looked at. */
  readonly findings: readonly Finding[]
  readonly walks?: { readonly total: number; readonly failed: number; readonly findings: readonly Finding[] }
  readonly coverage?: Coverage
  readonly routes?: Routes
  readonly played?: Played
  readonly random?: RandomPlay
}

const isPath = (target: string): boolean => !/^[a-z][a-z0-9-]*$/.test(target)

const isThere = (ports: Ports, target: string): boolean => {
  try {
    return ports.disk.stat(path.resolve(ports.cwd, target)) !== undefined
  } catch {
    return false
  }
}

const fromFolder = async (ports: Ports, folder: string): Promise<Subject> => {
  const { loadPolicy } = await import('../flow/load.ts')
  const { texts, findings } = readFlow(ports, folder)
  const loaded = loadPolicy(texts)
  const all = [...findings, ...(loaded.kind === 'ok' ? [] : loaded.findings)]
  const policy = loaded.kind === 'ok' && all.length === 0 ? { policy: loaded.policy } : {}
  return { named: folder, findings: all, walks: readWalks(ports, folder), ...policy }
}

const fromId = async (ports: Ports, id: string, casebook: string | undefined): Promise<Subject> => {
  const local = casebook === undefined ? undefined : path.join(casebook, 'flows', id)
  if (local !== undefined && isThere(ports, local)) return fromFolder(ports, local)
  const { findPolicy } = await import('./find-policy.ts')
  const policy = await findPolicy(ports, id, casebook)
  return { named: id, policy, findings: [], walks: ports.shipped.walks(id) }
}

/** A word that is both is an id, as for every other command; a folder of that name is written `./name`. */
const subjects = async (ports: Ports, { paths, casebook }: TestOptions): Promise<readonly Subject[]> => {
  const here = paths.length === 0
  const found: Subject[] = []
  for (const one of here ? ['.'] : [...new Set(paths)]) {
    const shipped = ports.shipped.policies().some(({ id }) => id === one)
    if (!isPath(one) && (shipped || !isThere(ports, one))) found.push(await fromId(ports, one, casebook))
    else for (const folder of folders(ports, one, here)) found.push(await fromFolder(ports, folder))
  }
  return found
}

const folders = (ports: Ports, named: string, here: boolean): readonly string[] => {
  try {
    return flowFolders(ports, named)
  } catch (error) {
    if (!here || !(error instanceof UserError)) throw error
    throw new UserError(
      `This folder holds no ${policyFile}.`,
      'Name the folder of a flow: rungs flow test FOLDER.',
    )
  }
}

const worldOf = (ports: Ports, policy: Policy): World => {
  // Whose school it will be is not known: a clock in school days is counted without closures.
  const calendar = (id: string) => calendarText(ports, [], id)?.calendar
  return {
    policy: (sha256) => (sha256 === policy.sha256 ? policy : undefined),
    calendar,
    pinnedCalendar: (sha256) =>
      ['england-and-wales', 'scotland', 'northern-ireland']
        .flatMap((id) => calendar(id) ?? [])
        .find((one) => one.sha256 === sha256),
  }
}

const isProved = (routes: Routes, played: Played): boolean =>
  routes.circles.length === 0 && routes.endless.length === 0 && played.disagreements.length === 0

const test = async (ports: Ports, subject: Subject, options: TestOptions, seed: number): Promise<Tested> => {
  const { named, policy, findings } = subject
  if (policy === undefined) return { flow: named, good: false, findings }
  const [{ checkWalk }, { coverage }, { enumerateRoutes }, { playRoutes }] = await Promise.all([
    import('../proof/walk-check.ts'),
    import('../proof/coverage.ts'),
    import('../proof/routes.ts'),
    import('../proof/play.ts'),
  ])
  const world = worldOf(ports, policy)
  const checked = subject.walks.map(({ file, text }) => checkWalk(world, policy, file, text))
  const failed = checked.filter((one) => one.findings.length > 0)
  const routes = enumerateRoutes(policy, options.bound)
  const played = playRoutes(world, policy)
  const random =
    options.random === undefined
      ? undefined
      : (await import('../proof/random.ts')).playRandomly(world, policy, seed, options.random)
  const walked = subject.walks.length > 0
  return {
    flow: named,
    title: policy.title,
    good: walked && failed.length === 0 && isProved(routes, played) && (random?.failures.length ?? 0) === 0,
    findings: [],
    walks: { total: checked.length, failed: failed.length, findings: failed.flatMap((one) => one.findings) },
    coverage: coverage(
      policy,
      checked.flatMap((one) => one.state ?? []),
    ),
    routes,
    played,
    ...(random === undefined ? {} : { random }),
  }
}

/** A number from 1 to `most`, or a `UserError`. */
const inRange = (name: string, value: number | undefined, most: number): void => {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1 && value <= most)) return
  throw new UserError(
    `--${name} takes a number from 1 to ${most.toLocaleString('en-GB')}.`,
    `Write --${name} 100, say.`,
  )
}

/** The seed that was given, or a new one from the system's randomness. */
const seedOf = (ports: Ports, { seed }: TestOptions): number =>
  seed ?? ports.random(4).reduce((sum, byte) => sum * 256 + byte, 0) % 1_000_000_000

/**
 * Prints what was found for each flow, or an array of it with `json`. 0: all is good; 1: a flow has findings, no walks, a walk
 * that fails, a route that does not end, or a case that breaks a law. Throws a `UserError` where a path holds no flow.
 */
export const flowTest = async (ports: Ports, options: TestOptions): Promise<number> => {
  inRange('random', options.random, 1_000_000)
  inRange('bound', options.bound, 1000)
  if (options.seed !== undefined && options.random === undefined)
    throw new UserError('--seed goes with --random.', 'Write how many cases to play, too: --random 100.')
  const found = await subjects(ports, options)
  const seed = seedOf(ports, options)
  const tested: Tested[] = []
  const texts = new Map(found.flatMap((one) => one.walks.map(({ file, text }) => [file, text] as const)))
  const { testedText } = await import('./flow-test-text.ts')
  for (const one of found) {
    const result = await test(ports, one, options, seed)
    tested.push(result)
    if (!options.json) ports.out(testedText(result, (file) => texts.get(file)))
  }
  if (options.json) ports.out(jsonText(tested))
  return tested.every((one) => one.good) ? 0 : 1
}
