/** Small policies made by hand, for tests of what is done with a checked policy. Every word can be said anew. */
import type { Clock, Outcome, OutcomeKind, Policy, Rung, Scenario, Target } from '../../src/flow/policy.ts'

export const top: Target = { kind: 'top' }
export const at = (rung: string): Target => ({ kind: 'rung', rung })

export const outcome = (id: string, kind: OutcomeKind, to: Target, more: Partial<Outcome> = {}): Outcome => ({
  id,
  kind,
  label: id,
  to,
  ...more,
})

/** A rung with nothing on it, at which nobody is asked. */
export const bareRung = (id: string, up: Target, more: Partial<Rung> = {}): Rung => ({
  id,
  title: `Ask the ${id}`,
  clause: '1',
  up,
  instead: [],
  never: [],
  contacts: [],
  optional: false,
  agencies: false,
  oppositeNumber: false,
  checks: [],
  do: [],
  inOrder: false,
  owed: [],
  record: [],
  questions: [],
  clocks: [],
  guards: [],
  advice: [],
  remarks: [],
  outcomes: [],
  ...more,
})

/** A rung at which somebody is asked, who agrees or refuses; a refusal leads up. */
export const rung = (id: string, up: Target, more: Partial<Rung> = {}): Rung =>
  bareRung(id, up, {
    whom: `The ${id}`,
    outcomes: [outcome('agreed', 'agreed', { kind: 'promise' }), outcome('refused', 'refused', up)],
    ...more,
  })

/** Two working days for them to answer, from when the rung was reached. */
export const clock = (id: string, more: Partial<Clock> = {}): Clock => ({
  id,
  title: 'answer',
  whose: 'theirs',
  limit: { kind: 'rule', rule: { within: { amount: 2, unit: 'working-days' } } },
  words: '2 working days',
  from: [{ kind: 'reached' }],
  on: [],
  met: 'sent',
  sooner: false,
  indicative: false,
  clause: '1',
  remarks: [],
  ...more,
})

/** Rungs one above the other; the last leads to the top. `more` says a rung anew. */
export const ladder = (
  ids: readonly string[],
  more: Readonly<Record<string, Partial<Rung>>> = {},
): readonly Rung[] =>
  ids.map((id, i) => {
    const above = ids[i + 1]
    return rung(id, above === undefined ? top : at(above), more[id])
  })

export const scenario = (id: string, rungs: readonly Rung[], more: Partial<Scenario> = {}): Scenario => ({
  id,
  title: `About ${id}`,
  when: 'Always.',
  clause: '1',
  notes: [],
  remarks: [],
  asks: [],
  entryAsks: [],
  starts: [],
  stages: [],
  clocks: [],
  ladder: rungs,
  tracks: [],
  ways: [],
  top: { text: 'Nothing more is printed.', clause: '1' },
  closing: [],
  ...more,
})

export const policy = (scenarios: readonly Scenario[], more: Partial<Policy> = {}): Policy => ({
  id: 'made',
  title: 'Made by hand',
  short: 'Made',
  nation: 'england',
  calendar: 'england-and-wales',
  edition: { printed: 'undated' },
  over: [],
  bodies: [],
  terms: [],
  principles: [],
  danger: [],
  dangerContacts: [],
  dangerRemarks: [],
  contacts: [],
  asks: [],
  moments: [],
  agencies: [],
  advice: [],
  guards: [],
  remarks: [],
  elsewhere: [],
  scenarios,
  sha256: '0'.repeat(64),
  ...more,
})

export const yesNo = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
]

export const ask = (id: string) => ({ id, title: `${id}?`, clause: '1', options: yesNo, remarks: [] })

export const guard = (id: string, every: 'case' | 'rung' = 'case') => ({
  id,
  ask: `${id}?`,
  clause: '1',
  every,
  options: yesNo.map((one) => ({ ...one, contacts: [] })),
  remarks: [],
})
