/** What a person sees on the way of a walk: each question with its page and its answers, as plain text. Judges nothing. */
import type { Case } from '../../src/case/case.ts'
import { begin } from '../../src/case/case.ts'
import { evolve } from '../../src/case/evolve.ts'
import { next } from '../../src/case/next.ts'
import type { Question } from '../../src/case/question.ts'
import { newSitting } from '../../src/sitting/sitting.ts'
import type { Page } from '../../src/terminal/screen.ts'
import { adviceRows } from '../../src/wizard/contact-lines.ts'
import { dangerPage } from '../../src/wizard/danger-page.ts'
import type { Desk } from '../../src/wizard/desk.ts'
import { policyPage } from '../../src/wizard/policy-page.ts'
import { pageFor } from '../../src/wizard/question-page.ts'
import { whyPage } from '../../src/wizard/why-page.ts'
import { clockAt, testPorts } from '../commands/ports.ts'
import { closures, exampleOf, exampleWalk, exampleWalks, exampleWorld, runExample } from './examples.ts'

const pageText = ({ head, body }: Page): string =>
  [...head, ...body]
    .map(({ spans, right = [] }) => [...spans, ...right.map((one) => ({ text: ` ${one.text}` }))])
    .map((spans) => spans.map((span) => span.text).join(''))
    .join('\n')

const answers = (question: Question): readonly string[] => {
  switch (question.kind) {
    case 'ask':
      return [
        question.title,
        question.hint ?? '',
        ...(question.input.kind === 'choice' ? question.input.options.map((one) => one.label) : []),
      ]
    case 'checks':
      return [question.title, ...question.checks.map((one) => one.text)]
    case 'scenario':
      return question.scenarios.map((one) => `${one.title} ${one.when}`)
    case 'policy':
    case 'closed':
    case 'lost-policy':
      return []
  }
}

const deskOf = (state: Case, at: string): Desk => {
  const { ports } = testPorts({ clock: clockAt(at) })
  const casebook = { folder: '/home/Rungs', settings: { closures, contacts: {} } }
  const sitting = newSitting(ports, casebook, state.world)
  sitting.state = state
  return { sitting, common: ports.shipped.common() }
}

/** The pages behind the keys of a rung: why, the policy, danger, advice, matters elsewhere. */
const behindKeys = (desk: Desk): readonly string[] => {
  const { position, policy } = desk.sitting.state
  if (position.kind !== 'rung' || policy === undefined) return []
  const beside = [...policy.advice, ...policy.elsewhere].flatMap((one) => adviceRows(desk, policy, one))
  return [
    pageText(whyPage(desk, policy, position.visit)),
    pageText(policyPage(desk, policy)),
    pageText(dangerPage(desk)),
    pageText({ head: [], body: beside }),
  ]
}

/** Each screen of each walk of an example, in order; on each rung also what stands behind its keys. */
export const screensOf = (id: string): readonly string[] =>
  exampleWalks(id).flatMap((name) => {
    const { facts } = runExample(id, exampleWalk(id, name))
    let state = begin(exampleWorld(exampleOf(id)))
    let seen: Case['position'] = state.position
    return facts.flatMap((placed) => {
      state = evolve(state, placed)
      const desk = deskOf(state, placed.fact.at)
      const question = next(state)
      const screen = [pageText(pageFor(desk, question)), ...answers(question)].join('\n')
      // What stands behind the keys is looked at once on each rung.
      const arrived = state.position !== seen && question.kind === 'ask' && question.field === 'outcome'
      if (arrived) seen = state.position
      return [screen, ...(arrived ? behindKeys(desk) : [])]
    })
  })
