/**
 * `rungs flow test`: loads flows, runs their walks, counts what these cover, follows every route and proves that it ends,
 * and plays at random where that is asked for. Changes nothing.
 */
import { UserError } from '../errors.ts'
import type { Finding } from '../flow/finding.ts'
import type { Policy } from '../flow/policy.ts'
import type { WalkText } from '../flow/shipped.ts'
import type { Ports } from '../ports.ts'
import type { Played } from '../proof/play.ts'
import type { Routes } from '../proof/routes.ts'
import type { Tested } from '../render/flow/test.ts'
import { jsonText } from '../render/json.ts'
import { loadFlow } from '../sitting/find-policy.ts'
import { readFlow } from '../sitting/flow-files.ts'
import { foldersHere } from '../sitting/flow-folders.ts'
import { worldOf } from '../sitting/library.ts'
import { type Flow, findFlows } from '../sitting/named-flow.ts'
import { readTexts, readWalks } from '../sitting/walk-files.ts'

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
  /** Made-up cases, which are walks as well. */
  readonly exercises: readonly WalkText[]
}

const fromFolder = async (ports: Ports, folder: string): Promise<Subject> => {
  const { loadPolicy } = await import('../flow/load.ts')
  const { texts, findings } = readFlow(ports, folder)
  const loaded = loadPolicy(texts)
  const all = [...findings, ...(loaded.kind === 'ok' ? [] : loaded.findings)]
  const policy = loaded.kind === 'ok' && all.length === 0 ? { policy: loaded.policy } : {}
  return {
    named: folder,
    findings: all,
    walks: readWalks(ports, folder),
    exercises: readTexts(ports, folder, 'training'),
    ...policy,
  }
}

const subjectOf = async (ports: Ports, flow: Flow): Promise<Subject> => {
  if (flow.kind === 'folder') return fromFolder(ports, flow.folder)
  const policy = await loadFlow(ports, flow)
  return { named: flow.id, policy, findings: [], walks: ports.shipped.walks(flow.id), exercises: [] }
}

/** A word that is both is an id, as for every other command; a folder of that name is written `./name`. */
const subjects = async (ports: Ports, { paths, casebook }: TestOptions): Promise<readonly Subject[]> => {
  if (paths.length === 0)
    return Promise.all(foldersHere(ports, 'rungs flow test').map((folder) => fromFolder(ports, folder)))
  const flows = [...new Set(paths)].flatMap((one) => findFlows(ports, one, casebook))
  return Promise.all(flows.map((flow) => subjectOf(ports, flow)))
}

const isProved = (routes: Routes, played: Played): boolean =>
  routes.circles.length === 0 && routes.endless.length === 0 && played.disagreements.length === 0

const test = async (ports: Ports, subject: Subject, options: TestOptions, seed: number): Promise<Tested> => {
  const { named, policy, findings } = subject
  if (policy === undefined) return { flow: named, good: false, findings }
  const [{ checkWalk }, { checkExercise }, { coverage }, { enumerateRoutes }, { playRoutes }] =
    await Promise.all([
      import('../proof/walk-check.ts'),
      import('../training/load.ts'),
      import('../proof/coverage.ts'),
      import('../proof/routes.ts'),
      import('../proof/play.ts'),
    ])
  const world = worldOf(ports, policy)
  const checked = subject.walks.map(({ file, text }) => checkWalk(world, policy, file, text))
  const exercises = subject.exercises.map(({ file, text }) => checkExercise(world, policy, file, text))
  const run = [...checked, ...exercises]
  const failed = run.filter((one) => one.findings.length > 0)
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
    walks: { total: run.length, failed: failed.length, findings: failed.flatMap((one) => one.findings) },
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
  const texts = new Map(
    found.flatMap((one) => [...one.walks, ...one.exercises].map(({ file, text }) => [file, text] as const)),
  )
  const { testedText } = await import('../render/flow/test.ts')
  for (const one of found) {
    const result = await test(ports, one, options, seed)
    tested.push(result)
    if (!options.json) ports.out(testedText(result, (file) => texts.get(file)))
  }
  if (options.json) ports.out(jsonText(tested))
  return tested.every((one) => one.good) ? 0 : 1
}
