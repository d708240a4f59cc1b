/** What is ticked in the proof-reading document: the checks of a rung by what they are about, and those at the close. */
import type { Check, CheckKind, ClosingCheck, Ending, Policy, Rung, Scenario } from '../../flow/policy.ts'
import { findRung } from '../../flow/rungs.ts'
import { rungWords } from '../clock-words.ts'
import { either, quoted, whenWords } from '../when-words.ts'
import { type Block, cited, type Item, labelled } from './document.ts'
import { remarkItems } from './remark.ts'

const kinds: readonly (readonly [CheckKind, string])[] = [
  ['ready', 'Have ready (tick)'],
  ['holder', 'Whom to approach (tick)'],
  ['stand-in', 'In their stead (tick)'],
  ['approval', 'Approval before anything is sent (tick)'],
  ['form', 'Forms (tick)'],
  ['inform', 'To be told, or sent a copy (tick)'],
]

/** Conditions behind a text, each after a semicolon. */
const only = (conditions: readonly (string | undefined)[]): string =>
  conditions.map((one) => (one === undefined ? '' : `; ${one}`)).join('')

const outcomes = (rung: Rung, ids: readonly string[]): string | undefined =>
  ids.length === 0
    ? undefined
    : `only after ${either(ids.map((id) => quoted(rung.outcomes.find((one) => one.id === id)?.label ?? id)))}`

const checkItem = (policy: Policy, rung: Rung, check: Check): Item => ({
  mark: 'tick',
  text: [
    check.text,
    only([outcomes(rung, check.on), check.when === undefined ? undefined : whenWords(policy, check.when)]),
    ...cited(check.clause),
  ],
})

/** Everything that can be ticked on a rung. */
export const checkBlocks = (policy: Policy, rung: Rung): readonly Block[] =>
  kinds.flatMap(([kind, label]) =>
    labelled(
      label,
      rung.checks.filter((one) => one.kind === kind).map((one) => checkItem(policy, rung, one)),
    ),
  )

const endings: Readonly<Record<Ending, string>> = {
  agreed: 'in agreement',
  unresolved: 'unresolved',
  stopped: 'stopped by a gatekeeper',
  withdrawn: 'settled otherwise, or no longer needed',
  recorded: 'only put on record',
  'no-issue': 'as no disagreement after all',
  elsewhere: 'elsewhere, with others',
}

const after = (scenario: Scenario, ids: readonly string[]): string | undefined =>
  ids.length === 0
    ? undefined
    : `only where the case was at ${either(
        ids.map((id) => {
          const rung = findRung(scenario, id)
          return quoted(rung === undefined ? id : rungWords(rung))
        }),
      )}`

/** What the policy wants done when a case of this scenario ends. */
export const closingItems = (policy: Policy, scenario: Scenario): readonly Item[] =>
  scenario.closing.map((one: ClosingCheck) => ({
    mark: 'tick',
    text: [
      one.text,
      only([
        one.on.length === 0 ? undefined : `only where it ends ${either(one.on.map((how) => endings[how]))}`,
        after(scenario, one.after),
        one.when === undefined ? undefined : whenWords(policy, one.when),
      ]),
      ...cited(one.clause),
    ],
    under: remarkItems(policy, one.remarks),
  }))
