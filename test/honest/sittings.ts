/** What people do while they sit at a case, by the functions that the program itself uses; and what stops them. */
import { posix } from 'node:path'
import { civil, london, stampAt } from '../../src/calendar/zone.ts'
import { type Command, correctionReasons } from '../../src/case/command.ts'
import { fields } from '../../src/case/fields.ts'
import { correctableAnswers } from '../../src/case/history.ts'
import { next } from '../../src/case/next.ts'
import type { Policy } from '../../src/flow/policy.ts'
import { findRung } from '../../src/flow/rungs.ts'
import { someMove } from '../../src/proof/moves.ts'
import { optionsFor, pick, someValue } from '../../src/proof/values.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { receiptOf } from '../../src/record/receipt.ts'
import { type Casebook, openCasebook } from '../../src/sitting/casebook.ts'
import { nothingHeld, worldFor } from '../../src/sitting/library.ts'
import { moveTo } from '../../src/sitting/moving.ts'
import { blemish } from '../../src/sitting/read-case.ts'
import { resumeSitting } from '../../src/sitting/resuming.ts'
import { sealed } from '../../src/sitting/sealing.ts'
import { choosePolicy, leave, newSitting, type Performed, perform } from '../../src/sitting/sitting.ts'
import { listRecords } from '../../src/storage/records.ts'
import { commandFor } from './replies.ts'
import { typed } from './typed.ts'
import { type Computer, type Open, pass, type World } from './world.ts'

/** Anything but "saved" and a refusal is something that no honest person should ever see on a disk that works. */
const must = (performed: Performed | undefined): void => {
  if (performed === undefined || performed.kind === 'saved' || performed.kind === 'refused') return
  throw new Error(`${performed.kind}: ${performed.reason}`)
}

const casebookFor = (by: Computer, folder: string): Promise<Casebook> => openCasebook(by.ports, folder)

export const begin = async (world: World, by: Computer): Promise<Open> => {
  const casebook = await casebookFor(by, world.casebook)
  const held = nothingHeld(casebook.settings.closures)
  const sitting = newSitting(by.ports, casebook, await worldFor(by.ports, casebook.folder, [], held))
  const open = { by, sitting }
  world.open.push(open)
  world.log.push(`${by.name} begins a case`)
  return open
}

export interface Resumable {
  readonly id: string
  readonly path: string
  readonly folder: string
}

/** Records to which something can be added now, each once: the one that was taken elsewhere is the one that goes on. */
export const resumable = (world: World): readonly Resumable[] => {
  const found = new Map<string, Resumable>()
  for (const folder of [...world.elsewhere].reverse().concat(world.casebook))
    for (const { id, path } of listRecords(world.disk, folder))
      if (!found.has(id)) found.set(id, { id, path, folder })
  return [...found.values()].filter(
    ({ id, path }) =>
      !world.open.some(({ sitting }) => sitting.file?.id === id) &&
      blemish(parseRecord(world.disk.readBytes(path))) === undefined,
  )
}

export const resume = async (world: World, by: Computer, { id, path, folder }: Resumable): Promise<Open> => {
  const casebook = await casebookFor(by, folder)
  world.log.push(`${by.name} resumes ${path}`)
  const resumed = await resumeSitting(by.ports, casebook, { id, path })
  const again =
    resumed.kind === 'busy'
      ? await resumeSitting(
          by.ports,
          casebook,
          { id, path },
          { busy: resumed.busy, reason: 'They went home.' },
        )
      : resumed
  if (again.kind === 'busy') throw new Error(`${id} is busy`)
  const open = { by, sitting: again.sitting }
  world.open.push(open)
  return open
}

export const leaveIt = (world: World, open: Open): void => {
  const { by, sitting } = open
  if (sitting.signer?.isLocked() === true && by.passphrase !== undefined && world.random(2) === 0)
    sitting.signer.unlock(by.passphrase)
  world.log.push(`${by.name} leaves ${sitting.file?.id ?? 'nothing'}`)
  leave(sitting)
  world.open.splice(world.open.indexOf(open), 1)
}

export const leaveAll = (world: World): void => {
  for (const open of [...world.open]) leaveIt(world, open)
}

