/**
 * Where a history happens: one disk in memory on which every folder is (homes, a network folder, sticks, a computer far away),
 * computers with a profile and a clock of their own, and power cuts. Sets nothing going by itself.
 */
import { posix } from 'node:path'
import type { Closure } from '../../src/calendar/school.ts'
import { london, stampAt } from '../../src/calendar/zone.ts'
import type { Shipped } from '../../src/flow/shipped.ts'
import type { Ports } from '../../src/ports.ts'
import type { Generator } from '../../src/proof/values.ts'
import type { Sitting } from '../../src/sitting/sitting.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { makeFolders } from '../../src/storage/folders.ts'
import { profileFolder } from '../../src/storage/places.ts'
import { testPorts } from '../commands/ports.ts'
import { type MemoryDisk, memoryDisk } from '../storage/memory-disk.ts'

export interface Computer {
  readonly name: string
  readonly ports: Ports
  readonly profile: string
  /** How far its clock is from the true time, in milliseconds. */
  skew: number
  /** Which program it has: see editions.ts. */
  edition: number
  /** What unlocks its key. */
  passphrase?: string
  /** What the person has typed for this sitting. */
  readonly env: Record<string, string | undefined>
}

/** A sitting that goes on. */
export interface Open {
  readonly by: Computer
  readonly sitting: Sitting
}

export interface World {
  readonly random: Generator
  readonly editions: readonly Shipped[]
  disk: MemoryDisk
  /** The true time, in milliseconds since 1970. */
  now: number
  /** The folder in which everybody works. */
  casebook: string
  /** Where records were taken to when the casebook could take no more. */
  readonly elsewhere: string[]
  readonly computers: Computer[]
  readonly open: Open[]
  closures: readonly Closure[]
  /** So many more calls that change something, and the power fails. */
  left: number | undefined
  /** Since the beginning. */
  cuts: number
  /** A clock was set back by more than two seconds. */
  setBack: boolean
  /** What happened, for whoever has to find out. */
  readonly log: string[]
}

/** The power has failed. No error of a system: the program must not be able to catch it and go on. */
export class PowerCut extends Error {}

const guarded = (world: World): Disk => {
  const guard =
    <Given extends readonly unknown[], Answer>(
      pickFrom: (disk: MemoryDisk) => (...given: Given) => Answer,
      changing: boolean,
    ) =>
    (...given: Given): Answer => {
      if (world.left !== undefined && changing) world.left--
      if (world.left !== undefined && world.left < 0) throw new PowerCut()
      return pickFrom(world.disk)(...given)
    }
  const reading = guard((disk) => disk.open, false)
  const creating = guard((disk) => disk.open, true)
  return {
    open: (path, mode) => (mode === 'create-exclusive' ? creating : reading)(path, mode),
    write: guard((disk) => disk.write, true),
    flush: guard((disk) => disk.flush, true),
    truncate: guard((disk) => disk.truncate, true),
    makeFolder: guard((disk) => disk.makeFolder, true),
    rename: guard((disk) => disk.rename, true),
    remove: guard((disk) => disk.remove, true),
    flushFolder: guard((disk) => disk.flushFolder, true),
    readAt: guard((disk) => disk.readAt, false),
    statFile: guard((disk) => disk.statFile, false),
    close: guard((disk) => disk.close, false),
    stat: guard((disk) => disk.stat, false),
    isLink: guard((disk) => disk.isLink, false),
    readBytes: guard((disk) => disk.readBytes, false),
    list: guard((disk) => disk.list, false),
  }
}

const versions = ['0.1.0', '0.2.0', '1.0.0-beta.1'] as const

/** Greater than any process number that a system gives: whoever held a lock under it is dead. */
const noProcess = 2 ** 31 - 7

export const addComputer = (world: World, name: string): Computer => {
  const env: Record<string, string | undefined> = { USER: `${name} user` }
  const home = `/home/${name}`
  const { random } = world
  const { ports } = testPorts({
    disk: guarded(world),
    env,
    home,
    cwd: '/',
    host: name,
    process: noProcess,
    clock: {
      now: () => stampAt(world.now + computer.skew, london),
      instant: () => world.now + computer.skew,
      given: false,
    },
    random: (bytes) => Uint8Array.from({ length: bytes }, () => random(256)),
  })
  const computer: Computer = {
    name,
    // The program that this computer has, which is upgraded now and then.
    ports: Object.defineProperties(
      { ...ports },
      {
        shipped: { enumerable: true, get: () => world.editions[computer.edition] },
        version: { enumerable: true, get: () => versions[computer.edition] },
      },
    ),
    profile: profileFolder(env, 'linux', home),
    skew: 0,
    edition: 0,
    env,
  }
  world.computers.push(computer)
  return computer
}

export const newWorld = (random: Generator, editions: readonly Shipped[], now: number): World => {
  const world: World = {
    random,
    editions,
    disk: memoryDisk(),
    now,
    casebook: '/share/Casebook',
    elsewhere: [],
    computers: [],
    open: [],
    closures: [],
    left: undefined,
    cuts: 0,
    setBack: false,
    log: [],
  }
  makeFolders(world.disk, world.casebook)
  return world
}

/** Time goes by for everybody. */
export const pass = (world: World, seconds: number): void => {
  world.now += seconds * 1000
}

/** The power fails: every sitting is over, and of what was not flushed some is there and some is not. */
export const cutPower = (world: World): void => {
  const { random } = world
  world.disk = world.disk.crash((most) => random(most + 1))
  world.left = undefined
  world.open.length = 0
  world.cuts++
}

/** Puts a file there as a sync client or a file manager does, all of it at once. */
export const put = ({ disk }: World, path: string, bytes: Uint8Array): void => {
  if (disk.stat(path) !== undefined) disk.remove(path)
  makeFolders(disk, posix.dirname(path))
  const file = disk.open(path, 'create-exclusive')
  disk.write(file, bytes)
  disk.flush(file)
  disk.close(file)
  disk.flushFolder(posix.dirname(path))
}

export const drop = ({ disk }: World, path: string): void => {
  disk.remove(path)
  disk.flushFolder(posix.dirname(path))
}

const below = (disk: Disk, folder: string): readonly string[] =>
  disk.list(folder).flatMap((name): readonly string[] => {
    const path = posix.join(folder, name)
    return disk.stat(path)?.folder === true ? below(disk, path) : [path]
  })

/** Every file below a folder; none where there is no such folder. */
export const filesBelow = ({ disk }: World, folder: string): readonly string[] =>
  disk.stat(folder) === undefined ? [] : below(disk, folder)

/** Copies a folder with all that is in it; what is there already is written over. */
export const copyFolder = (world: World, from: string, to: string): void => {
  for (const path of filesBelow(world, from))
    put(world, posix.join(to, posix.relative(from, path)), world.disk.readBytes(path))
}

export const dropFolder = (world: World, folder: string): void => {
  for (const path of filesBelow(world, folder)) drop(world, path)
}
