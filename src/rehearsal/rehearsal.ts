/**
 * A made-up case that is being walked: the program's own ports, but for a clock that can be moved, a folder that is nobody's
 * casebook, and no policy but the case's own. Everything else is the same program.
 */

import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Policy } from '../flow/policy.ts'
import type { Shipped } from '../flow/shipped.ts'
import type { Ports } from '../ports.ts'
import type { Casebook } from '../sitting/casebook.ts'
import { nothingHeld, worldFor } from '../sitting/library.ts'
import { noSettings, type Settings } from '../sitting/settings.ts'
import { newSitting, type Sitting } from '../sitting/sitting.ts'
import { explain } from '../storage/failure.ts'
import { makeFolders } from '../storage/folders.ts'
import { temporaryPlace } from '../storage/places.ts'
import { type MovableClock, movableClock } from '../training/clock.ts'
import type { Exercise, Push } from '../training/exercise.ts'

/** The policy of a made-up case, with the text that its digest is taken over. */
export interface Book {
  readonly policy: Policy
  readonly text: string
}

export interface Rehearsal extends Book {
  readonly exercise: Exercise
  readonly ports: Ports
  readonly clock: MovableClock
  readonly casebook: Casebook
  /** How hard the other side pushes back; the trainer can change it. */
  push: Push
}

/** Nothing else can be chosen. */
const only = (shipped: Shipped, { policy, text }: Book): Shipped => {
  const { id, title, sha256 } = policy
  return {
    ...shipped,
    policies: () => [{ id, title, sha256 }],
    policy: (name) => (name === id ? { policy, text } : undefined),
    policyBySha: (digest) => (digest === sha256 ? policy : undefined),
  }
}

/** A folder of its own among the system's temporary ones. */
const temporaryFolder = ({ env, platform, random, disk }: Ports): string => {
  const folder = path.join(
    temporaryPlace(env, platform),
    `rungs-training-${Buffer.from(random(6)).toString('hex')}`,
  )
  makeFolders(disk, folder)
  return folder
}

/** Where the records of a rehearsal go. Throws a `UserError` where that cannot be, or `place` is in somebody's casebook. */
export const trainingFolder = (ports: Ports, place: string | undefined, casebook: string): string => {
  const folder = place === undefined ? undefined : path.resolve(ports.cwd, place)
  if (folder !== undefined && !path.relative(casebook, folder).startsWith('..'))
    throw new UserError(
      `${folder} is in the casebook ${casebook}.`,
      'What is made up has no place among records: name another folder with --out.',
    )
  try {
    if (folder === undefined) return temporaryFolder(ports)
    makeFolders(ports.disk, folder)
    return folder
  } catch (error) {
    const { reason, hint } = explain(error, folder ?? 'the temporary folder')
    throw new UserError(
      `The training record has no place. ${reason}.`,
      `${hint} Or name a folder with --out.`,
    )
  }
}

/** `contacts`: numbers that the school has corrected; they stand where they would stand. */
export const openRehearsal = (
  ports: Ports,
  book: Book,
  exercise: Exercise,
  {
    folder,
    contacts,
    push,
  }: { readonly folder: string; readonly contacts: Settings['contacts']; readonly push: Push },
): Rehearsal => {
  const clock = movableClock(ports.clock, exercise.start)
  return {
    ...book,
    exercise,
    ports: { ...ports, clock, shipped: only(ports.shipped, book) },
    clock,
    casebook: {
      folder,
      settings: { ...noSettings, contacts },
      exercise: { id: exercise.id, label: exercise.title },
    },
    push,
  }
}

/** A sitting at its beginning. Nothing is written yet. */
export const beginRehearsal = async ({ ports, casebook }: Rehearsal): Promise<Sitting> =>
  newSitting(ports, casebook, await worldFor(ports, casebook.folder, [], nothingHeld([])))
