/**
 * A case for the tests of what is exported: a deadline that was met and two that were missed, a late entry, a correction, a second
 * sitting, danger, texts of several lines; and the same record damaged, redacted, without its policy, and with hostile words.
 */
import { instant } from '../../src/calendar/zone.ts'
import type { Placed } from '../../src/case/case.ts'
import { toList } from '../../src/case/chain.ts'
import type { Command } from '../../src/case/command.ts'
import { replay } from '../../src/case/evolve.ts'
import type { Fact, Value } from '../../src/case/fact.ts'
import { next } from '../../src/case/next.ts'
import type { Ask } from '../../src/case/question.ts'
import { type Drive, perform } from '../../src/proof/drive.ts'
import { walk } from '../../src/proof/walk.ts'
import { loadWalk } from '../../src/proof/walks.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { isAmong, redact, type TextName, typedTexts } from '../../src/record/redact.ts'
import { appendFact, beginRecord, sealEntry } from '../../src/record/writer.ts'
import { policyOf, worldOf } from '../flows/shipped.ts'
import { key, sign } from '../record/key.ts'
import { salt } from '../record/sample.ts'

export const recordId = 'K7-2026-0042'

const script = `
scenario: thresholds
at: "2026-03-16T10:00"
danger: no
recorded-by: J. Example, Designated Safeguarding Lead
asks: {whose-decision: childrens-social-care}
guards: {risk-check: safe}
about:
  children: AB, pupil 4471
  told: 2026-03-11 15:00
  decision: Early help and no assessment under section 17; duty social worker, children's services
  concern: Third unexplained bruise in a month; AB comes hungry and does not want to go home on Fridays
  child-said: AB says that “it happens when he drinks”
  sought: An assessment under section 17 and a strategy discussion
rungs:
  stage-1:
    - {outcome: waiting, how: telephone, who: "A. Example, duty social worker", checks: [verbally, in-writing, evidence]}
    - {later: "2026-03-23T15:00", outcome: refused, how: telephone, who: "A. Example, duty social worker", said: Threshold not met, reason: No injury was seen by a doctor, checks: [own-manager]}
  stage-2:
    - {later: "2026-03-24T09:00", outcome: waiting, how: e-mail, who: "B. Example, team manager"}
    - {later: "2026-03-27T11:00", outcome: refused, how: meeting, who: "B. Example, team manager", said: The decision stands, reason: Early help has not been tried}
  stage-3:
    - {later: "2026-03-30T09:30", outcome: agreed, how: meeting, who: "C. Example, head of service", said: Section 47 enquiry; strategy discussion on Wednesday}
  promise:
    - {promise-what: Strategy discussion with the school, promise-who: "C. Example", promise-by: "2026-04-01"}
expect: {rungs: [stage-1, stage-2, stage-3], end: promise}
`

const must = (drive: Drive, command: Command): Drive => {
  const after = perform(drive, command)
  if (typeof after === 'string') throw new Error(`${command.kind}: ${after}`)
  return after
}

/** Somebody looks again: a reason was typed wrongly. */
const corrected = (drive: Drive): Drive => {
  const wrong = toList(drive.state.log).find(
    ({ fact }) => fact.kind === 'answer' && fact.field === 'reason' && fact.value.kind === 'text',
  )
  if (wrong === undefined) throw new Error('nothing to correct')
  const opened = must(drive, { kind: 'open', mark: 'K7', key, version: '0.1.0', clockGiven: true })
  return must(opened, {
    kind: 'correct',
    entry: wrong.entry,
    index: wrong.index,
    value: { kind: 'text', text: 'No injury was seen by a doctor.\nAnd nobody had asked for one.' },
    reason: { id: 'mistyped', label: 'mistyped' },
  })
}

