/** A policy in which everything that the type allows stands once, for tests that nothing of it is left out. It makes no sense. */
import type { Clock, ClockStart, Common, Passage, Policy, Rung, Scenario } from '../../src/flow/policy.ts'
import { bareRung, clock as madeClock, top } from '../flow/made.ts'

const passage = (text: string): Passage => ({ text, clause: 'a clause' })

const clock = (id: string, from: readonly ClockStart[], more: Partial<Clock> = {}): Clock =>
  madeClock(id, {
    title: 'do it',
    whose: 'ours',
    limit: { kind: 'rule', rule: { within: { amount: 3, unit: 'working-days' } } },
    words: 'three days',
    from,
    clause: 'a clause',
    ...more,
  })

const when = { ask: 'ask-1', is: ['option-1', 'option-2'] }

const rung = (id: string, more: Partial<Rung> = {}): Rung =>
  bareRung(id, top, { title: 'title', clause: 'a clause', do: [passage('do')], ...more })

/** With every word that a rung can have. */
const full: Rung = rung('rung-1', {
  label: 'label',
  stage: 'stage-1',
  when,
  up: { kind: 'rung', rung: 'rung-2' },
  acts: 'somebody',
  whom: 'somebody',
  whomBy: { ask: 'ask-1', is: { 'option-1': 'one', 'option-2': 'two' }, otherwise: 'else' },
  instead: [
    { for: 'absent', whom: 'another', contacts: ['contact-1'], clause: 'a clause' },
    { for: 'conflict', whom: 'another', contacts: ['contact-2'], clause: 'a clause' },
  ],
  never: [passage('not them')],
  contacts: ['contact-1', 'contact-2'],
  noNumber: 'no number',
  authority: 'recommends',
  medium: 'telephone-then-writing',
  meeting: { convenes: 'one', chairs: 'two', attends: 'three', independent: 'four', clause: 'a clause' },
  checks: (['ready', 'holder', 'stand-in', 'approval', 'inform', 'form'] as const).map((kind) => ({
    id: `check-${kind}`,
    kind,
    text: 'a check',
    clause: 'a clause',
    on: kind === 'form' ? ['outcome-1', 'outcome-2'] : [],
    ...(kind === 'inform' ? { when } : {}),
  })),
  do: [passage('do'), passage('do')],
  say: { text: 'words', exact: false },
  owed: [passage('owed')],
  record: ['when', 'how', 'who', 'said', 'reason', 'reference', 'done-what'],
  questions: [{ id: 'question-1', ask: 'what', clause: 'a clause' }],
  meanwhile: passage('meanwhile'),
  clocks: [
    clock('clock-1', [{ kind: 'told' }, { kind: 'reached' }, { kind: 'asked' }, { kind: 'stage' }], {
      limit: {
        kind: 'rule',
        rule: {
          within: { amount: 3, unit: 'working-days' },
          also: { amount: 5, unit: 'days' },
          dayOne: true,
          by: '17:00',
          officeHours: { from: '09:05', to: '16:55' },
        },
      },
      when: { ask: 'guard-1', is: ['belief-1'] },
      missed: { then: 'lapses', clause: 'a clause' },
      remarks: ['gap-1'],
    }),
    clock('clock-2', [{ kind: 'outcome' }], {
      whose: 'theirs',
      limit: { kind: 'agreed', cap: { within: { amount: 7, unit: 'days' }, by: '12:34' } },
      on: ['outcome-1', 'outcome-2'],
      met: 'received',
      sooner: true,
      missed: { then: 'may-move-on', clause: 'a clause' },
    }),
    clock('clock-3', [], {
      whose: 'both',
      limit: { kind: 'urgency' },
      indicative: true,
      on: ['outcome-2'],
      missed: { then: 'move-on', clause: 'a clause' },
    }),
    clock('clock-4', [
      { kind: 'moment', moment: 'moment-1' },
      { kind: 'deadline', clock: 'rung-2/clock-5' },
      { kind: 'start', rung: 'rung-2' },
      { kind: 'end', rung: 'rung-3' },
      { kind: 'deadline', clock: 'stage-1/clock-6' },
    ]),
  ],
  guards: ['guard-1'],
  advice: ['advice-1', 'advice-2'],
  remarks: ['gap-1', 'reading-1'],
  outcomes: [
    {
      id: 'outcome-1',
      kind: 'agreed',
      label: 'yes',
      to: { kind: 'promise' },
      by: 'a third party',
      when,
      clause: 'x',
    },
    { id: 'outcome-2', kind: 'refused', label: 'no', to: { kind: 'rung', rung: 'rung-2' } },
    { id: 'outcome-3', kind: 'stopped', label: 'stop', to: { kind: 'close' } },
    { id: 'outcome-4', kind: 'other-way', label: 'way', to: { kind: 'elsewhere', elsewhere: 'elsewhere-1' } },
    {
      id: 'outcome-5',
      kind: 'other-way',
      label: 'scene',
      to: { kind: 'scenario', scenario: 'scenario-2', rung: 'rung-5' },
    },
    { id: 'outcome-6', kind: 'not-done', label: 'top', to: { kind: 'top' } },
  ],
})

