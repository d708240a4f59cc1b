/** What happens around the work: clocks, sync clients, upgrades, keys, crashes, records that leave. Each event is over when it returns. */
import { posix } from 'node:path'
import { key } from '../../src/commands/key.ts'
import { redact } from '../../src/commands/redact.ts'
import { register } from '../../src/commands/register.ts'
import { UserError } from '../../src/errors.ts'
import { pick } from '../../src/proof/values.ts'
import { formatKey, lockKey, unlock } from '../../src/record/device-key.ts'
import { markOf, openCasebook } from '../../src/sitting/casebook.ts'
import { keptKey } from '../../src/sitting/signing.ts'
import { replaceKey } from '../../src/storage/device-key.ts'
import { listRecords } from '../../src/storage/records.ts'
import { act, begin, leaveAll, leaveIt, resumable, resume, saveElsewhere } from './sittings.ts'
import {
  type Computer,
  copyFolder,
  cutPower,
  drop,
  dropFolder,
  filesBelow,
  type Open,
  PowerCut,
  put,
  type World,
} from './world.ts'

const anyone = ({ random, computers }: World): Computer => {
  const found = pick(
    random,
    computers.filter(({ name }) => name !== 'far'),
  )
  if (found === undefined) throw new Error('nobody is there')
  return found
}

/** Somebody goes on with a record that is there, or begins one. */
export const sitDown = async (world: World): Promise<Open> => {
  const by = anyone(world)
  const record = world.random(3) > 0 ? pick(world.random, resumable(world)) : undefined
  return record === undefined ? begin(world, by) : resume(world, by, record)
}

const oneRecord = (world: World): string | undefined =>
  pick(
    world.random,
    listRecords(world.disk, world.casebook).map(({ path }) => path),
  )

const copyNames = [
  ' (1)',
  ' (2)',
  ' - conflicted copy',
  ' (J. Example’s conflicted copy 2026-11-19)',
  '.sync-conflict-20261119-103105',
  ' - Copy',
]

/** A sync client keeps a copy of a record as it is now, beside it. */
const syncCopy = (world: World): void => {
  const path = oneRecord(world)
  if (path === undefined) return
  const copy = path.replace(/\.md$/, `${pick(world.random, copyNames)}.md`)
  put(world, copy, world.disk.readBytes(path))
  world.log.push(`a copy: ${copy}`)
}

const mark = Buffer.from('\ufeff')

const convert = (bytes: Uint8Array, how: number): Buffer => {
  const crlf = Buffer.from(Buffer.from(bytes).toString('latin1').replace(/\n/g, '\r\n'), 'latin1')
  if (how === 0) return crlf
  return Buffer.concat([mark, how === 1 ? Buffer.from(bytes) : crlf])
}

/** A sync client or an editor writes other line ends; later somebody puts the file back, or nobody does. */
const converted = async (world: World, look: () => Promise<void>): Promise<void> => {
  leaveAll(world)
  const path = pick(
    world.random,
    filesBelow(world, world.casebook).filter((one) => one.endsWith('.md')),
  )
  if (path === undefined) return
  const before = world.disk.readBytes(path)
  if (before.length === 0 || before[0] === 0xef || before.includes(0x0d)) return
  put(world, path, convert(before, world.random(3)))
  world.log.push(`converted: ${path}`)
  await look()
  if (world.random(4) > 0) put(world, path, before)
  else world.log.push('and left so')
}

/** The whole casebook is renamed, or copied and the old one removed. */
const moveCasebook = (world: World): void => {
  leaveAll(world)
  const to = `/moved-${world.log.length}/Casebook`
  copyFolder(world, world.casebook, to)
  dropFolder(world, world.casebook)
  world.casebook = to
  world.log.push(`the casebook is moved to ${to}`)
}

const upgrade = (world: World): void => {
  const by = anyone(world)
  // A program that runs stays what it is.
  for (const open of [...world.open]) if (open.by === by) leaveIt(world, open)
  by.edition = Math.min(by.edition + 1, world.editions.length - 1)
  world.log.push(`${by.name} has program ${by.edition}`)
}

/** Half a week or so, as one types it. */
const newClosures = (world: World): void => {
  const from = new Date(world.now + world.random(10) * 86_400_000).toISOString().slice(0, 10)
  const to = new Date(world.now + (10 + world.random(5)) * 86_400_000).toISOString().slice(0, 10)
  world.closures = [...world.closures.slice(-1), { from, to, title: 'inset days' }]
  const lines = world.closures.map(
    (one) => `  - {from: "${one.from}", to: "${one.to}", title: "${one.title}"}`,
  )
  put(world, posix.join(world.casebook, 'rungs.yaml'), Buffer.from(['closures:', ...lines, ''].join('\n')))
  world.log.push(`closures: ${lines.join()}`)
}

const newKey = async (world: World): Promise<void> => {
  const by = anyone(world)
  if (by.passphrase !== undefined) return
  await key(by.ports, { plain: true, json: false, casebook: world.casebook, what: 'new' })
  world.log.push(`${by.name} makes a new key`)
}

const loseKey = (world: World): void => {
  const by = anyone(world)
  const path = posix.join(by.profile, 'key')
  if (world.disk.stat(path) === undefined) return
  leaveAll(world)
  drop(world, path)
  delete by.passphrase
  delete by.env['RUNGS_PASSPHRASE']
  world.log.push(`${by.name} loses its key`)
}

/** Another computer, or the same one set up anew: another mark, another key, and it remembers nothing. */
const loseProfile = (world: World): void => {
  const by = anyone(world)
  if (world.disk.stat(by.profile) === undefined) return
  leaveAll(world)
  dropFolder(world, by.profile)
  delete by.passphrase
  delete by.env['RUNGS_PASSPHRASE']
  world.log.push(`${by.name} loses its profile`)
}

