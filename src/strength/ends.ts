/** What a reader would miss of what was agreed, of the end of the policy, and of the close. */
import type { Case } from '../case/case.ts'
import { type Field, idOf } from '../case/fact.ts'
import { absent, isPassedOver, type Missing, untold } from './missing.ts'
import { requirementFor } from './requirements.ts'
import type { Stop } from './telling.ts'

const first = ({ answers }: Stop) => answers.values().next().value

/** Of these fields, those that were passed over and, where `isOver`, those that were not asked either. */
const lacking = (stop: Stop, list: readonly Field[], isOver: boolean): readonly Missing[] => {
  const found: Missing[] = []
  for (const field of list) {
    const answer = stop.answers.get(field)
    const requirement = requirementFor(field)
    if (requirement === undefined) continue
    if (answer === undefined) {
      if (isOver) found.push(absent(requirement, first(stop)))
    } else if (isPassedOver(answer)) found.push(untold(requirement, answer))
  }
  return found
}

/** By when matters until it has been done. */
const promised: readonly Field[] = ['promise-what', 'promise-who']
const running: readonly Field[] = [...promised, 'promise-by']

const isDone = ({ answers }: Stop): boolean => {
  const answer = answers.get('promise-outcome')
  return answer !== undefined && idOf(answer.fact.value) === 'done'
}

/** Where the case waits with nobody to answer. */
const waitMissing = ({ answers }: Stop, over: boolean): readonly Missing[] => {
  const date = answers.get('look-again')
  return !over && date !== undefined && isPassedOver(date) ? [untold('look-again', date)] : []
}

/** Where the policy wants an outcome for each child. */
const childMissing = (state: Case, stop: Stop, closed: boolean): readonly Missing[] => {
  const last = stop.children.at(-1)
  if (last?.fact.field === 'child') return [absent('each-child', last)]
  const wanted = closed ? state.scenario?.eachChild : undefined
  return wanted === undefined || stop.answers.has('same-outcome')
    ? []
    : [absent('each-child', first(stop), { clause: wanted.clause })]
}

const lastWords: readonly Field[] = ['outstanding', 'feedback']
const lastOfAgreed: readonly Field[] = ['agreed-what', ...lastWords]

const closingMissing = (state: Case, stop: Stop): readonly Missing[] => {
  const { position } = state
  const closed = position.kind === 'closed'
  return [
    ...childMissing(state, stop, closed),
    ...lacking(stop, closed && position.how !== 'agreed' ? lastWords : lastOfAgreed, closed),
  ]
}

/** `over`: the case has gone on from here. */
export const endMissing = (state: Case, stop: Stop, over: boolean): readonly Missing[] => {
  switch (stop.place.kind) {
    case 'promise':
      return lacking(stop, isDone(stop) ? promised : running, over)
    case 'top':
    case 'handed':
      return waitMissing(stop, over)
    case 'closing':
      return closingMissing(state, stop)
    case 'rung':
    case 'sitting':
    case 'danger':
    case 'about':
    case 'note':
    case 'letter':
    case 'correction':
      return []
  }
}
