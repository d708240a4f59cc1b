/** The keys that work at every question, and their words. Which of them make sense depends on where the case is. */
import { checksOf } from '../case/pending.ts'
import type { KeyHint } from '../terminal/screen.ts'
import { type Desk, draftsAt, draftsHere, numberAsks } from './desk.ts'

const words: Readonly<Record<string, string>> = {
  '!': 'danger',
  a: 'advice',
  b: 'back',
  c: 'contacts',
  e: 'elsewhere',
  h: 'hide',
  k: 'checks',
  l: 'letter',
  n: 'note',
  o: 'other policy',
  p: 'policy',
  q: 'which applies',
  r: 'record',
  s: 'leave',
  t: 'steps tried already',
  w: 'why',
  '?': 'keys',
}

const long: Readonly<Record<string, string>> = {
  '!': 'a child is in danger: what to do at once; recorded',
  a: 'advice sought, or something done, beside the ladder',
  b: 'correct an earlier answer; the old one stays in the record',
  c: 'contacts: everybody the policy lists',
  e: 'matters that do not belong in this policy, and where they go',
  h: 'hide the screen from people passing by',
  k: 'the checklist of this step',
  l: 'letters, e-mails and forms, filled in from the record',
  n: 'a note with its time',
  o: 'use another policy',
  p: 'the policy: the whole ladder with its clocks; its words (g); a concern matched to a definition (m)',
  r: 'the record so far',
  q: 'answer the question on which the person or the number depends',
  s: 'save and leave; go on later with rungs resume',
  t: 'some of the steps have been tried before this record',
  w: 'why this step: clause, gaps, readings, working of deadlines; a receipt',
  '?': 'these keys',
}

/** Where a made-up case is rehearsed. */
const inTraining: Readonly<Record<string, string>> = {
  s: 'leave; a made-up case is begun anew, not gone on with',
}

const hint = (key: string): KeyHint => ({ key, label: words[key] ?? '' })

/** The wizard's own keys at the present question. */
const ownKeys = (desk: Desk, question: string): readonly KeyHint[] => {
  const { state } = desk.sitting
  if (state.policy === undefined) return ['!', 'h', 's', '?'].map(hint)
  if (question === 'scenario') return ['t', 'o', 'e', 'p', 'c', 'h', '!', 's', '?'].map(hint)
  const { position } = state
  const rung = position.kind === 'rung' && question === 'outcome' ? position.visit.rung : undefined
  const extra = [
    ...(rung !== undefined && rung.advice.length > 0 ? ['a'] : []),
    ...(position.kind === 'rung' && rung !== undefined && checksOf(state, position.visit).length > 0
      ? ['k']
      : []),
    ...(draftsHere(desk).length > 0 ? ['l'] : []),
    ...(rung !== undefined && numberAsks(state.policy, rung).length > 0 ? ['q'] : []),
  ]
  // What is needed most comes first: on a small screen the end of the row gives way.
  return [
    '!',
    'n',
    'c',
    'p',
    's',
    ...extra,
    'b',
    ...(draftsHere(desk).length === 0 && draftsAt(desk).length > 0 ? ['l'] : []),
    ...(position.kind === 'rung' ? ['w'] : []),
    'r',
    'h',
    '?',
  ].map(hint)
}

/** The keys at the present question, in the order in which they are shown: what is needed most comes first. */
export const keysFor = (desk: Desk, question: string): readonly KeyHint[] => {
  const { aside } = desk
  const own = ownKeys(desk, question)
  return aside === undefined || !own.some(({ key }) => key === 'n')
    ? own
    : [...own.slice(0, 1), ...aside.keys, ...own.slice(1)]
}

/** Each key with a sentence, for `?`. */
export const keyPageHints = ({ aside, sitting }: Desk, keys: readonly KeyHint[]): readonly KeyHint[] =>
  keys.map(({ key }) => ({
    key,
    label:
      aside?.keys.find((one) => one.key === key)?.long ??
      (sitting.state.exercise === undefined ? undefined : inTraining[key]) ??
      long[key] ??
      '',
  }))
