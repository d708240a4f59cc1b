/** What is looked up in the past of a case. */
import { expect, it } from 'vitest'
import type { Placed } from '../../src/case/case.ts'
import { replay } from '../../src/case/evolve.ts'
import type { Fact } from '../../src/case/fact.ts'
import { sentHere } from '../../src/case/history.ts'
import { walk } from '../../src/proof/walk.ts'
import { policyOf, walkOf, worldOf } from '../flows/shipped.ts'

it('a form that serves two stages is told as sent only at the stage at which it was', () => {
  const policy = policyOf('southwark')
  const { script, start } = walkOf('southwark', 'communication-policy-issues-at-stage-3')
  const world = worldOf(policy)
  const placed = walk(world, policy, script, start).facts.map(
    ({ place, fact }, i): Placed => ({ entry: 1, index: i + 1, place, fact }),
  )
  const upTo = (stage: string): readonly Placed[] =>
    placed.slice(0, placed.findIndex(({ fact }) => fact.kind === 'next' && fact.to.id === stage) + 1)
  const sent: Fact = {
    kind: 'answer',
    at: '2026-06-08T09:00:00+01:00',
    field: 'sent',
    subject: { id: 'appendix-2', label: 'Form' },
    value: { kind: 'choice', choice: { id: 'aa'.repeat(32), label: 'the file with this SHA-256' } },
  }
  const atFour: readonly Placed[] = [
    ...upTo('stage-4'),
    { entry: 2, index: 1, place: { kind: 'letter' }, fact: sent },
  ]
  const onFive = upTo('stage-5').slice(upTo('stage-4').length)
  expect(sentHere(replay(world, atFour), 'appendix-2')).toBe(sent.at)
  expect(sentHere(replay(world, atFour), 'stage-4-e-mail')).toBeUndefined()
  expect(onFive.length).toBeGreaterThan(0)
  expect(sentHere(replay(world, [...atFour, ...onFive]), 'appendix-2')).toBeUndefined()
})
