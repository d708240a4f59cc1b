/** The record of a walk of a shipped flow, for tests of what commands say about one. */
import type { Fact } from '../../src/case/fact.ts'
import type { Policy } from '../../src/flow/policy.ts'
import { walk } from '../../src/proof/walk.ts'
import { appendFact, beginRecord, sealEntry } from '../../src/record/writer.ts'
import { once, policyOf, walkOf, worldOf } from '../flows/shipped.ts'
import { salt } from '../record/sample.ts'

export const recordId = 'K7-2026-0042'

export type Change = (fact: Fact) => Fact

const walked = once((path: string) => {
  const [flow = '', name = ''] = path.split('/')
  const policy: Policy = policyOf(flow)
  const one = walkOf(flow, name)
  return walk(worldOf(policy), policy, one.script, one.start).facts
})

/** The record as the program would have written it, but for `change`. */
export const recordOf = (flow: string, name: string, change: Change = (fact) => fact): string => {
  const facts = walked(`${flow}/${name}`)
  const begun = beginRecord(recordId, 'Europe/London', salt)
  let { head } = begun
  let text = begun.text
  for (const { place, fact } of facts) {
    const step = appendFact(head, place, change(fact))
    head = step.head
    text += step.text
  }
  return text + sealEntry(head).text
}
