/** One rung in the proof-reading document, without its number: the same rung of two scenarios is the same text. */
import type {
  Authority,
  Clock,
  MomentName,
  Outcome,
  OutcomeKind,
  Policy,
  Rung,
  Scenario,
  Target,
} from '../flow/policy.ts'
import { contactsNamed } from './flow-contact.ts'
import { cited, type Item, labelled, list, paragraph, passage, plain } from './flow-markdown.ts'

const authorities: Readonly<Record<Authority, string>> = {
  decides: 'decides',
  recommends: 'recommends, and cannot direct',
  mediates: 'mediates',
  reviews: 'reviews',
  'is-told': 'is only told',
}

const kindWords: Readonly<Record<OutcomeKind, string>> = {
  agreed: 'agreed',
  refused: 'refused',
  'no-answer': 'no answer in time',
  done: 'done',
  'not-done': 'not done',
  'other-way': 'another way on',
}

/** Gaps and readings in full, by id. */
export const remarkItems = (policy: Policy, ids: readonly string[]): readonly Item[] =>
  ids.flatMap((id) =>
    policy.remarks
      .filter((one) => one.id === id)
      .map((one) => ({ text: `${one.kind === 'gap' ? 'Gap' : 'Reading'}: ${passage(one).text}` })),
  )

const outcomeName = (rung: Rung | undefined, id: string | undefined): string =>
  plain(rung?.outcomes.find((one) => one.id === id)?.label ?? id ?? '')

const counted = (clock: Clock, rung: Rung | undefined): string => {
  const moments: Readonly<Record<MomentName, string>> = {
    told: 'the disagreement, or from receipt of the decision',
    reached: 'what led to this rung',
    asked: 'the moment the other side is asked here',
    outcome: `this outcome: “${outcomeName(rung, clock.on)}”`,
  }
  const only =
    clock.on === undefined || clock.from === 'outcome' ? '' : `; only after “${outcomeName(rung, clock.on)}”`
  return `counted from ${moments[clock.from]}${only}`
}

/** Clocks in words, with what is unsure about them. `rung` is absent for a clock that spans several. */
export const clockItems = (policy: Policy, clocks: readonly Clock[], rung?: Rung): readonly Item[] =>
  clocks.map((clock) => ({
    text: `${clock.whose === 'ours' ? 'For us' : 'For them'}, ${plain(clock.words)}${clock.sooner ? ', or sooner if the child needs it' : ''}: to ${plain(clock.title)}; ${counted(clock, rung)}${cited(clock.clause)}`,
    under: remarkItems(policy, clock.remarks),
  }))

const rungTitle = (scenario: Scenario | undefined, id: string): string =>
  [...(scenario?.ladder ?? []), ...(scenario?.ways ?? [])].find((one) => one.id === id)?.title ?? id

const leads = (policy: Policy, scenario: Scenario, to: Target): string => {
  switch (to.kind) {
    case 'rung':
      return `to the rung “${plain(rungTitle(scenario, to.rung))}”`
    case 'scenario': {
      const other = policy.scenarios.find((one) => one.id === to.scenario)
      return `to the scenario “${plain(other?.title ?? to.scenario)}”, its rung “${plain(rungTitle(other, to.rung))}”`
    }
    case 'promise':
      return 'to a promise: the case stays open until it is done'
    case 'top':
      return 'to the end of the policy'
    case 'elsewhere':
      return `elsewhere: “${plain(policy.elsewhere.find((one) => one.id === to.elsewhere)?.title ?? to.elsewhere)}”`
    case 'close':
      return 'to the close of the case'
  }
}

const outcomeItem = (policy: Policy, scenario: Scenario, outcome: Outcome): Item => ({
  text: `${plain(outcome.label)}${cited(outcome.clause)}`,
  under: [{ text: `${kindWords[outcome.kind]}; leads ${leads(policy, scenario, outcome.to)}` }],
})

const guardItems = (policy: Policy, ids: readonly string[]): readonly Item[] =>
  ids.flatMap((id) =>
    policy.guards.filter((one) => one.id === id).map((one) => ({ text: plain(one.ask) + cited(one.clause) })),
  )

const adviceItems = (policy: Policy, ids: readonly string[]): readonly Item[] =>
  ids.flatMap((id) =>
    policy.advice
      .filter((one) => one.id === id)
      .map((one) => ({
        text: `${plain(one.title)}: ${plain(one.text)}${cited(one.clause)}`,
        under: contactsNamed(policy, one.contacts),
      })),
  )

const heads = (rung: Rung): readonly Item[] => [
  ...(rung.optional ? [{ text: 'Optional: skipping it asks for no reason' }] : []),
  ...(rung.acts === undefined ? [] : [{ text: `Who acts: ${plain(rung.acts)}` }]),
  ...(rung.whom === undefined ? [] : [{ text: `Whom to approach: ${plain(rung.whom)}` }]),
  ...(rung.authority === undefined ? [] : [{ text: `Who is approached ${authorities[rung.authority]}` }]),
  ...(rung.agencies ? [{ text: 'Shows the agencies’ ladders, and asks who the opposite number is' }] : []),
]

const reach = (policy: Policy, rung: Rung): readonly Item[] => [
  ...contactsNamed(policy, rung.contacts),
  ...(rung.noNumber === undefined ? [] : [{ text: plain(rung.noNumber) }]),
]

const sayBlocks = (rung: Rung): readonly string[] =>
  rung.say === undefined
    ? []
    : labelled(rung.say.exact ? 'Say, in these words' : 'Say, for example', [
        { text: `“${plain(rung.say.text)}”` },
      ])

/** The blocks of a rung below its heading. */
export const rungBlocks = (policy: Policy, scenario: Scenario, rung: Rung): readonly string[] => [
  paragraph(
    `${rung.label === undefined ? '' : `Printed as: ${plain(rung.label)}. `}Clause: ${plain(rung.clause)}. Id: \`${rung.id}\`.`,
  ),
  ...list(heads(rung)),
  ...labelled('Reach them', reach(policy, rung)),
  ...labelled('Asked and recorded first', guardItems(policy, rung.guards)),
  ...labelled(
    'Have ready',
    rung.checks.map((one) => ({ text: `[ ] ${passage(one).text}` })),
  ),
  ...labelled('Do', rung.do.map(passage)),
  ...sayBlocks(rung),
  ...labelled('You are owed', rung.owed.map(passage)),
  ...labelled('Time limits', clockItems(policy, rung.clocks, rung)),
  ...labelled('Advice beside the ladder', adviceItems(policy, rung.advice)),
  ...labelled('What the source leaves open here', remarkItems(policy, rung.remarks)),
  ...labelled(
    'What happened?',
    rung.outcomes.map((one) => outcomeItem(policy, scenario, one)),
  ),
]
