// One process of the engine's bench: walks the ladder again and again, with us and with XState in turn, and prints what
// it took. Before anything is timed, both are walked once side by side and have to ask the same questions.
// `node engine-walk.mjs PARTS`, the path of the bundle; engine.mjs starts it.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { clear } from './clear.mjs'
import { median, ratioOf } from './figures.mjs'
import { inTurnComputing } from './in-turn.mjs'
import { eventFor, ladderMachine, questionOf } from './ladder.mjs'
import { bodies, shipped } from './shipped-flows.mjs'

const root = join(import.meta.dirname, '..')
const at = '2026-11-19T10:30:15+00:00'

const loadGreenvale = (parts) => {
  const flow = shipped().find(({ id }) => id === 'greenvale')
  const loaded = parts.loadPolicy({ ...flow, folder: flow.id, bodies, sha256: flow.id })
  if (loaded.kind !== 'ok') throw new Error(JSON.stringify(loaded.findings))
  return loaded.policy
}

const loadCalendar = (parts, id) =>
  parts.parseCalendar(id, readFileSync(join(root, `flows/calendars/${id}.yaml`), 'utf8'), id)

const texts = {
  'recorded-by': 'A. Example, Designated Safeguarding Lead',
  who: 'B. Example, duty social worker',
  said: 'The threshold for section 17 is not met; early help.',
  reason: 'No new information since the last referral.',
  reference: 'MASH 2026/0001',
}

const choices = { danger: 'no', outcome: 'refused', how: 'telephone' }

const valueFor = ({ field, input }) => {
  if (input.kind === 'text') return { kind: 'text', text: texts[field] }
  if (input.kind === 'moment') return { kind: 'moment', moment: { date: '2026-11-19', time: '10:15' } }
  const found = input.options?.find(({ id }) => (choices[field] ?? id) === id)
  if (found === undefined) throw new Error(`the walk has no answer to ${field}`)
  return { kind: 'choice', choice: { id: found.id, label: found.label } }
}

const commandFor = (question) => {
  if (question.kind === 'checks')
    return { kind: 'checks', ticked: question.checks.slice(0, 2).map(({ id }) => id) }
  if (question.kind === 'ask') return { kind: 'answer', value: valueFor(question) }
  const { id, title: label } = question.scenarios.find((one) => one.id === 'not-accepted')
  return { kind: 'answer', value: { kind: 'choice', choice: { id, label } } }
}

const must = (decided) => {
  if (decided.kind !== 'facts') throw new Error(decided.reason)
  return decided.facts
}

/** One command, and the case after it. `entry` stands still: numbering entries is the record's work, not the engine's. */
const step = (parts, state, command) => {
  let made = state
  let index = 0
  for (const { place, fact } of must(parts.decide(state, command, at))) {
    index += 1
    made = parts.evolve(made, { entry: 1, index, place, fact })
  }
  return made
}

const opened = (parts, world, policy) =>
  [
    { kind: 'open', mark: 'A1', version: 'bench', clockGiven: false },
    { kind: 'policy', policy },
  ].reduce((state, command) => step(parts, state, command), parts.begin(world))

/** The questions from the first to the top of the ladder, and what is answered. */
const plan = (parts, world, policy) => {
  const steps = []
  let state = opened(parts, world, policy)
  while (state.position.kind !== 'top') {
    const question = parts.next(state)
    const command = commandFor(question)
    steps.push({ question, command, event: eventFor(question, command, at) })
    state = step(parts, state, command)
  }
  return steps
}

const compare = (parts, machine, steps) => {
  let [snapshot] = parts.initialTransition(machine)
  for (const { question, event } of steps) {
    if (questionOf(snapshot) !== question.id)
      throw new Error(`we ask ${question.id}, the machine asks ${questionOf(snapshot)}`)
    snapshot = parts.transition(machine, snapshot, event)[0]
  }
  if (questionOf(snapshot) !== 'top') throw new Error(`the machine ends at ${questionOf(snapshot)}`)
}

const rounds = 32
/** So many that each side clears up after itself several times within a round. */
const walks = 60

const parts = createRequire(import.meta.url)(process.argv[2])
const policy = loadGreenvale(parts)
const calendar = loadCalendar(parts, policy.calendar)
const world = { policy: () => policy, calendar: () => calendar, pinnedCalendar: () => calendar }
const steps = plan(parts, world, policy)
const machine = ladderMachine(parts, policy)
compare(parts, machine, steps)

const ours = () => {
  for (let walk = 0; walk < walks; walk++) {
    let state = opened(parts, world, policy)
    for (const { command } of steps) state = step(parts, state, command)
  }
}
const theirs = () => {
  for (let walk = 0; walk < walks; walk++) {
    let [snapshot] = parts.initialTransition(machine)
    for (const { event } of steps) snapshot = parts.transition(machine, snapshot, event)[0]
  }
}
const times = inTurnComputing(ours, theirs, rounds, clear)
const perSecond = (list) => (steps.length * walks * 1e6) / median(list)
const result = {
  steps: steps.length,
  ours: perSecond(times.ours),
  theirs: perSecond(times.theirs),
  ratio: ratioOf(times.theirs, times.ours),
}
process.stdout.write(JSON.stringify(result))
