/** The trainer's pages as a value: the steps in the order of the walk, with everything that the case has for them. */
import { describe, expect, it } from 'vitest'
import { loadExercise } from '../../src/training/load.ts'
import { notesOf } from '../../src/training/notes.ts'
import { policies, policyOf, worldOf } from '../flows/shipped.ts'
import { exercisesOf } from './exercises.ts'

describe.each(policies.flatMap((id) => exercisesOf(id)))('$id', (exercise) => {
  const policy = policyOf(exercise.policy)
  const notes = notesOf(worldOf(policy), policy, exercise)

  it('goes to its end', () => {
    expect(notes.problem).toBeUndefined()
    expect(notes.steps.length).toBeGreaterThan(0)
  })

  it('has every talk, once', () => {
    const all = Object.values(exercise.talks).flat()
    const given = notes.steps.flatMap(({ talk }) => (talk === undefined ? [] : [talk]))
    for (const talk of all.filter((one) => one.discuss.length > 0 || one.theySay !== undefined))
      expect(given.filter((one) => one === talk)).toHaveLength(1)
  })

  it('says what happened at each step', () => {
    for (const step of notes.steps) expect(step.outcome).not.toBe('')
  })
})

/** Raised on the second day too late, and answered in time. */
const late = `title: Raised too late
shows: [holidays]
minutes: "5"
story: [Two days went by.]
scenario: thresholds
at: "2026-03-13T10:00"
danger: no
recorded-by: J. Example, school nurse
asks: {whose-decision: childrens-social-care}
guards: {risk-check: safe}
about: {told: "2026-03-09 15:00", decision: Level 2, concern: Neglect, sought: An assessment}
otherwise: {gentle: a, firm: b, hostile: c}
rungs:
  stage-1:
    - {outcome: waiting, how: telephone, who: A. Example, checks: [verbally, in-writing]}
    - {later: "2026-03-16T15:00", outcome: agreed, how: meeting, said: We will., checks: []}
  promise:
    - {promise-what: An assessment, promise-who: A. Example, promise-by: "2026-03-27"}
    - {later: "2026-03-27T16:00", outcome: done}
  closing: {outcome: close, agreed-what: An assessment, checks: [child-file]}
expect:
  rungs: [stage-1]
  due:
    - "stage-1/raise: end of Wed 11 Mar 2026"
    - "discussion/week: end of Mon 16 Mar 2026"
    - "stage-1/reply: end of Wed 18 Mar 2026"
  end: closed agreed
`

it('names what is missed', () => {
  const policy = policyOf('southwark')
  const loaded = loadExercise(worldOf(policy), policy, 'southwark/late', 'late.yaml', late)
  if (loaded.kind !== 'ok') throw new Error(loaded.findings.map((one) => one.message).join('\n'))
  const { missed, due, steps } = notesOf(worldOf(policy), policy, loaded.value)
  expect(missed.map((one) => one.clock)).toEqual(['stage-1/raise'])
  const stated = [...due, ...steps.flatMap((one) => one.due)]
  expect(stated.map((one) => one.clock)).toEqual(['stage-1/raise', 'discussion/week', 'stage-1/reply'])
})
