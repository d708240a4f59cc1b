/** `b`: whatever is offered for correction can be asked anew, with the answers that it had then. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answersToAskAnew } from '../../src/case/asked.ts'
import type { Answer, Field } from '../../src/case/fact.ts'
import { correctableAnswers } from '../../src/case/history.ts'
import { next } from '../../src/case/next.ts'
import { start as startCommand } from '../../src/commands/start.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { placedFacts } from '../../src/sitting/read-case.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { anewPrompt, correctionOptions, olderId, questionAnew } from '../../src/wizard/corrections.ts'
import {
  answerUntil,
  deciding,
  type Journey,
  journeyOf,
  otherThan,
  perform,
  plans,
  stampOf,
  start,
} from '../case/drive.ts'
import { clockAt, diskWith, testPorts } from '../commands/ports.ts'
import { policies, policyOf } from '../flows/shipped.ts'
import { choose, type Line, press, scripted, type } from './scripted.ts'

const page = { head: [], body: [] }

const optionsOf = (journey: Journey, field: Field, nth = 0): readonly string[] | undefined => {
  const found = answersToAskAnew(journey.state).filter(({ answer }) => answer.fact.field === field)[nth]
  return found?.question.input.kind === 'choice'
    ? found.question.input.options.map(({ id }) => id)
    : undefined
}

/** All ids that are offered, over all pages. */
const offered = ({ state }: Journey): readonly string[] => {
  const ids: string[] = []
  for (let from = 0; ; from += 7) {
    const some = correctionOptions(state, from).map(({ id }) => id)
    ids.push(...some.filter((id) => id !== olderId))
    if (!some.includes(olderId)) return ids
  }
}

describe('any case', () => {
  it('offers no answer without another one to choose, and the engine takes each of them', () => {
    fc.assert(
      fc.property(plans, fc.nat(1_000), (plan, number) => {
        const journey = journeyOf(plan)
        if (journey.state.position.kind === 'closed') return
        for (const id of offered(journey)) {
          const anew = questionAnew(journey.state, id)
          if (anew === undefined) throw new Error(`${id} is offered and cannot be asked`)
          const prompt = anewPrompt(anew, page, undefined, () => stampOf(journey))
          if (prompt.kind !== 'choice') continue
          const { was, entry, index } = anew
          const others = prompt.options.filter(
            (one) => !['return', 'none', was.kind === 'choice' ? was.choice.id : ''].includes(one.id),
          )
          expect(others, anew.question.id).not.toEqual([])
          const other = others[number % others.length]
          if (other === undefined) continue
          const reason = { id: 'mistyped', label: 'mistyped' }
          const decided = deciding(journey, {
            kind: 'correct',
            entry,
            index,
            value: { kind: 'choice', choice: { id: other.id, label: other.label } },
            reason,
          })
          expect(decided.kind, `${anew.question.id} to ${other.id}`).toBe('facts')
        }
      }),
      { numRuns: 20 },
    )
  })

  it('asks what was asked then: the same options, wherever nothing has been corrected since', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const journey = journeyOf({ ...plan, mends: false })
        for (const { answer, question } of answersToAskAnew(journey.state)) {
          // An answer to the engine's own question can be given again to the case as it stood.
          const legal = otherThan(answer.fact, journey, 1)
          if (legal?.kind !== 'choice' || question.input.kind !== 'choice') continue
          expect(question.input.options.map(({ id }) => id)).toContain(legal.choice.id)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('leaves out nothing that has another answer', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const journey = journeyOf(plan)
        const asked = new Set(answersToAskAnew(journey.state).map(({ answer }) => answer))
        const mostlyOne: readonly Field[] = ['advice', 'action', 'scenario', 'moved-to', 'back-to', 'ask']
        for (const answer of correctableAnswers(journey.state))
          if (!asked.has(answer)) expect(mostlyOne, answer.fact.field).toContain(answer.fact.field)
      }),
      { numRuns: 20 },
    )
  })
})

