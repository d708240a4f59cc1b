/** `rungs register`: the registers of a casebook in words; and what became of a record that leaves the casebook for good. */
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import type { PointKind, RecordPoint } from '../register/line.ts'
import { stateOf } from '../register/standing.ts'
import { jsonText } from '../render/json.ts'
import { registerJson, renderRegister } from '../render/register.ts'
import { visible } from '../render/visible.ts'
import { type Casebook, markOf, openCasebook } from '../sitting/casebook.ts'
import { refuseUnknown } from '../sitting/known-before.ts'
import { nothingHeld } from '../sitting/library.ts'
import { madeUpError, refuseMadeUp } from '../sitting/made-up.ts'
import { blemish, readCase } from '../sitting/read-case.ts'
import type { Registrar } from '../sitting/register-end.ts'
import { registerEvent, registerRecord, registrarFor } from '../sitting/registering.ts'
import { type ReadRegister, readRegisters } from '../sitting/registers.ts'
import { openSigner, type Signer } from '../sitting/signing.ts'
import { listRecords, type RecordFile } from '../storage/records.ts'
import { isTrainingId } from '../training-mark.ts'
import { sentences } from './tell.ts'

export interface RegisterOptions {
  readonly json: boolean
  readonly casebook?: string
  /** Nothing: show the registers. */
  readonly what?: string
  readonly case?: string
}

type Gone = Extract<PointKind, 'transferred' | 'destroyed'>

const show = (ports: Ports, folder: string, { json }: RegisterOptions): number => {
  const { registers, unread } = readRegisters(ports, folder)
  if (json) ports.out(jsonText(registers.map(registerJson)))
  else if (registers.length + unread.length === 0)
    ports.out(sentences(ports, [`There is no register in ${folder} yet: it begins with the first case.`]))
  else if (registers.length > 0)
    ports.out(sentences(ports, registers.map(renderRegister).join('\n\n').split('\n')))
  for (const { message, hint } of unread)
    ports.err(`rungs: error: ${visible(message)}\nrungs: hint: ${visible(hint)}\n`)
  if (unread.length > 0) return 2
  return registers.some(({ findings }) => findings.length > 0) ? 1 : 0
}

const matches = (id: string, name: string): boolean =>
  id.toLowerCase() === name.toLowerCase() || id.endsWith(`-${name.padStart(4, '0')}`)

/** The record that a person means: one of the casebook, or one that its registers know. */
const idOf = (name: string, files: readonly RecordFile[], registers: readonly ReadRegister[]): string => {
  const known = [...files.map(({ id }) => id), ...registers.flatMap(({ heads }) => [...heads.records.keys()])]
  const found = [...new Set(known.filter((id) => matches(id, name)))]
  if (found.length > 1)
    throw new UserError(
      `More than one case ends in "${name}".`,
      `Give the whole number: ${found.join(', ')}.`,
    )
  if (found[0] !== undefined) return found[0]
  throw new UserError(
    `No record and no register of this casebook knows the case "${name}".`,
    'Give its whole number, such as K7-2026-0042; "rungs register" shows those that are registered.',
  )
}

/** How the registers know a record: as far as any of them does. */
const registeredPoint = (registers: readonly ReadRegister[], id: string): RecordPoint | undefined =>
  registers
    .flatMap(({ heads }) => heads.records.get(id)?.furthest ?? [])
    .toSorted((a, b) => b.entry - a.entry)[0]

const orRefuse = (registered: ReturnType<typeof registerEvent>): void => {
  if (registered.kind === 'not-registered')
    throw new UserError(`It could not be registered. ${registered.reason}.`, 'Try again.')
}

/** How a record stands in its file, which is registered first. */
const presentPoint = async (
  ports: Ports,
  casebook: Casebook,
  registrar: Registrar,
  file: RecordFile,
): Promise<RecordPoint> => {
  const { record } = await readCase(ports, casebook.folder, file, nothingHeld(casebook.settings.closures))
  refuseMadeUp(file.id, record)
  const state = stateOf(record)
  const wrong = blemish(record)
  if (state === undefined || wrong !== undefined)
    throw new UserError(
      `${file.path} is not as Rungs wrote it: ${wrong ?? 'its header cannot be read.'}`,
      'Put back a backup first, so that what is registered is true.',
      1,
    )
  refuseUnknown(ports, casebook.folder, { path: file.path, record })
  orRefuse(registerRecord(registrar, state))
  return { id: state.id, entry: state.n, seal: state.seal }
}

const pointOf = async (
  ports: Ports,
  casebook: Casebook,
  registrar: Registrar,
  what: Gone,
  name: string,
): Promise<RecordPoint> => {
  const { registers } = readRegisters(ports, casebook.folder)
  const files = listRecords(ports.disk, casebook.folder).filter(({ id }) => !isTrainingId(id))
  const id = idOf(name, files, registers)
  const file = files.find((one) => one.id === id)
  const point =
    file === undefined ? registeredPoint(registers, id) : await presentPoint(ports, casebook, registrar, file)
  if (file !== undefined && what === 'destroyed') {
    // Once the file is gone only a register can say how it stood; of another computer's record that has nothing sealed none may.
    if (registeredPoint(readRegisters(ports, casebook.folder).registers, id) === undefined)
      throw new UserError(
        `Nothing of ${id} is sealed yet, and no register knows it.`,
        'Keep the file. Resume the case and leave it with s, then give the same command again.',
      )
    throw new UserError(
      `${id} is still there: ${file.path}.`,
      'How it stands is registered now. Delete that file and every copy of it, then give the same command again.',
    )
  }
  if (point !== undefined) return point
  throw new UserError(`No register knows how ${id} stood.`, 'Put its record back first, from a backup.')
}

/** A line that nobody has signed excuses no record that is missing: anybody can have written it. */
const signerFor = (ports: Ports, casebook: Casebook): Signer => {
  const signer = openSigner(ports, markOf(ports, casebook))
  if (signer.key !== undefined && signer.isLocked())
    throw new UserError(
      'It could not be registered. The key of this computer is locked, and a line that it does not sign counts for nothing.',
      'Give the same command again with the passphrase in RUNGS_PASSPHRASE.',
    )
  return signer
}

const tell = async (ports: Ports, casebook: Casebook, what: Gone, name: string): Promise<number> => {
  const registrar = registrarFor(ports, casebook.folder, signerFor(ports, casebook))
  const point = await pointOf(ports, casebook, registrar, what, name)
  orRefuse(registerEvent(registrar, { kind: what, ...point }))
  ports.out(sentences(ports, [`Registered: ${point.id} was ${what} as it stood at entry ${point.entry}.`]))
  return 0
}

/**
 * 0: shown, or registered; 1: something is wrong with a register, or with the record. Throws a `UserError` where a file cannot be
 * read or written, or the words make no sense.
 */
export const register = async (ports: Ports, options: RegisterOptions): Promise<number> => {
  const casebook = await openCasebook(ports, options.casebook)
  const { what, case: name } = options
  if (what === undefined) return show(ports, casebook.folder, options)
  if (what !== 'transferred' && what !== 'destroyed')
    throw new UserError(
      `rungs register cannot do "${what}".`,
      'There is: rungs register, rungs register transferred CASE, rungs register destroyed CASE.',
    )
  if (name !== undefined && isTrainingId(name.toUpperCase())) throw madeUpError(name.toUpperCase())
  if (name === undefined)
    throw new UserError('Which case?', `Give its number: rungs register ${what} K7-2026-0042.`)
  return tell(ports, casebook, what, name)
}
