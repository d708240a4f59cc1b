/** What is ticked in the proof-reading document: the checks of a rung by what they are about, and those at the close. */
import type { Check, CheckKind, ClosingCheck, Policy, Rung, Scenario } from '../../flow/policy.ts'
import { findRung, rungName } from '../../flow/rungs.ts'
import { checkKinds, endings } from '../../flow/words/closed-lists.ts'
import { capital, either, quoted } from '../../flow/words/phrase.ts'
import { whenWords } from '../../flow/words/when.ts'
import { type Block, cited, type Item, labelled } from '../document/document.ts'
import { remarkItems } from './remark.ts'

/** In the order in which they are needed. */
const kinds: readonly CheckKind[] = ['ready', 'holder', 'stand-in', 'approval', 'form', 'inform']

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
  kinds.flatMap((kind) =>
    labelled(
      `${capital(checkKinds[kind])} (tick)`,
      rung.checks.filter((one) => one.kind === kind).map((one) => checkItem(policy, rung, one)),
    ),
  )

const after = (scenario: Scenario, ids: readonly string[]): string | undefined =>
  ids.length === 0
    ? undefined
    : `only where the case was at ${either(
        ids.map((id) => {
          const rung = findRung(scenario, id)
          return quoted(rung === undefined ? id : rungName(rung))
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
