/** Records of made-up cases that lie where real ones do: what cannot be done with one, and what to do. Prints nothing. */
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { madeUpOf } from '../record/made-up.ts'
import { type ParsedRecord, parseRecord } from '../record/parse.ts'
import { isTrainingId } from '../training-mark.ts'
import { readBytes } from './read-case.ts'

/** Of which case nothing can be said but that it is made up. */
export const madeUpError = (id: string): UserError =>
  new UserError(
    `${id} is a TRAINING record: its case is made up, and nothing in it happened.`,
    'Walk made-up cases with "rungs train", and keep their records out of the casebook.',
  )

/** Throws a `UserError` for a training record. */
export const refuseMadeUp = (id: string, record: Pick<ParsedRecord, 'id' | 'entries'>): void => {
  if (isTrainingId(id) || madeUpOf(record) !== undefined) throw madeUpError(id)
}

/** The same for a file; one that cannot be read is for whoever reads it next. Looks at no seal. */
export const refuseMadeUpFile = (ports: Pick<Ports, 'disk'>, id: string, path: string): void => {
  if (isTrainingId(id)) throw madeUpError(id)
  refuseMadeUp(id, parseRecord(readBytes(ports, path), false))
}

/** For whoever counts or lists real cases; nothing where there is nothing to say. */
export const leftOutWords = (count: number): readonly string[] =>
  count === 0
    ? []
    : [
        count === 1
          ? '1 TRAINING record left out: its case is made up.'
          : `${count} TRAINING records left out: their cases are made up.`,
      ]
