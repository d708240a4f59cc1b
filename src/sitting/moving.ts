/** Going on with a case in another folder, when its own can take no more. Decides nothing about the case. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import { explain } from '../storage/failure.ts'
import { makeFolders } from '../storage/folders.ts'
import { closeJournal, createJournal } from '../storage/journal.ts'
import { recordPath, recordsFolder } from '../storage/places.ts'
import type { Casebook } from './casebook.ts'
import { pinPolicy } from './library.ts'
import { giveUpLeft, lock, type Performed, type Sitting } from './sitting.ts'

/** `moved`: the sitting goes on in another casebook; nothing more is saved by that alone. */
export type Moved = { readonly kind: 'moved' } | Extract<Performed, { kind: 'not-saved' }>

/** The policy that the case is walked by, as text, where it came with the program. */
const keepPolicy = ({ ports, state, casebook }: Sitting): void => {
  const { policy } = state
  const shipped = policy === undefined ? undefined : ports.shipped.policy(policy.id)
  // Without it the record can still be read; a full disk has been trouble enough.
  if (policy !== undefined && shipped?.policy.sha256 === policy.sha256)
    pinPolicy(ports, casebook.folder, policy, shipped.text)
}

/**
 * Goes on in another folder, as a casebook: what is saved of the record is written there first. Where no record was
 * begun, the next answer begins it there.
 */
export const moveTo = (sitting: Sitting, folder: string): Moved => {
  const target = path.resolve(sitting.ports.cwd, folder)
  try {
    return moveInto(sitting, target)
  } catch (error) {
    if (error instanceof UserError) return { kind: 'not-saved', reason: error.message, hint: error.hint }
    return { kind: 'not-saved', ...explain(error, target) }
  }
}

const moveInto = (sitting: Sitting, target: string): Moved => {
  const { file, ports } = sitting
  if (ports.disk.stat(target)?.folder !== true)
    return { kind: 'not-saved', reason: `There is no folder ${target}`, hint: 'Name one that exists.' }
  const casebook: Casebook = { ...sitting.casebook, folder: target }
  if (file === undefined) {
    giveUpLeft(sitting)
    sitting.casebook = casebook
    return { kind: 'moved' }
  }
  const copy = recordPath(target, file.id)
  makeFolders(ports.disk, recordsFolder(target))
  const saved = ports.disk.readBytes(file.path).slice(0, file.journal.size)
  if (sitting.left?.journal.path !== copy) giveUpLeft(sitting)
  const created = createJournal(ports.disk, copy, saved, sitting.left?.journal)
  delete sitting.left
  if (created.kind === 'exists')
    return {
      kind: 'not-saved',
      reason: `There is a file of that name already: ${copy}`,
      hint: 'Name another folder.',
    }
  if (created.kind === 'not-saved') {
    const { left, ...failure } = created
    if (left !== undefined) sitting.left = { id: file.id, journal: left }
    return failure
  }
  const held = lock(ports, casebook, copy)
  closeJournal(file.journal)
  file.release()
  sitting.casebook = casebook
  // The other casebook has a register of its own.
  delete sitting.registrar
  const release = held.kind === 'held' ? held.release : (): void => {}
  sitting.file = { ...file, path: copy, journal: created.journal, release }
  keepPolicy(sitting)
  return { kind: 'moved' }
}
