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
import { newSitting, type Performed, type Sitting } from '../sitting/sitting.ts'
import { casebookAround, temporaryPlace } from '../storage/places.ts'
import type { Exercise, Push } from '../training/exercise.ts'
import { type MovableClock, movableClock } from './clock.ts'

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
const temporaryFolder = ({ env, platform, random }: Ports): string =>
  path.join(temporaryPlace(env, platform), `rungs-training-${Buffer.from(random(8)).toString('hex')}`)

/** Where the records of a rehearsal go; made with the first of them. Throws a `UserError` where that is in a casebook. */
export const trainingFolder = (ports: Ports, place: string | undefined, casebook: string): string => {
  if (place === '') throw new UserError('“” is no name for a folder.', 'Name one: --out FOLDER.')
  const folder = place === undefined ? temporaryFolder(ports) : path.resolve(ports.cwd, place)
  const around = casebookAround(ports.disk, folder, casebook)
  if (around === undefined) return folder
  throw new UserError(
    `${folder} is in the casebook ${around}.`,
    'What is made up has no place among records: name another folder with --out.',
  )
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

/** What was not saved ends what was begun. Throws a `UserError` that says why. `what`: "The made-up case does not go on". */
export const must = (performed: Performed, what: string): void => {
  if (performed.kind === 'saved') return
  throw new UserError(
    `${what}: ${performed.reason}.`,
    performed.kind === 'not-saved' ? performed.hint : 'Check the case with "rungs flow test".',
  )
}