const first: Scenario = {
  id: 'scenario-1',
  title: 'one',
  when: 'fits',
  clause: 'a clause',
  notes: [passage('note')],
  remarks: ['reading-2'],
  asks: ['ask-1'],
  entryAsks: ['ask-1'],
  challenged: { kind: 'ask', ask: 'ask-1' },
  meanwhile: passage('stands'),
  starts: [{ id: 'start-1', title: 'begin', rung: 'rung-2', why: true, clause: 'a clause' }],
  stages: [
    {
      id: 'stage-1',
      title: 'stage',
      clause: 'a clause',
      clocks: [clock('clock-6', [{ kind: 'told' }], { remarks: ['gap-2'] })],
    },
  ],
  clocks: [clock('clock-7', [{ kind: 'told' }])],
  ladder: [
    full,
    rung('rung-2', {
      clocks: [clock('clock-5', [{ kind: 'asked' }])],
      optional: true,
      inOrder: true,
      do: [passage('do')],
    }),
  ],
  tracks: [
    {
      id: 'track-1',
      title: 'track',
      clause: 'a clause',
      rungs: [rung('rung-3', { agencies: true, oppositeNumber: true })],
      remarks: ['reading-3'],
    },
  ],
  ways: [rung('rung-4', { say: { text: 'exactly', exact: true } })],
  top: passage('top'),
  closing: [
    {
      id: 'closing-1',
      text: 'close',
      clause: 'x',
      on: ['agreed', 'stopped'],
      after: ['rung-1', 'rung-3'],
      when,
      remarks: ['gap-3'],
    },
  ],
  eachChild: passage('children'),
}

const second: Scenario = {
  id: 'scenario-2',
  title: 'two',
  when: 'fits',
  clause: 'a clause',
  notes: [],
  remarks: [],
  asks: [],
  entryAsks: [],
  challenged: {
    kind: 'body',
    id: 'health',
    title: 'the hospital',
    clause: 'a clause',
    remarks: ['gap-6'],
  },
  starts: [],
  stages: [],
  clocks: [],
  ladder: [rung('rung-5')],
  tracks: [],
  ways: [],
  top: passage('top'),
  closing: [],
}

const open = [
  'gap-1',
  'gap-2',
  'gap-3',
  'gap-4',
  'gap-5',
  'gap-6',
  'reading-1',
  'reading-2',
  'reading-3',
  'reading-4',
  'reading-5',
  'reading-6',
  'reading-7',
  'reading-8',
  'reading-9',
]

