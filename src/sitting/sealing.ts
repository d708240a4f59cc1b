/** Seals, signs and registers what has been written while somebody works. The register never stands in the way. */
import { type Sign, type Step, sealEntry, signHead } from '../record/writer.ts'
import { append } from '../storage/journal.ts'
import type { Registrar } from './register-end.ts'
import { registerKey, registerRecord, registrarFor } from './registering.ts'
import type { Signer } from './signing.ts'
import type { OpenFile, Performed, Sitting } from './sitting.ts'

/**
 * What signs the seals of the record that is open; nothing where there is none, or where its last device is another: what that one
 * wrote is sealed without its signature.
 */
export const signOf = ({ signer, file }: Sitting): Sign | undefined =>
  signer?.key !== undefined && file?.signing === signer.key ? signer.sign('rungs-record') : undefined

const registrarOf = (sitting: Sitting, signer: Signer): Registrar => {
  sitting.registrar ??= registrarFor(sitting.ports, sitting.casebook.folder, signer)
  return sitting.registrar
}

/** Tells the register of this computer which key signs, before it does: a signature with one that the register lacks would look like somebody else's. */
export const announceKey = (sitting: Sitting): void => {
  const { signer } = sitting
  if (signer?.key === undefined) return
  const registered = registerKey(registrarOf(sitting, signer))
  if (registered.kind === 'not-registered') sitting.unregistered = registered.reason
}

/** Tells the register of this computer how the record stands: where that fails, at a later visit. Reads no mark: what was just saved must not fail by it. */
export const register = (sitting: Sitting): void => {
  const { file, signer, state } = sitting
  if (file === undefined || signer === undefined) return
  const { id, opened, head } = file
  const closed = state.position.kind === 'closed' && head.open === undefined
  const registered = registerRecord(registrarOf(sitting, signer), {
    id,
    opened,
    n: head.n,
    seal: head.seal,
    closed,
  })
  if (registered.kind === 'registered') delete sitting.unregistered
  else sitting.unregistered = registered.reason
}

/** Appends a step that was made of the head of the file, and registers it where an entry was sealed; undefined where that went well. */
export const takeStep = (
  sitting: Sitting,
  file: OpenFile,
  { head, text }: Step,
): Extract<Performed, { kind: 'not-saved' | 'changed' }> | undefined => {
  if (text === '') return undefined
  const appended = append(file.journal, Buffer.from(text, 'utf8'))
  if (appended.kind !== 'saved') return appended
  const before = file.head.n
  file.head = head
  if (head.n > before) register(sitting)
  return undefined
}

/** Seals the open entry; undefined where that went well or none is open. */
export const sealed = (sitting: Sitting): Performed | undefined => {
  const { file } = sitting
  return file === undefined ? undefined : takeStep(sitting, file, sealEntry(file.head, signOf(sitting)))
}

/** Signs what was sealed while the key was locked; undefined where that went well or nothing is to be signed. */
export const signed = (sitting: Sitting): Performed | undefined => {
  const { file } = sitting
  const sign = signOf(sitting)
  return file === undefined || sign === undefined
    ? undefined
    : takeStep(sitting, file, signHead(file.head, sign))
}
