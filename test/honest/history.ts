/**
 * One honest history: a casebook in which one or two computers work for some weeks while ordinary life happens around them, and
 * which is verified again and again. The same seed and number make the same history.
 */
import { posix } from 'node:path'
import { addDays } from '../../src/calendar/date.ts'
import { civilInstant, london } from '../../src/calendar/zone.ts'
import type { Shipped } from '../../src/flow/shipped.ts'
import { type Generator, generator, pick } from '../../src/proof/values.ts'
import type { VerifiedFiles } from '../../src/sitting/verifying.ts'
import { parseRecordId } from '../../src/storage/names.ts'
import { isWitness } from '../../src/verify/register.ts'
import { isSound } from '../../src/verify/verified.ts'
import { dishonestActs } from './dishonest.ts'
import { alarmsIn, isConverted, type Known, verifyOn } from './judged.ts'
import { events, sitDown } from './life.ts'
import { act, giveReceipt, leaveAll, leaveIt } from './sittings.ts'
import { addComputer, type Computer, filesBelow, newWorld, pass, type World } from './world.ts'

export interface History {
  /** What was said that nobody honest may be told; with what happened before it. */
  readonly alarms: readonly string[]
  /** Dishonest acts of which nothing was said. */
  readonly missed: readonly string[]
  /** How often each thing happened and each verdict was given. */
  readonly counts: ReadonlyMap<string, number>
}

/** Sundays on which the clocks change, at one o'clock in the morning. */
const changes = ['2026-03-29', '2026-10-25', '2027-03-28'] as const

const day = 86_400

/** Some begin in the night in which the clocks change. */
const beginning = (random: Generator): number => {
  const change = random(4) === 0 ? pick(random, changes) : undefined
  return change === undefined
    ? civilInstant(addDays('2026-01-05', random(600)), '09:30', london) + random(7 * 3600) * 1000
    : civilInstant(change, '00:50', london) + random(600) * 1000
}

interface Telling {
  readonly world: World
  readonly alarms: string[]
  readonly missed: string[]
  readonly counts: Map<string, number>
}

const count = ({ counts }: Pick<Telling, 'counts'>, what: string, by = 1): void => {
  counts.set(what, (counts.get(what) ?? 0) + by)
}

/** Puts down what was said. */
const hear = (telling: Telling, said: VerifiedFiles, known: Known, who: string): void => {
  const { world, alarms } = telling
  for (const { integrity, rules } of said.records) {
    count(telling, `verdict: ${integrity.verdict.kind}`)
    if (rules !== undefined) count(telling, `rules ${rules.kind}`)
  }
  count(telling, 'registers verified', said.registers.length)
  const wrong = alarmsIn(world, said, known)
  if (wrong.length > 0 && alarms.length === 0)
    alarms.push(...wrong, `as ${who} verified, after:`, ...world.log)
}

const workplaces = ({ disk, casebook, elsewhere }: World): readonly string[] =>
  [casebook, ...elsewhere].filter((folder) => disk.stat(posix.join(folder, 'records'))?.folder === true)

const workers = ({ computers }: World): readonly Computer[] => computers.filter(({ name }) => name !== 'far')

/** Somebody verifies: whoever works there, all of it; or somebody far away, what was sent there. */
const look = async (telling: Telling, settled = false): Promise<void> => {
  const { world } = telling
  const { random, disk, computers } = world
  const by = pick(random, workers(world))
  const all = workplaces(world)
  if (by !== undefined && all.length > 0) {
    world.log.push(`${by.name} verifies`)
    hear(telling, await verifyOn(world, by, all), { alone: false, settled }, by.name)
  }
  const far = computers.find(({ name }) => name === 'far')
  const sent = ['/far/Casebook', '/mail'].filter(
    (folder) => disk.stat(folder)?.folder === true && disk.list(folder).length > 0,
  )
  if (far === undefined || sent.length === 0 || random(2) > 0) return
  // Whoever was sent a record twice looks at both: of the older one alone this computer would say that it saw a later one.
  world.log.push(`far verifies ${sent.join(' and ')}`)
  hear(telling, await verifyOn(world, far, sent), { alone: true, settled: false }, 'far')
}

/** Most of the time seconds go by; now and then somebody sleeps, or the network sets a clock right. */
const wait = ({ world }: Telling): void => {
  const { random, computers } = world
  const dice = random(20)
  if (dice === 0) pass(world, 3600 * (1 + random(20)))
  if (dice === 1) pass(world, day * (1 + random(9)))
  if (dice > 4) return
  // Twice in a row without any time between the two would be four seconds.
  for (const one of computers) {
    const hour = Math.round(one.skew / 3_600_000) * 3_600_000
    one.skew = hour + (random(3) - 1) * 1000
  }
}

const receipt = async (telling: Telling): Promise<void> => {
  const { world } = telling
  const [open] = world.open
  const given = open === undefined ? undefined : giveReceipt(world, open)
  if (open === undefined || given === undefined) return
  leaveIt(world, open)
  hear(
    telling,
    await verifyOn(world, open.by, [given.path], given.code),
    { alone: false, settled: false },
    open.by.name,
  )
}

