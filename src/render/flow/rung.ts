/** One rung in the proof-reading document, without its number: the same rung of two scenarios is the same text. */
import type { Meeting, Policy, Rung, Scenario, StandIn } from '../../flow/policy.ts'
import { authorities, media, recordables, standInReasons } from '../../flow/words/closed-lists.ts'
import { meetingWords } from '../../flow/words/meeting.ts'
import { quoted } from '../../flow/words/phrase.ts'
import { optionWords, questionWords, whenWords } from '../../flow/words/when.ts'
import { type Block, cited, fact, type Item, labelled, link, passage, quiet } from '../document/document.ts'
import { checkBlocks } from './check.ts'
import { clockItems } from './clock.ts'
import { contactsNamed, idText } from './contact.ts'
import { offers, outcomeItem } from './outcome.ts'
import { openHere } from './remark.ts'
import { partAnchor } from './target.ts'

const whomBlocks = (policy: Policy, { whom, whomBy }: Rung): readonly Block[] => [
  ...fact('Whom to approach', whom),
  ...(whomBy === undefined
    ? []
    : labelled('Whom to approach, by the answer', [
        {
          text: [questionWords(policy, whomBy.ask)],
          under: [
            ...Object.entries(whomBy.is).map(([option, role]) => ({
              text: [`${quoted(optionWords(policy, whomBy.ask, option))}: ${role}`],
            })),
            ...(whomBy.otherwise === undefined ? [] : [{ text: [`any other answer: ${whomBy.otherwise}`] }]),
          ],
        },
      ])),
]

const standInItem = (policy: Policy, one: StandIn): Item => ({
  text: [`where ${standInReasons[one.for]}: ${one.whom}`, ...cited(one.clause)],
  under: contactsNamed(policy, one.contacts),
})

const meetingItem = (meeting: Meeting): Item => ({
  text: ['This rung is about a meeting', ...cited(meeting.clause)],
  under: meetingWords(meeting).map((text) => ({ text: [text] })),
})

const reach = (policy: Policy, rung: Rung): readonly Item[] => [
  ...contactsNamed(policy, rung.contacts),
  ...(rung.noNumber === undefined ? [] : [{ text: [rung.noNumber] }]),
]

const people = (policy: Policy, rung: Rung): readonly Block[] => [
  ...(rung.when === undefined
    ? []
    : labelled('When it stands', [
        { text: [`${whenWords(policy, rung.when)}; for any other answer the rung is passed over upwards`] },
      ])),
  ...(rung.optional
    ? labelled('Optional', [
        { text: ['The source makes this rung optional: leaving it out asks for no reason'] },
      ])
    : []),
  ...fact('Who acts', rung.acts),
  ...whomBlocks(policy, rung),
  ...labelled(
    'Whom instead',
    rung.instead.map((one) => standInItem(policy, one)),
  ),
  ...labelled('Do not contact', rung.never.map(passage)),
  ...labelled('Reach them', reach(policy, rung)),
  ...fact('What they can do', rung.authority === undefined ? undefined : authorities[rung.authority]),
  ...fact('By which means', rung.medium === undefined ? undefined : media[rung.medium]),
  ...(rung.meeting === undefined ? [] : labelled('Meeting', [meetingItem(rung.meeting)])),
  ...(rung.agencies ? labelled('Shows', [{ text: ['the agencies’ ladders'] }]) : []),
  ...(rung.oppositeNumber ? labelled('Asks', [{ text: ['who the opposite number is'] }]) : []),
]

const guardItems = (policy: Policy, ids: readonly string[]): readonly Item[] =>
  ids.flatMap((id) =>
    policy.guards
      .filter((one) => one.id === id)
      .map((one) => ({ text: [link(one.ask, partAnchor('guard', id)), ...cited(one.clause)] })),
  )

const adviceItems = (policy: Policy, kind: 'advice' | 'action', ids: readonly string[]): readonly Item[] =>
  ids.flatMap((id) =>
    policy.advice
      .filter((one) => one.id === id && one.kind === kind)
      .map((one) => ({
        text: [link(one.title, partAnchor('advice', id)), `: ${one.text}`, ...cited(one.clause)],
        under: contactsNamed(policy, one.contacts),
      })),
  )

const doing = (policy: Policy, rung: Rung): readonly Block[] => [
  ...labelled('Asked and recorded first', guardItems(policy, rung.guards)),
  ...checkBlocks(policy, rung),
  ...labelled(rung.inOrder ? 'Do, in this order' : 'Do', rung.do.map(passage), rung.inOrder),
  ...(rung.say === undefined
    ? []
    : labelled(rung.say.exact ? 'Say, in these words' : 'Say, for example', [
        { text: [quoted(rung.say.text)] },
      ])),
  ...labelled('You are owed', rung.owed.map(passage)),
  ...labelled('Write down, as the source wants', [
    ...rung.record.map((one) => ({ text: [recordables[one]] })),
    ...rung.questions.map((one) => ({ text: [one.ask, ...cited(one.clause)] })),
  ]),
  ...(rung.meanwhile === undefined ? [] : labelled('Until this is settled', [passage(rung.meanwhile)])),
]

const meta = (scenario: Scenario, rung: Rung): Block => {
  const stage = scenario.stages.find((one) => one.id === rung.stage)
  return quiet(
    rung.label === undefined ? '' : `Printed as: ${rung.label}. `,
    `Clause: ${rung.clause}. `,
    stage === undefined ? '' : `Part of the stage ${quoted(stage.title)}. `,
    ...idText(rung.id),
    '.',
  )
}

/** The blocks of a rung below its heading. */
export const rungBlocks = (policy: Policy, scenario: Scenario, rung: Rung): readonly Block[] => [
  meta(scenario, rung),
  ...people(policy, rung),
  ...doing(policy, rung),
  ...labelled('Time limits', clockItems(policy, rung.clocks, { scenario, rung })),
  ...labelled('Advice beside the ladder', adviceItems(policy, 'advice', rung.advice)),
  ...labelled('May be done at any point', adviceItems(policy, 'action', rung.advice)),
  ...openHere(policy, rung.remarks),
  ...labelled(
    'What happened?',
    rung.outcomes.map((one) => outcomeItem(policy, scenario, one)),
  ),
  ...labelled('The program offers too', [{ text: offers(policy, scenario, rung) }]),
]
