/** `rungs start`: a new case. Nothing is written before the first answer. */

import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { type Casebook, openCasebook } from '../sitting/casebook.ts'
import { choosable, nothingHeld, worldFor } from '../sitting/library.ts'
import { glanceAt } from '../sitting/read-case.ts'
import { newSitting, type Sitting } from '../sitting/sitting.ts'
import { listRecords, type RecordFile } from '../storage/records.ts'
import { isTrainingId } from '../training-mark.ts'
import { needTerminal, sit } from './sit.ts'

export interface StartOptions {
  readonly casebook?: string
  readonly plain: boolean
  readonly policy?: string
  readonly answers?: string
  readonly at?: string
  /** Danger was called out on the home screen. */
  readonly danger?: true
}

const newest = (ports: Ports, casebook: Casebook): RecordFile | undefined =>
  listRecords(ports.disk, casebook.folder)
    .filter(({ id }) => casebook.exercise !== undefined || !isTrainingId(id))
    .toSorted((a, b) => a.modified - b.modified)
    .at(-1)

/** A sitting at a new case, the last person's name offered. */
export const freshSitting = async (ports: Ports, casebook: Casebook): Promise<Sitting> => {
  const file = newest(ports, casebook)
  const last = file === undefined ? undefined : await glanceAt(ports, casebook.folder, file)
  const sitting = newSitting(
    ports,
    casebook,
    await worldFor(ports, casebook.folder, [], nothingHeld(casebook.settings.closures)),
  )
  const by = last?.by
  if (by !== undefined) sitting.state = { ...sitting.state, by }
  return sitting
}

/** The policy that is taken without being asked for. Throws where one was named on the command line and is unknown. */
export const usualPolicy = async (
  ports: Ports,
  casebook: Casebook,
  named: string | undefined,
): Promise<string | undefined> => {
  const all = choosable(ports, casebook.folder).map(({ id }) => id)
  const { usualPolicy: usual } = casebook.settings
  // One that is named in the settings and gone is asked for again; nobody is kept from starting by it.
  if (named === undefined) return usual !== undefined && all.includes(usual) ? usual : undefined
  if (all.includes(named)) return named
  const { suggest } = await import('../flow/nearest.ts')
  throw new UserError(`There is no policy "${named}".`, suggest(named, all))
}

export const start = async (ports: Ports, options: StartOptions): Promise<number> => {
  if (options.answers !== undefined) {
    const { startWithAnswers } = await import('./answers.ts')
    return startWithAnswers(ports, { ...options, answers: options.answers })
  }
  needTerminal(ports, 'rungs start --answers FILE')
  const casebook = await openCasebook(ports, options.casebook)
  const usual = await usualPolicy(ports, casebook, options.policy)
  const sitting = await freshSitting(ports, casebook)
  return sit(ports, sitting, await ports.openTerminal(options.plain), {
    ...(usual === undefined ? {} : { usual }),
    ...(options.danger === undefined ? {} : { danger: options.danger }),
  })
}