const lastWords: Readonly<Record<string, string>> = {
  'recorded-by': 'K. Example, Deputy Safeguarding Lead',
  'agreed-what': 'A section 47 enquiry has begun; the school is a member of the core group.',
  outstanding: 'Minutes of the discussion',
  feedback: 'The class teacher has been told.',
}
const lastChoices = ['done', 'close', 'safe', 'no', 'yes']

/** Done as it was agreed, and closed. */
const closed = (drive: Drive): Drive => {
  let at: Drive = { ...drive, now: instant('2026-04-02T09:00:00+01:00') }
  for (let turns = 0; turns < 30 && at.state.position.kind !== 'closed'; turns++) {
    const question = next(at.state)
    if (question.kind === 'checks')
      at = must(at, { kind: 'checks', ticked: question.checks.map(({ id }) => id) })
    else if (question.kind === 'ask') at = must(at, { kind: 'answer', value: lastAnswer(question) })
    else break
  }
  return at
}

const lastAnswer = ({ field, input }: Ask): Value => {
  const text = lastWords[field]
  if (text !== undefined) return { kind: 'text', text }
  if (input.kind !== 'choice') return { kind: 'none' }
  const choice = lastChoices.flatMap((id) => input.options.find((one) => one.id === id) ?? [])[0]
  if (choice === undefined) throw new Error(`${field}: ${input.options.map(({ id }) => id).join()}`)
  return { kind: 'choice', choice: { id: choice.id, label: choice.label } }
}

const policy = policyOf('southwark')

/** Every fact of the case. */
export const sampleFacts: readonly Placed[] = (() => {
  const loaded = loadWalk('southwark/walks/sample.yaml', script, policy)
  if (loaded.kind !== 'ok') throw new Error(JSON.stringify(loaded))
  const world = worldOf(policy)
  const { facts } = walk(world, policy, loaded.value.script, loaded.value.start)
  const last = facts.at(-1)
  if (last === undefined) throw new Error('no fact')
  const { entry, index, place, fact } = last
  return toList(
    closed(corrected({ state: replay(world, facts), now: instant(fact.at) + 3_600_000, entry, index, place }))
      .state.log,
  )
})()

const named = (fact: Fact): Fact => (fact.kind === 'device' ? { ...fact, mark: 'K7', key } : fact)

/** A signed record of facts. `change`: what is written instead. */
export const recordText = (
  facts: readonly Placed[],
  change: (fact: Fact) => Fact = (fact) => fact,
  id = recordId,
  saltHex = salt,
): string => {
  const begun = beginRecord(id, 'Europe/London', saltHex)
  let { head } = begun
  let text = begun.text
  let last = 1
  for (const { entry, place, fact } of facts) {
    if (entry !== last) {
      const sealed = sealEntry(head, sign)
      head = sealed.head
      text += sealed.text
      last = entry
    }
    const step = appendFact(head, place, change(named(fact)), sign)
    head = step.head
    text += step.text
  }
  return text + sealEntry(head, sign).text
}

export const sampleRecord = recordText(sampleFacts)

/** With one word changed after it was sealed. */
export const damagedRecord = sampleRecord.replace('Threshold not met', 'Threshold was met')

/** A redacted copy without these texts. */
export const redactedRecord = (names: readonly TextName[]): string => {
  const record = parseRecord(Buffer.from(sampleRecord, 'utf8'))
  const texts = typedTexts(record).filter(({ name }) => names.includes(name))
  return redact(Buffer.from(sampleRecord, 'utf8'), record, isAmong(texts))
}

/** By a policy that nobody has. */
export const strangersRecord = recordText(sampleFacts, (fact) =>
  fact.kind === 'policy' ? { ...fact, sha256: '5'.repeat(64) } : fact,
)

/** Whatever was typed is this. */
export const recordSaying = (text: string): string =>
  recordText(sampleFacts, (fact) =>
    fact.kind === 'answer' && fact.value.kind === 'text' ? { ...fact, value: { kind: 'text', text } } : fact,
  )