const lockIt = async (world: World): Promise<void> => {
  const by = anyone(world)
  const kept = keptKey(by.ports)
  const secret = kept === undefined || kept.locked ? undefined : unlock(kept, '')
  if (secret === undefined) return
  const chosen = 'horse battery'
  const mark = markOf(by.ports, await openCasebook(by.ports, world.casebook))
  const written = replaceKey(by.ports.disk, by.profile, formatKey(lockKey(secret, chosen), mark))
  if (written.kind !== 'written') throw new Error(written.reason)
  by.passphrase = chosen
  if (world.random(3) === 0) by.env['RUNGS_PASSPHRASE'] = chosen
  world.log.push(`${by.name} locks its key`)
}

/** The next thing that somebody does, cut off by the power. */
const crash = async (world: World, look: () => Promise<void>): Promise<void> => {
  const { random } = world
  const [open] = world.open
  // Only one computer is cut off, and the others are not at it just now.
  for (const one of [...world.open]) if (one.by !== open?.by) leaveIt(world, one)
  world.left = random(16)
  world.log.push(`the power fails after ${world.left} changes`)
  try {
    const dice = random(6)
    if (open === undefined || dice < 2) act(world, await sitDown(world))
    else if (dice === 2) leaveIt(world, open)
    else if (dice === 3) await newKey(world)
    else for (let acts = 0; acts < 3; acts++) act(world, open)
  } catch (error) {
    // Once the power is gone whatever the program makes of that is of no consequence.
    if (world.left >= 0 && !(error instanceof PowerCut)) throw error
  }
  cutPower(world)
  if (random(2) === 0) await look()
}

/** A record of the casebook, not one that was saved in another folder. */
const anyRecord = (world: World) =>
  pick(
    world.random,
    resumable(world).filter(({ folder }) => folder === world.casebook),
  )

const redacted = async (world: World): Promise<void> => {
  const by = anyone(world)
  const record = anyRecord(world)
  if (record === undefined) return
  const out = posix.join(posix.dirname(record.path), `${record.id}.for-${world.log.length}.md`)
  try {
    await redact(by.ports, { record: record.path, all: true, out, casebook: world.casebook, plain: true })
    world.log.push(`a redacted copy: ${out}`)
  } catch (error) {
    // Nothing is sealed in it yet, or no text.
    if (!(error instanceof UserError) || !/nothing|no /i.test(error.message)) throw error
  }
}

/** A register that a sync client has converted takes no line, and of a record that was just begun elsewhere there is none; then it stays where it is. */
const isUnregistered = (error: unknown): boolean =>
  error instanceof UserError && /could not be registered|no register knows it/.test(error.message)

/** A record leaves for good, and its copies with it; or it is handed on, and the file stays or goes. */
const goAway = async (world: World, what: 'destroyed' | 'transferred'): Promise<void> => {
  leaveAll(world)
  const by = anyone(world)
  const record = anyRecord(world)
  if (record === undefined) return
  // Whoever says so gives the passphrase: a line that nobody signs counts for nothing.
  const ports = { ...by.ports, env: { ...by.env, RUNGS_PASSPHRASE: by.passphrase } }
  const options = { json: false, casebook: world.casebook, what, case: record.id }
  world.log.push(`${by.name}: ${record.id} is ${what}`)
  const dropAll = (): void => {
    for (const path of [...filesBelow(world, world.casebook), ...filesBelow(world, '/mail')])
      if (posix.basename(path).startsWith(record.id)) drop(world, path)
  }
  if (what === 'destroyed') {
    try {
      await register(ports, options)
      throw new Error('it was destroyed and is there')
    } catch (error) {
      if (isUnregistered(error)) return
      if (!(error instanceof UserError) || !error.message.includes('is still there')) throw error
    }
    dropAll()
  }
  try {
    await register(ports, options)
  } catch (error) {
    if (isUnregistered(error) && what === 'transferred') return
    throw error
  }
  if (what === 'transferred' && world.random(2) === 0) dropAll()
}

const setBack = (world: World): void => {
  const by = anyone(world)
  by.skew -= 3_600_000
  world.setBack = true
  world.log.push(`${by.name}: an hour back`)
}

/** A file is sent to somebody by itself. */
const send = (world: World): void => {
  const path = oneRecord(world)
  if (path !== undefined) put(world, posix.join('/mail', posix.basename(path)), world.disk.readBytes(path))
}

/** Copied to a computer far away, over what was copied before. */
const copyFar = (world: World): void => {
  if (world.disk.stat('/far/Casebook') !== undefined) dropFolder(world, '/far/Casebook')
  copyFolder(world, world.casebook, '/far/Casebook')
}

const elsewhere = (world: World): void => {
  const [open] = world.open
  if (open !== undefined) saveElsewhere(world, open)
}

/** By name, so that what happened can be told. `look`: somebody verifies. */
export const events: Readonly<
  Record<string, (world: World, look: () => Promise<void>) => void | Promise<void>>
> = {
  'clock set back by an hour': setBack,
  'copy by a sync client': syncCopy,
  'converted by a sync client': converted,
  'casebook moved': moveCasebook,
  'casebook copied far away': copyFar,
  'record sent by itself': send,
  upgrade,
  'closures changed': newClosures,
  'key rotated': newKey,
  'key lost': loseKey,
  'profile lost': loseProfile,
  'key locked': lockIt,
  'power cut': crash,
  'saved in another folder': elsewhere,
  'redacted copy': redacted,
  destroyed: (world) => goAway(world, 'destroyed'),
  transferred: (world) => goAway(world, 'transferred'),
}