const correction = (
  { random }: World,
  { sitting }: Open,
  policy: Policy,
  today: string,
): Command | undefined => {
  const found = pick(random, correctableAnswers(sitting.state))
  const reason = pick(random, correctionReasons)
  if (found === undefined || reason === undefined) return undefined
  const { field, subject } = found.fact
  const options = optionsFor(policy, field, subject?.id)
  const value =
    fields[field].value === 'text'
      ? ({ kind: 'text', text: typed(random, field) } as const)
      : someValue(random, fields[field].value, options, today)
  return { kind: 'correct', entry: found.entry, index: found.index, value, reason }
}

const strange = (world: World, { sitting }: Open, policy: Policy): Command | undefined => {
  const { head } = sitting.file ?? {}
  const drive = { state: sitting.state, now: world.now, entry: head?.n ?? 0, index: 0 }
  const { command } = someMove(world.random, drive, policy, [])
  return command.kind === 'open' || command.kind === 'policy' || command.kind === 'receipt'
    ? undefined
    : command
}

const commandOf = (world: World, open: Open, policy: Policy, now: string): Command | undefined => {
  const { random } = world
  const { state } = open.sitting
  switch (random(24)) {
    case 0:
      return { kind: 'note', text: typed(random, 'note') }
    case 1:
      return { kind: 'advice', advice: pick(random, policy.advice)?.id ?? '' }
    case 2:
    case 3:
      return correction(world, open, policy, civil(now).date)
    case 4:
    case 5:
      return strange(world, open, policy)
    case 6:
      return random(3) > 0
        ? undefined
        : { kind: 'danger', danger: pick(random, ['yes', 'no', 'unsure'] as const) ?? 'no' }
    default:
      return commandFor(state, next(state), policy, random, random(9) === 0 ? 'end' : 'on', now)
  }
}

/** The edition of the case's policy that this computer's program has, where it is another one and fits. */
const newerFor = ({ by, sitting }: Open): { readonly policy: Policy; readonly text: string } | undefined => {
  const { policy, position } = sitting.state
  const newer = policy === undefined ? undefined : by.ports.shipped.policy(policy.id)
  if (newer === undefined || newer.policy.sha256 === policy?.sha256 || !('visit' in position))
    return undefined
  const scenario = newer.policy.scenarios.find(({ id }) => id === position.visit.scenario)
  return scenario !== undefined && findRung(scenario, position.visit.rung.id) !== undefined
    ? newer
    : undefined
}

/** One thing that somebody says or does. */
export const act = (world: World, open: Open): void => {
  const { random } = world
  const { by, sitting } = open
  const { state } = sitting
  const question = next(state)
  const newer = newerFor(open)
  const chosen = pick(random, by.ports.shipped.policies())
  const shipped = chosen === undefined ? undefined : by.ports.shipped.policy(chosen.id)
  if (shipped === undefined) throw new Error('no policies: build first')
  if (question.kind === 'policy') must(choosePolicy(sitting, shipped.policy, shipped.text))
  else if (
    newer !== undefined &&
    state.sitting.by !== undefined &&
    !state.sitting.dangerOpen &&
    random(2) === 0
  ) {
    world.log.push(`${by.name} moves to another edition`)
    must(choosePolicy(sitting, newer.policy, newer.text))
  } else {
    const now = stampAt(world.now + by.skew, london)
    const command = commandOf(world, open, state.policy ?? shipped.policy, now)
    if (command !== undefined) must(perform(sitting, command))
  }
  pass(world, 3 + random(60))
}

/** A receipt is read out. It takes as long as a receipt takes. */
export const giveReceipt = (
  { log }: World,
  { by, sitting }: Open,
): { readonly path: string; readonly code: string } | undefined => {
  must(sealed(sitting))
  const { file } = sitting
  if (file === undefined || file.head.n === 0) return undefined
  const code = receiptOf(file.head.seal)
  must(perform(sitting, { kind: 'receipt', entry: file.head.n, code }))
  log.push(`${by.name} gives a receipt for entry ${file.head.n} of ${file.id}`)
  return { path: file.path, code }
}

/** Goes on in another folder, as somebody does whose disk is full. */
export const saveElsewhere = (world: World, { by, sitting }: Open): void => {
  if (sitting.file === undefined) return
  const folder = `/stick-${world.elsewhere.length + 1}`
  world.disk.makeFolder(folder)
  world.disk.flushFolder(posix.dirname(folder))
  const moved = moveTo(sitting, folder)
  if (moved.kind !== 'moved') throw new Error(moved.reason)
  world.elsewhere.push(folder)
  world.log.push(`${by.name} goes on in ${folder}`)
}