export const wholePolicy: Policy = {
  id: 'whole',
  title: 'title',
  short: 'short',
  nation: 'england',
  calendar: 'calendar',
  edition: { printed: 'printed', issued: '2001-02', reviewDue: '2003-04', supersededBy: 'newer' },
  over: [
    { id: 'base-1', title: 'base' },
    { id: 'base-2', title: 'base' },
  ],
  officeHours: { from: '08:15', to: '17:45', clause: 'a clause', remarks: ['reading-4'] },
  bodies: [{ name: 'body', ended: '2005-06', replacedBy: 'successor' }],
  terms: [
    { term: 'term', meaning: 'meaning', clause: 'a clause', criterion: 'criterion' },
    { term: 'bare', meaning: 'meaning' },
  ],
  principles: [passage('principle')],
  danger: [passage('danger')],
  dangerContacts: ['contact-3'],
  dangerRemarks: ['gap-4'],
  contacts: [
    {
      id: 'contact-1',
      role: 'role',
      name: 'name',
      printed: 'October 2022',
      clause: 'a clause',
      lines: [
        { kind: 'phone', value: '020 7946 0001', hours: 'any', note: 'note' },
        { kind: 'post', value: 'address', hours: 'day' },
        { kind: 'voicemail', value: '020 7946 0002', hours: 'out-of-hours' },
      ],
      when,
      note: 'note',
    },
    { id: 'contact-2', role: 'role', printed: 'undated', clause: 'a clause', lines: [] },
    {
      id: 'contact-3',
      role: 'role',
      printed: 'undated',
      clause: 'a clause',
      lines: [{ kind: 'web', value: 'example.org', hours: 'any' }],
    },
  ],
  asks: [
    {
      id: 'ask-1',
      title: 'ask',
      clause: 'a clause',
      options: [
        { id: 'option-1', label: 'one' },
        { id: 'option-2', label: 'two' },
      ],
      remarks: ['reading-5'],
    },
  ],
  moments: [{ id: 'moment-1', ask: 'when', clause: 'a clause', remarks: ['reading-6'] }],
  agencies: [
    {
      id: 'agency-1',
      title: 'agency',
      posts: [{ title: 'post' }, { title: 'post', joined: 'and' }],
      clause: 'x',
      remarks: ['reading-7'],
    },
  ],
  advice: [
    {
      id: 'advice-1',
      kind: 'advice',
      title: 'advice',
      text: 'text',
      clause: 'x',
      contacts: ['contact-3'],
      remarks: ['reading-8'],
    },
    { id: 'advice-2', kind: 'action', title: 'action', text: 'text', clause: 'x', contacts: [], remarks: [] },
  ],
  guards: [
    {
      id: 'guard-1',
      ask: 'belief',
      clause: 'a clause',
      every: 'rung',
      options: [
        { id: 'belief-1', label: 'yes', then: 'then', contacts: ['contact-3'] },
        { id: 'belief-2', label: 'no', contacts: [] },
      ],
      remarks: ['reading-9'],
    },
  ],
  remarks: open.map((id) => ({
    id,
    kind: id.startsWith('gap') ? 'gap' : 'reading',
    text: 'open',
    clause: 'a clause',
  })),
  elsewhere: [
    {
      id: 'elsewhere-1',
      title: 'matter',
      text: 'text',
      clause: 'x',
      contacts: ['contact-3'],
      policy: 'other',
      returns: true,
      remarks: ['gap-1'],
    },
  ],
  challenged: {
    kind: 'body',
    id: 'police',
    title: 'the county police',
    clause: 'a clause',
    remarks: ['gap-5'],
  },
  scenarios: [first, second],
  sha256: '0123456789abcdef'.repeat(4),
}

export const wholeCommon: Common = {
  label: 'label',
  headline: 'headline',
  danger: [passage('danger'), { ...passage('danger'), nations: ['england', 'wales'] }],
  contacts: [
    {
      id: 'general',
      role: 'role',
      printed: 'undated',
      clause: 'x',
      lines: [{ kind: 'phone', value: '999', hours: 'any' }],
    },
  ],
  anyoneMayRefer: [passage('anyone')],
  terms: [{ term: 'term', meaning: 'meaning', clause: 'a clause' }],
}
