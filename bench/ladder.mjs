// A policy's ladders as a machine for XState 5, as its users would write it: a state for each scenario, in it one for each
// rung, in that one for each question; the answers are events named by their question, so that no guard has to look for
// what the event's name says; guards refuse what cannot stand in a field; one `assign` for each answer keeps it, and the
// log grows by sharing, as ours does. The program's own ways (waiting, not reached, skipped) and promises are there too,
// so that the machine has to find its way among them; the walk does not take them.
const hows = ['telephone', 'e-mail', 'letter', 'meeting', 'in-person', 'other']

const isPast = ({ event: { value, at } }) => `${value.moment.date}T${value.moment.time}` <= at.slice(0, 16)

const guards = {
  isPast,
  hasText: ({ event: { value } }) => value.text.trim() !== '' && value.text.length <= 20_000,
  isHow: ({ event: { value } }) => hows.includes(value.choice.id),
  isKnown: ({ context }, { guard }) => context.guards[guard] !== undefined,
}

const logged = (context, event) => ({ last: event, before: context.log })

const actionsOf = (assign) => ({
  keep: assign({
    log: ({ context, event }) => logged(context, event),
    details: ({ context, event }) => ({ ...context.details, [event.type]: event.value }),
  }),
  keepBy: assign({
    log: ({ context, event }) => logged(context, event),
    by: ({ event }) => event.value.text,
  }),
  choose: assign({
    log: ({ context, event }) => logged(context, event),
    outcome: ({ event }) => event.value.choice,
    details: () => ({}),
  }),
  believe: assign({
    log: ({ context, event }) => logged(context, event),
    guards: ({ context, event }) => ({ ...context.guards, [event.guard]: event.value.choice }),
  }),
  tick: assign({
    log: ({ context, event }) => logged(context, event),
    checks: ({ context, event }) => ({ ...context.checks, [event.rung]: event.ticked }),
  }),
  leave: assign({
    trail: ({ context }) => ({
      last: { outcome: context.outcome, details: context.details },
      before: context.trail,
    }),
  }),
})

const guardOf = { when: 'isPast', how: 'isHow', who: 'hasText', said: 'hasText' }
const fieldsOf = {
  agreed: ['when', 'how', 'who', 'said', 'reference'],
  refused: ['when', 'how', 'who', 'said', 'reason', 'reference'],
  'other-way': ['when', 'how', 'who', 'said'],
  waiting: ['when', 'how', 'who', 'look-again'],
  unreached: ['when', 'how'],
  skipped: ['why'],
}

const targetOf = (scenario, to) => {
  switch (to.kind) {
    case 'rung':
      return `#${scenario}/${to.rung}`
    case 'promise':
      return '#promise'
    default:
      return '#top'
  }
}

/** The questions about one outcome, then where it leads: a state for each, named by outcome and field. */
const chain = (outcome, fields, rung, leads) => {
  const questions = [...fields, ...(rung.checks.length > 0 ? ['checks'] : [])]
  const nameOf = (i) => (i < questions.length ? `${outcome}-${questions[i]}` : undefined)
  return questions.map((field, i) => {
    const target = nameOf(i + 1) ?? leads
    const action = field === 'checks' ? 'tick' : 'keep'
    const last = nameOf(i + 1) === undefined
    const moves = {
      target,
      actions: last ? [action, 'leave'] : action,
      ...(guardOf[field] === undefined ? {} : { guard: guardOf[field] }),
    }
    return [nameOf(i), { meta: { question: field }, on: { [field]: moves } }]
  })
}

const rungState = (scenario, rung, up) => {
  const own = rung.outcomes.map(({ id, kind, to }) => ({
    id,
    fields: fieldsOf[kind] ?? ['when'],
    leads: targetOf(scenario.id, to),
  }))
  const others = ['waiting', 'unreached', 'skipped']
    .filter((id) => !own.some((one) => one.id === id))
    .map((id) => ({ id, fields: fieldsOf[id], leads: id === 'skipped' ? up : 'outcome' }))
  const all = [...own, ...others]
  const [guard] = rung.guards
  const outcome = {
    meta: { question: 'outcome' },
    on: Object.fromEntries(
      all.map(({ id, fields }) => [`outcome.${id}`, { target: `${id}-${fields[0]}`, actions: 'choose' }]),
    ),
  }
  const arrival = {
    arrival: {
      always: [{ guard: { type: 'isKnown', params: { guard } }, target: 'outcome' }, { target: 'belief' }],
    },
    belief: {
      meta: { question: `guard:${guard}` },
      on: { guard: { target: 'outcome', actions: 'believe' } },
    },
  }
  return {
    id: `${scenario.id}/${rung.id}`,
    initial: guard === undefined ? 'outcome' : 'arrival',
    states: {
      outcome,
      ...(guard === undefined ? {} : arrival),
      ...Object.fromEntries(all.flatMap(({ id, fields, leads }) => chain(id, fields, rung, leads))),
    },
  }
}

const scenarioState = (scenario) => {
  const upFrom = (rung) => {
    const next = scenario.ladder[scenario.ladder.indexOf(rung) + 1]
    return next === undefined ? '#top' : `#${scenario.id}/${next.id}`
  }
  const rungs = [...scenario.ladder, ...scenario.ways]
  return {
    initial: scenario.ladder[0].id,
    states: Object.fromEntries(rungs.map((rung) => [rung.id, rungState(scenario, rung, upFrom(rung))])),
  }
}

/** The machine for a whole policy. `setup`, `assign`: of the package. */
export const ladderMachine = ({ setup, assign }, policy) =>
  setup({ guards, actions: actionsOf(assign) }).createMachine({
    context: { log: undefined, details: {}, guards: {}, checks: {}, trail: undefined },
    initial: 'danger',
    states: {
      danger: {
        meta: { question: 'danger' },
        on: {
          'danger.no': { target: 'scenario', actions: 'choose' },
          'danger.yes': { target: 'help', actions: 'choose' },
        },
      },
      help: { meta: { question: 'danger-done' }, on: { 'danger-done': 'scenario' } },
      scenario: {
        meta: { question: 'scenario' },
        on: Object.fromEntries(
          policy.scenarios.map(({ id }) => [`scenario.${id}`, { target: `by-${id}`, actions: 'choose' }]),
        ),
      },
      ...Object.fromEntries(
        policy.scenarios.map(({ id }) => [
          `by-${id}`,
          {
            meta: { question: 'recorded-by' },
            on: { 'recorded-by': { target: id, guard: 'hasText', actions: 'keepBy' } },
          },
        ]),
      ),
      ...Object.fromEntries(policy.scenarios.map((scenario) => [scenario.id, scenarioState(scenario)])),
      promise: { id: 'promise', meta: { question: 'promise' } },
      top: { id: 'top', meta: { question: 'top' } },
    },
  })

/** The event that answers a question as our command does. */
export const eventFor = (question, command, at) => {
  if (question.kind === 'checks')
    return { type: 'checks', rung: question.place.rung.id, ticked: command.ticked, at }
  const { value } = command
  if (question.kind === 'scenario') return { type: `scenario.${value.choice.id}`, value, at }
  switch (question.field) {
    case 'danger':
    case 'outcome':
      return { type: `${question.field}.${value.choice.id}`, value, at }
    case 'guard':
      return { type: 'guard', guard: question.subject.id, value, at }
    default:
      return { type: question.field, value, at }
  }
}

/** The question that a state of the machine stands for. */
export const questionOf = (snapshot) => Object.values(snapshot.getMeta())[0]?.question