/** Answers with the least that is allowed until each of these choices is asked, and then so. */
const walked = (journey: Journey, ...answers: readonly (readonly [Field, string])[]): Journey =>
  answers.reduce((at, [field, id]) => {
    const there = answerUntil(at, ({ state }) => {
      const question = next(state)
      return question.id === 'scenario' ? field === 'scenario' : question.id === field
    })
    const question = next(there.state)
    const options =
      question.kind === 'scenario'
        ? question.scenarios.map((one) => ({ id: one.id, label: one.title }))
        : question.kind === 'ask' && question.input.kind === 'choice'
          ? question.input.options
          : []
    const option = options.find((one) => one.id === id)
    if (option === undefined) throw new Error(`no ${id} at ${question.id}`)
    return perform(there, {
      kind: 'answer',
      value: { kind: 'choice', choice: { id, label: option.label } },
    })
  }, journey)

const greenvale = policyOf('greenvale')
const begun = (): Journey => walked(start(greenvale), ['scenario', 'not-accepted'])
const rungOutcomes = (scenario: string, rung: string): readonly string[] =>
  greenvale.scenarios
    .find(({ id }) => id === scenario)
    ?.ladder.find(({ id }) => id === rung)
    ?.outcomes.map(({ id }) => id) ?? []

describe('the options of an earlier answer', () => {
  it('are those of its visit, on a step of a kind of disagreement that was left', () => {
    const moved = walked(
      begun(),
      ['outcome', 'refused'],
      ['outcome', 'moved'],
      ['moved-to', 'plan-progress'],
      ['outcome', 'waiting'],
    )
    expect(rungOutcomes('not-accepted', 'social-worker')).not.toEqual(
      rungOutcomes('plan-progress', 'social-worker'),
    )
    const options = optionsOf(moved, 'outcome', 2)
    expect(options).toEqual(expect.arrayContaining([...rungOutcomes('not-accepted', 'social-worker')]))
    expect(options).not.toContain('back')
    expect(optionsOf(moved, 'outcome', 1)).toContain('back')
    expect(optionsOf(moved, 'moved-to')).toEqual(
      greenvale.scenarios.map(({ id }) => id).filter((id) => id !== 'not-accepted'),
    )
  })

  it('are those of the kind of disagreement as corrected since', () => {
    const refused = walked(begun(), ['outcome', 'refused'])
    const [scenario] = correctableAnswers(refused.state).filter(({ fact }) => fact.field === 'scenario')
    if (scenario === undefined) throw new Error('no scenario')
    const corrected = perform(refused, {
      kind: 'correct',
      entry: scenario.entry,
      index: scenario.index,
      value: { kind: 'choice', choice: { id: 'plan-progress', label: 'Another' } },
      reason: { id: 'mistyped', label: 'mistyped' },
    })
    expect(optionsOf(corrected, 'outcome')).toEqual(
      expect.arrayContaining([...rungOutcomes('plan-progress', 'social-worker')]),
    )
  })

  it('are the steps one could go back to then; one alone is no choice', () => {
    const once = walked(begun(), ['outcome', 'refused'], ['outcome', 'back'], ['back-to', 'social-worker'])
    expect(optionsOf(once, 'back-to')).toBeUndefined()
    const twice = walked(
      begun(),
      ['outcome', 'refused'],
      ['outcome', 'refused'],
      ['outcome', 'back'],
      ['back-to', 'social-worker'],
    )
    expect(optionsOf(twice, 'back-to')).toEqual(['social-worker', 'team-leader'])
  })

  it('are there for a promise, the end of the policy and the closing', () => {
    const promised = walked(
      begun(),
      ['outcome', 'agreed'],
      ['promise-outcome', 'later'],
      ['promise-outcome', 'done'],
      ['again', 'no'],
      ['closing', 'open'],
    )
    expect(optionsOf(promised, 'promise-outcome')).toEqual(['done', 'not-done', 'later', 'close'])
    expect(optionsOf(promised, 'again')).toEqual(['yes', 'no'])
    expect(optionsOf(promised, 'closing')).toEqual(['close', 'open'])
    const top = walked(begun(), ...Array.from({ length: 5 }, () => ['outcome', 'refused'] as const), [
      'top-outcome',
      'later',
    ])
    expect(optionsOf(top, 'top-outcome')).toEqual(['agreed', 'later', 'close'])
  })

  it('are yes and no for steps tried already; "this is where I am now" is not among the outcomes', () => {
    const opened = answerUntil(start(greenvale), ({ state }) => next(state).id === 'scenario')
    const tried = walked(
      perform(opened, { kind: 'tried' }),
      ['scenario', 'not-accepted'],
      ['outcome', 'refused'],
      ['outcome', 'here'],
    )
    expect(optionsOf(tried, 'tried')).toEqual(['yes', 'no'])
    expect(optionsOf(tried, 'tried', 1)).toEqual(['yes', 'no'])
    expect(optionsOf(tried, 'outcome')).toContain('refused')
    expect(optionsOf(tried, 'outcome')).not.toContain('here')
  })

  it('are the advice of the step, where there is more than one', () => {
    for (const id of policies) {
      const policy = policyOf(id)
      const [first] = policy.advice
      if (first === undefined) continue
      const sought = perform(
        answerUntil(start(policy), ({ state }) => state.position.kind === 'rung' && state.by !== undefined),
        { kind: 'advice', advice: first.id },
      )
      const options = optionsOf(sought, 'advice')
      if (policy.advice.length === 1) expect(options).toBeUndefined()
      else if (options !== undefined) expect(options).toContain(first.id)
    }
  })
})