const happen = async (telling: Telling, event: string): Promise<void> => {
  const { world } = telling
  count(telling, `event: ${event}`)
  if (event === 'receipt') await receipt(telling)
  else await events[event]?.(world, () => look(telling))
}

const sitting = async (telling: Telling, themes: readonly string[]): Promise<void> => {
  const { world } = telling
  const { random } = world
  await sitDown(world)
  count(telling, 'sittings')
  for (let acts = 3 + random(9); acts > 0; acts--) {
    const open = pick(random, world.open)
    if (open === undefined) break
    act(world, open)
    wait(telling)
    if (random(12) === 0) await happen(telling, pick(random, themes) ?? '')
  }
  if (random(5) > 0) leaveAll(world)
}

/** One dishonest act on a record of which something outside is known to its end. */
const betray = async (telling: Telling): Promise<void> => {
  const { world, missed } = telling
  const { random } = world
  const by = pick(random, workers(world))
  if (by === undefined || workplaces(world).length === 0) return
  const before = await verifyOn(world, by, workplaces(world))
  const witnessed = before.records.filter(
    ({ integrity, path, redacted, id }) =>
      // Of one that is there twice nothing is lost with one of the two.
      before.records.filter((one) => one.id === id).length === 1 &&
      integrity.verdict.kind === 'witnessed' &&
      !redacted &&
      parseRecordId(posix.basename(path, '.md')) !== undefined,
  )
  const target = pick(random, witnessed)
  const chosen = pick(random, dishonestActs)
  if (target === undefined || chosen === undefined) return
  const undo = chosen.commit(world, by, target, witnessed)
  if (undo === undefined) return
  const after = await verifyOn(world, by, workplaces(world))
  count(telling, `dishonest: ${chosen.name}`)
  const sound =
    after.records.every(isSound) && after.registers.every((one) => isWitness(one) && one.absent.length === 0)
  if (sound) missed.push(`${target.path} ${chosen.name}`, ...world.log)
  undo()
}

/** Whether every register has been told everything: no power cut has kept it from that, and no sync client has converted it. */
const isSettled = (world: World): boolean =>
  world.cuts === 0 &&
  workplaces(world)
    .flatMap((folder) => world.disk.list(folder).map((name) => posix.join(folder, name)))
    .every((path) => !path.endsWith('.md') || !isConverted(world.disk.readBytes(path)))

const hasBothTimes = (bytes: Uint8Array): boolean =>
  ['+00:00 ', '+01:00 '].every((offset) => Buffer.from(bytes).includes(offset))

/** How many programs of different versions have written in a record. */
const programsIn = (bytes: Uint8Array): number =>
  new Set(
    Buffer.from(bytes)
      .toString('latin1')
      .match(/ Program: rungs \S+$/gm),
  ).size

/** What receipts cost is a tenth of a second for each entry that is tried. */
const receiptsIn = 40

/** Tells history `number` of a seed. `betrayed`: at its end somebody is dishonest. */
export const tellHistory = async (
  editions: readonly Shipped[],
  seed: number,
  number: number,
  betrayed: boolean,
): Promise<History> => {
  const random = generator(seed, number)
  const world = newWorld(random, editions, beginning(random))
  addComputer(world, 'office')
  if (random(2) === 0) addComputer(world, 'laptop')
  addComputer(world, 'far').edition = random(editions.length)
  const telling: Telling = { world, alarms: [], missed: [], counts: new Map() }
  const names = Object.keys(events)
  const themes = [0, 1, 2].map(() => pick(random, names) ?? '')
  if (number % receiptsIn === 0) themes.push('receipt')
  for (let visits = 1 + random(3); visits > 0; visits--) {
    await sitting(telling, themes)
    if (random(2) === 0) await happen(telling, pick(random, themes) ?? '')
    if (random(3) === 0) await look(telling)
    pass(world, random(2) === 0 ? 3600 * random(5) : day * (1 + random(12)))
  }
  leaveAll(world)
  const files = filesBelow(world, world.casebook).map((path) => world.disk.readBytes(path))
  count(telling, 'records over a change of the clocks', files.filter(hasBothTimes).length)
  count(telling, 'records by several versions', files.filter((bytes) => programsIn(bytes) > 1).length)
  await look(telling, isSettled(world))
  if (betrayed && telling.alarms.length === 0) await betray(telling)
  return telling
}

export interface Histories extends History {
  readonly histories: number
}

/** Histories 1 to `many` of a seed, told one after another. What is wrong stands in a text for each history. */
export const tellHistories = async (
  editions: readonly Shipped[],
  seed: number,
  many: number,
): Promise<Histories> => {
  const alarms: string[] = []
  const missed: string[] = []
  const counts = new Map<string, number>()
  for (let number = 1; number <= many; number++) {
    const told = await tellHistory(editions, seed, number, true).catch((error: unknown) => {
      throw new Error(`history ${number} of seed ${seed} broke off`, { cause: error })
    })
    for (const [what, n] of told.counts) count({ counts }, what, n)
    const title = `history ${number} of seed ${seed}`
    if (told.alarms.length > 0) alarms.push([title, ...told.alarms].join('\n'))
    if (told.missed.length > 0) missed.push([title, ...told.missed].join('\n'))
  }
  return { alarms, missed, counts, histories: many }
}
