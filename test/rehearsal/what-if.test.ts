/** Where a case could have gone another way, as far as its facts tell. */
import { expect, it } from 'vitest'
import type { Case } from '../../src/case/case.ts'
import { toList } from '../../src/case/chain.ts'
import { type Command, correctionReasons } from '../../src/case/command.ts'
import { next } from '../../src/case/next.ts'
import { answerUntil, type Drive, opening, perform, startDrive } from '../../src/proof/drive.ts'
import { partingsOf } from '../../src/rehearsal/what-if.ts'
import { policyOf, worldOf } from '../flows/shipped.ts'

const policy = policyOf('greenvale')

const did = (drive: Drive, command: Command): Drive => {
  const after = perform(drive, command)
  if (typeof after === 'string') throw new Error(after)
  return after
}

/** Answers as shortly as may be up to the next question with this field, and then so. */
const say = (drive: Drive, field: string, id: string): Drive => {
  const there = answerUntil(
    drive,
    policy,
    { scenario: 'not-accepted', danger: 'no' },
    (question) => question.kind === 'ask' && question.field === field,
  )
  if (there === undefined) throw new Error(`${field} is not asked.`)
  const question = next(there.state)
  const label =
    question.kind === 'ask' && question.input.kind === 'choice'
      ? (question.input.options.find((one) => one.id === id)?.label ?? '')
      : ''
  return did(there, { kind: 'answer', value: { kind: 'choice', choice: { id, label } } })
}

const outcomes = (state: Case): readonly number[] =>
  toList(state.log).flatMap(({ fact, place }, i) =>
    place.kind === 'rung' && fact.kind === 'answer' && fact.field === 'outcome' ? [i] : [],
  )

const begun = did(startDrive(worldOf(policy), Date.parse('2026-11-19T10:30:00Z')), opening)

it('is before the first answer on each rung', () => {
  const { state } = say(say(begun, 'outcome', 'refused'), 'outcome', 'refused')
  expect(
    partingsOf(state)
      .map(({ facts }) => facts)
      .slice(0, 2),
  ).toEqual(outcomes(state))
})

it('is not where a correction has taken an answer off the path', () => {
  const twice = say(say(begun, 'outcome', 'refused'), 'outcome', 'refused')
  const [first = 0] = outcomes(twice.state)
  const at = toList(twice.state.log)[first]
  const corrected = did(twice, {
    kind: 'correct',
    entry: at?.entry ?? 0,
    index: at?.index ?? 0,
    value: { kind: 'choice', choice: { id: 'agreed', label: 'They accept the referral' } },
    reason: correctionReasons[0] ?? { id: '', label: '' },
  })
  const back = say(corrected, 'promise-outcome', 'not-done')
  const { state } = say(back, 'outcome', 'refused')
  expect(state.off.size).toBeGreaterThan(0)
  const all = outcomes(state)
  // The second of three was said on a rung to which the case as it reads now never came.
  expect(
    partingsOf(state)
      .slice(0, 2)
      .map(({ facts }) => facts),
  ).toEqual([all[0], all[2]])
})