const toRefusal: readonly Line[] = [
  [/immediate danger/, choose('no')],
  [/What is the disagreement/, choose('not-accepted')],
  [/Who are you/, type('J. Example, DSL')],
  [/What happened/, choose('refused')],
  [/When did /, type('')],
  [/How did you speak/, choose('none')],
  [/Who was it/, type('')],
  [/What did they say/, type('Not met')],
]

const toCorrection: readonly Line[] = [
  [/What reason/, press('b')],
  [/Which answer/, choose('2.5')],
  [/Why/, choose('mistyped')],
]

const sit = async (script: readonly Line[]) => {
  const disk: Disk = diskWith({})
  const terminal = scripted(script)
  const { ports } = testPorts({
    disk,
    interactive: true,
    clock: clockAt('2026-11-19T10:30:00+00:00'),
    openTerminal: () => Promise.resolve(terminal),
  })
  await startCommand(ports, { plain: false, policy: 'greenvale' })
  expect(terminal.left(), 'lines of the script that were not reached').toBe(0)
  const folder = '/home/Rungs/records'
  const [name = ''] = disk.list(folder).filter((one) => one.endsWith('.md'))
  const facts = placedFacts(parseRecord(disk.readBytes(`${folder}/${name}`))).map(({ fact }) => fact)
  return { prompts: terminal.prompts, facts }
}

const said = (one: { readonly kind: string }): one is Answer =>
  one.kind === 'answer' && 'field' in one && one.field === 'said'

describe('correcting a text', () => {
  it('starts from the old text, and marks it as replaced', async () => {
    const { prompts, facts } = await sit([
      ...toRefusal,
      ...toCorrection,
      [/It was: Not met[\s\S]*What did they say/, type('Not met, threshold 3')],
      [/What reason/, type('')],
    ])
    expect(prompts.at(-3)).toMatchObject({ kind: 'text', draft: 'Not met' })
    expect(facts.filter(said).map(({ value }) => value)).toEqual([
      { kind: 'text', text: 'Not met' },
      { kind: 'text', text: 'Not met, threshold 3' },
    ])
  })

  it('records nothing where the text was left as it is, or at a key', async () => {
    const { facts } = await sit([
      ...toRefusal,
      ...toCorrection,
      [/What did they say/, type('Not met')],
      ...toCorrection,
      [/What did they say/, press('b', 'Not')],
      [/What reason/, type('')],
    ])
    expect(facts.filter(said)).toHaveLength(1)
    expect(facts.filter(({ kind }) => kind === 'replaces')).toEqual([])
  })

  it('keeps what was typed when danger came up, and gives it to no other question', async () => {
    const { prompts } = await sit([
      ...toRefusal,
      ...toCorrection,
      [/What did they say/, press('!', 'Not met, but')],
      [/Call 999/, type('999 called')],
      ...toCorrection,
      [/What did they say/, type('Not met, but')],
      [/What reason/, type('')],
    ])
    const drafts = prompts.flatMap((prompt) => ('draft' in prompt ? [prompt.draft] : []))
    expect(drafts).toEqual(['Not met', 'Not met, but'])
  })
})
