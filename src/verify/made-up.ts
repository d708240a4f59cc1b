/** Whether the number of a record and its facts agree on whether its case is made up (docs/record-format.md, Training records). */
import type { Placed } from '../case/case.ts'
import { isTrainingId, trainingMark } from '../training-mark.ts'

/** Where a record parts from its rules, and why. */
export interface Parting {
  readonly entry: number
  /** From 1, within its entry. */
  readonly fact: number
  /** A sentence; no word in it was typed by a person. */
  readonly why: string
}

const wrongInReal = ({ fact }: Placed): string | undefined => {
  if (fact.kind === 'training')
    return 'It says that the case is made up, and the number of the record is that of a real one.'
  return fact.kind === 'device' && fact.mark === trainingMark
    ? 'Its device is that of made-up cases, and the number of the record is that of a real one.'
    : undefined
}

const wrongInMadeUp = ({ fact }: Placed, isAfterDevice: boolean): string | undefined => {
  if (isAfterDevice && fact.kind !== 'training')
    return 'By its number the case is made up, and this sitting does not begin by saying so.'
  if (fact.kind !== 'device') return undefined
  if (fact.mark !== trainingMark)
    return 'By its number the case is made up, and this device is not that of made-up cases.'
  return fact.key === undefined ? undefined : 'No key signs for a made-up case, and this device names one.'
}

const wrongAnywhere = (
  { fact }: Placed,
  isAfterDevice: boolean,
  exercise: string | undefined,
): string | undefined => {
  if (fact.kind !== 'training') return undefined
  if (!isAfterDevice) return 'That a case is made up is said right after the device of a sitting.'
  return exercise === undefined || exercise === fact.exercise.id
    ? undefined
    : 'It names another made-up case than the first sitting did.'
}

/** The first fact that does not fit the number of the record; nothing where that cannot be read (''). */
export const madeUpParting = (id: string, facts: readonly Placed[]): Parting | undefined => {
  if (id === '') return undefined
  let before: Placed | undefined
  let exercise: string | undefined
  for (const placed of facts) {
    const isAfterDevice = before?.fact.kind === 'device'
    const why =
      (isTrainingId(id) ? wrongInMadeUp(placed, isAfterDevice) : wrongInReal(placed)) ??
      wrongAnywhere(placed, isAfterDevice, exercise)
    if (why !== undefined) return { entry: placed.entry, fact: placed.index, why }
    if (placed.fact.kind === 'training') exercise ??= placed.fact.exercise.id
    before = placed
  }
  return undefined
}
