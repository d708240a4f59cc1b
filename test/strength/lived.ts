/** Cases answered in full, but for what a test has left out. */
import { addDays } from '../../src/calendar/date.ts'
import { civil } from '../../src/calendar/zone.ts'
import type { Field, Value } from '../../src/case/fact.ts'
import { next } from '../../src/case/next.ts'
import type { Ask } from '../../src/case/question.ts'
import { type Journey, perform, stampOf } from '../case/drive.ts'

export interface Life {
  /** What is chosen, by field: the first time, the second, and the last one ever after. */
  readonly choose?: Readonly<Partial<Record<Field, readonly string[]>>>
  /** Passed over wherever it may be. */
  readonly leave?: readonly Field[]
  readonly unticked?: true
  /** How long ago everything happened. */
  readonly daysAgo?: number
  /** Until this is asked. */
  readonly until?: Field
}

const usual: Readonly<Partial<Record<Field, readonly string[]>>> = {
  danger: ['no'],
  again: ['no'],
  closing: ['close'],
  'child-more': ['no'],
}

const answerFor = ({ input, field }: Ask, journey: Journey, life: Life, turn: number): Value => {
  if (input.optional && life.leave?.includes(field)) return { kind: 'none' }
  const { date, time } = civil(stampOf(journey))
  switch (input.kind) {
    case 'choice': {
      const wanted = life.choose?.[field] ?? usual[field] ?? []
      const id = wanted[Math.min(turn, wanted.length - 1)]
      const option = input.options.find((one) => one.id === id) ?? input.options[0]
      if (option === undefined) throw new Error(`nothing to choose: ${field}`)
      return { kind: 'choice', choice: { id: option.id, label: option.label } }
    }
    case 'text':
      return { kind: 'text', text: `words on ${field}` }
    case 'moment':
      return {
        kind: 'moment',
        moment:
          life.daysAgo === undefined
            ? { date, ...(time === undefined ? {} : { time }) }
            : { date: addDays(date, -life.daysAgo) },
      }
    case 'date':
      return { kind: 'date', date: addDays(date, 1) }
  }
}

/** The case lived on until it is closed, or until what `life` says is asked. */
export const live = (begun: Journey, life: Life = {}): Journey => {
  const turns = new Map<Field, number>()
  let journey = begun
  for (let i = 0; i < 300; i++) {
    const question = next(journey.state)
    if (question.kind === 'closed' || question.kind === 'lost-policy') return journey
    if (question.kind === 'policy') journey = perform(journey, { kind: 'policy', policy: journey.policy })
    else if (question.kind === 'scenario') {
      const [first] = question.scenarios
      const choice = { id: first?.id ?? '', label: first?.title ?? '' }
      journey = perform(journey, { kind: 'answer', value: { kind: 'choice', choice } })
    } else if (question.kind === 'checks') {
      const ticked = life.unticked ? [] : question.checks.map(({ id }) => id)
      journey = perform(journey, { kind: 'checks', ticked })
    } else {
      if (question.field === life.until) return journey
      const turn = turns.get(question.field) ?? 0
      turns.set(question.field, turn + 1)
      journey = perform(journey, { kind: 'answer', value: answerFor(question, journey, life, turn) })
    }
  }
  throw new Error('the case does not end')
}
