/** Walk files and answers files: what is accepted, and what is said about what is not. */
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/flow/finding.ts'
import { missing } from '../../src/proof/coverage.ts'
import { required } from '../../src/proof/coverage-items.ts'
import { checkAnswers, loadWalk, readAnswers, unknownPolicy, type Walk } from '../../src/proof/walks.ts'
import { policyOf } from '../flows/shipped.ts'

const policy = policyOf('greenvale')

const walk = (rungs: string, head = 'danger: no'): string => `scenario: not-accepted
at: "2026-11-19T10:30"
${head}
recorded-by: J. Example
rungs:
${rungs}
expect: {rungs: [], end: open at social-worker}
`

const accepted = (text: string): Walk => {
  const loaded = loadWalk('w.yaml', text, policy)
  if (loaded.kind !== 'ok') throw new Error(JSON.stringify(loaded.findings))
  return loaded.value
}

const findings = (text: string): readonly Finding[] => {
  const loaded = loadWalk('w.yaml', text, policy)
  return loaded.kind === 'ok' ? [] : loaded.findings
}

const said = (text: string): readonly string[] =>
  findings(text).map((one) => `${one.line}:${one.column} ${one.code} ${one.message} ${one.hint}`)

describe('a walk', () => {
  test('takes one step or a list, and words with or without quotation marks', () => {
    const bare = accepted(walk('  social-worker: {outcome: refused, said: no}'))
    const quoted = accepted(
      walk('  social-worker:\n    - {outcome: "refused", said: "no"}', 'danger: "no"\ntried: yes'),
    )
    expect(bare.script.steps).toEqual(quoted.script.steps)
    expect([bare.script.danger, quoted.script.danger]).toEqual(['no', 'no'])
    expect([bare.script.tried, quoted.script.tried]).toEqual([false, true])
  })

  test('begins at a civil time in London', () => {
    expect(accepted(walk('  social-worker: {outcome: refused}')).start).toBe('2026-11-19T10:30:00+00:00')
    expect(
      accepted(walk('  social-worker: {outcome: refused, later: "2027-07-01T09:00"}')).script.steps[
        'social-worker'
      ]?.[0]?.later,
    ).toBe('2027-07-01T09:00:00+01:00')
  })

  test.each([
    [
      'a rung',
      '  social-workr: {outcome: refused}',
      '6:3 RF010 There is no rung named "social-workr". Did you mean social-worker',
    ],
    [
      'an outcome',
      '  social-worker: {outcome: refussed}',
      '6:28 RF010 There is no outcome "refussed" here. Did you mean refused?',
    ],
    [
      'a check',
      '  social-worker: {outcome: refused, checks: [from]}',
      '6:46 RF010 There is no check "from" here. Did you mean form?',
    ],
    [
      'a word',
      '  social-worker: {outcome: refused, sayd: No.}',
      '6:37 RF031 "sayd" is not asked after "refused". Did you mean said?',
    ],
    [
      'an advice',
      '  social-worker: {outcome: refused, advice: ladoo}',
      '6:45 RF010 There is no advice "ladoo" here. Did you mean lado?',
    ],
    [
      'how',
      '  social-worker: {outcome: refused, how: telefone}',
      '6:42 RF010 There is no answer "telefone" here. Did you mean telephone?',
    ],
    [
      'a guard',
      '  assistant-director: {outcome: refused, at-risk: bott}',
      '6:51 RF010 There is no answer "bott" here. Did you mean both?',
    ],
    [
      'no outcome',
      '  social-worker: {said: No.}',
      '6:18 RF030 This step does not say what happened. Add "outcome:".',
    ],
    [
      'no outcome at the promise',
      '  promise: {note: Rang.}',
      '6:12 RF030 A sitting, a note, advice or danger stands with an outcome, and this step has none. Add "outcome:", or move it to the next step.',
    ],
    [
      'a number',
      '  social-worker: {outcome: refused, reference: 0123}',
      '6:48 RF005 0123 has no quotation marks, so YAML reads a number and may drop zeros. Write "0123".',
    ],
    [
      'a day that there is not',
      '  social-worker: {outcome: refused, later: "2026-02-30T10:00"}',
      '6:44 RF007 There is no moment 2026-02-30T10:00. Write it as "2026-11-19T10:30".',
    ],
  ])('is told of %s, with its place', (_, rungs, expected) => {
    expect(said(walk(rungs))[0]).toContain(expected)
  })

  test('is told of every finding at once, in the order of their places', () => {
    const text = walk(
      '  nobody: {outcome: refused}\n  social-worker: {outcome: nothing}',
      'danger: no\nguards: {at-risk: bot, at-rsk: both}\nabout: {tolled: today}',
    )
    expect(findings(text).map((one) => [one.line, one.code])).toEqual([
      [4, 'RF010'],
      [4, 'RF010'],
      [5, 'RF004'],
      [8, 'RF010'],
      [9, 'RF010'],
    ])
  })
})

describe('an answers file', () => {
  const text = (scenario: string): string =>
    `policy: greenvale\nscenario: ${scenario}\ndanger: no\nrecorded-by: J. Example\nrungs: {}\n`
  const read = (scenario: string) => {
    const answers = readAnswers('a.yaml', text(scenario))
    if (answers.kind !== 'ok') throw new Error(JSON.stringify(answers.findings))
    return answers.value
  }

  test('says which policy it is for before it is checked against it', () => {
    expect(read('internal').policy).toBe('greenvale')
    expect(checkAnswers(read('internal'), policy)).toMatchObject({
      kind: 'ok',
      value: { scenario: 'internal' },
    })
    expect(unknownPolicy(read('internal'), ['greenvlae'])).toMatchObject({
      line: 1,
      column: 9,
      hint: 'Did you mean greenvlae?',
    })
  })

  test('is told of a scenario that the policy does not have', () => {
    expect(checkAnswers(read('internel'), policy)).toMatchObject({
      kind: 'findings',
      findings: [{ line: 2, column: 11, hint: 'Did you mean internal?' }],
    })
  })

  test('has neither a beginning nor expectations', () => {
    const answers = readAnswers('a.yaml', `${text('internal')}at: "2026-11-19T10:30"\n`)
    expect(answers).toMatchObject({ kind: 'findings', findings: [{ line: 6, code: 'RF004' }] })
  })
})

describe('coverage', () => {
  test('without walks everything is missing', () => {
    expect(missing(policy, [])).toEqual(required(policy))
  })

  test('names rungs that only share an id apart, and a shared rung once', () => {
    expect(required(policy)).toEqual(
      expect.arrayContaining([
        'not-accepted/team-leader: early-help',
        'plan-progress/team-leader: skipped',
        'internal: top',
        'conference: closed agreed',
      ]),
    )
    expect(required(policyOf('southwark')).filter((one) => one === 'stage-1: will-not')).toHaveLength(1)
  })

  test('asks for no answer only where there is somebody to answer', () => {
    const early = required(policy).filter((one) => one.startsWith('not-accepted/early-help'))
    expect(early.map((one) => one.split(': ')[1])).toEqual([
      'agreed',
      'parent-refuses',
      'meet-anyway',
      'not-enough',
      'skipped',
    ])
  })
})
