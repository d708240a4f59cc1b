/**
 * What if they had said something else? A record of its own is begun with the facts up to where the ways part, and walked by
 * whoever asks; the case itself waits, as it was.
 */
import { london } from '../calendar/zone.ts'
import { type Case, type Placed, placeKey, type Visit } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import { visitsOf } from '../case/history.ts'
import { next } from '../case/next.ts'
import { textFor } from '../case/script.ts'
import { UserError } from '../errors.ts'
import { rungName } from '../flow/rungs.ts'
import { appendFact, beginRecord } from '../record/writer.ts'
import { resumeSitting } from '../sitting/resuming.ts'
import { leave, perform, type Sitting } from '../sitting/sitting.ts'
import { closeJournal } from '../storage/journal.ts'
import { createRecord } from '../storage/records.ts'
import { cursorAt } from '../training/prompter.ts'
import { trainingMark } from '../training-mark.ts'
import { must, type Rehearsal } from './rehearsal.ts'

/** A place where the case could have gone another way. */
export interface Parting {
  readonly label: string
  /** What was answered there; absent where nothing has been yet. */
  readonly was?: string
  /** So many facts lead up to it. */
  readonly facts: number
}

/**
 * How many facts come before the first outcome of each visit; all of them where a visit has none. What a correction has taken off the
 * path belongs to no visit.
 */
const factsBefore = ({ off }: Case, log: readonly Placed[], visits: readonly Visit[]): readonly number[] => {
  const outcomes = log.flatMap(({ place, fact, entry, index }, i) =>
    place.kind === 'rung' &&
    fact.kind === 'answer' &&
    fact.field === 'outcome' &&
    !off.has(placeKey(entry, index))
      ? [i]
      : [],
  )
  let passed = 0
  return visits.map(({ attempts }) => {
    const at = outcomes[passed] ?? log.length
    passed += attempts.length
    return at
  })
}

/** Where the case could have gone another way, in the order in which it came there. */
export const partingsOf = (state: Case): readonly Parting[] => {
  const visits = visitsOf(state)
  const before = factsBefore(state, toList(state.log), visits)
  return visits.map(({ rung, attempts: [first] }, i) => ({
    label: rungName(rung),
    facts: before[i] ?? 0,
    ...(first === undefined ? {} : { was: first.outcome.label }),
  }))
}

const randomSalt = ({ ports }: Rehearsal): string => Buffer.from(ports.random(32)).toString('hex')

const textOf = (id: string, salt: string, facts: readonly Placed[]): string => {
  let step = beginRecord(id, london, salt)
  let text = step.text
  for (const { place, fact } of facts) {
    step = appendFact(step.head, place, fact)
    text += step.text
  }
  return text
}

const notBegun = 'The other way cannot be begun'

/** The opening of a sitting asks about danger and who writes: the case has the answers. */
const settleOpening = ({ exercise }: Rehearsal, sitting: Sitting): void => {
  for (let i = 0; i < 4; i++) {
    const question = next(sitting.state)
    if (question.kind !== 'ask' || !['danger', 'recorded-by'].includes(question.field)) return
    const text =
      question.field === 'danger'
        ? 'no'
        : textFor(exercise.script, cursorAt(exercise, sitting.state), question, sitting.state)
    const value =
      question.input.kind === 'choice'
        ? ({ kind: 'choice', choice: { id: 'no', label: 'No' } } as const)
        : ({ kind: 'text', text: text ?? '' } as const)
    must(perform(sitting, { kind: 'answer', value }), notBegun)
  }
}

/**
 * A sitting at the case as it stood before that parting, in a record of its own; the clock stands where it stood then. Throws a
 * `UserError` where the record cannot be written.
 */
export const branchAt = async (rehearsal: Rehearsal, from: Sitting, parting: Parting): Promise<Sitting> => {
  const { ports, casebook, clock } = rehearsal
  const facts = toList(from.state.log).slice(0, parting.facts)
  const at = facts.at(-1)?.fact.at ?? clock.now()
  clock.set(at)
  const salt = randomSalt(rehearsal)
  const created = createRecord(ports.disk, casebook.folder, trainingMark, Number(at.slice(0, 4)), (id) =>
    Buffer.from(textOf(id, salt, facts), 'utf8'),
  )
  if (created.kind !== 'created') throw new UserError(`${created.reason}.`, created.hint)
  closeJournal(created.journal)
  const resumed = await resumeSitting(ports, casebook, { id: created.id, path: created.path })
  if (resumed.kind !== 'sitting') throw new UserError('The training record is open elsewhere.', 'Try again.')
  const { sitting } = resumed
  const text = `What if? The case of ${from.file?.id ?? 'the exercise'} is tried another way from here on: ${parting.label}.`
  try {
    must(perform(sitting, { kind: 'note', text }), notBegun)
    settleOpening(rehearsal, sitting)
    return sitting
  } catch (error) {
    leave(sitting)
    throw error
  }
}
