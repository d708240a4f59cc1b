/** A made policy with every word that leads a case somewhere: conditions, starts, tracks, ways, every kind of outcome, handing on. */
import type { Policy, Rung } from '../../src/flow/policy.ts'
import { ask, at, clock, guard, ladder, outcome, policy, rung, scenario, top } from './made.ts'

const promise = { kind: 'promise' } as const
const close = { kind: 'close' } as const
const elsewhere = (id: string) => ({ kind: 'elsewhere', elsewhere: id }) as const

const check = (id: string, on: readonly string[] = []) =>
  ({ id, kind: 'ready', text: `Have the ${id}`, clause: '1', on }) as const

const main: readonly Rung[] = ladder(['desk', 'lead', 'panel', 'board'], {
  desk: {
    guards: ['risk'],
    questions: [{ id: 'tone', ask: 'How did they sound?', clause: '1' }],
    checks: [check('form'), check('copy', ['agreed'])],
    clocks: [clock('reply', { sooner: true }), clock('meet', { limit: { kind: 'agreed' } })],
    outcomes: [
      outcome('agreed', 'agreed', promise),
      outcome('refused', 'refused', at('lead')),
      outcome('no-reply', 'no-answer', at('panel')),
      outcome('not-found', 'unreached', at('lead')),
      outcome('urgent', 'other-way', at('call'), { when: { ask: 'risk', is: ['yes'] } }),
      outcome('help', 'other-way', at('early')),
      outcome('misheard', 'no-issue', close),
    ],
  },
  lead: {
    when: { ask: 'agency', is: ['yes'] },
    optional: true,
    guards: ['now'],
    clocks: [clock('sent', { whose: 'ours', met: 'received', from: [{ kind: 'moment', moment: 'form' }] })],
    outcomes: [
      outcome('agreed', 'agreed', promise),
      outcome('refused', 'refused', at('panel')),
      outcome('returned', 'returned', at('desk'), { by: 'The gatekeeper' }),
      outcome('stopped', 'stopped', close),
      outcome('court', 'other-way', elsewhere('court')),
      outcome('complaint', 'other-way', elsewhere('complaint')),
    ],
  },
  panel: {
    clocks: [clock('hold', { from: [{ kind: 'start', rung: 'desk' }], on: ['refused'] })],
    outcomes: [
      outcome('done', 'done', close),
      outcome('not-done', 'not-done', at('board')),
      outcome('other', 'other-way', { kind: 'scenario', scenario: 'second', rung: 'upper' }),
      outcome('noted', 'recorded', close),
    ],
  },
})

const track = (id: string, rungs: readonly Rung[]) => ({ id, title: id, clause: '1', rungs, remarks: [] })

export const everything: Policy = policy(
  [
    scenario('first', main, {
      asks: ['agency', 'late'],
      entryAsks: ['agency'],
      starts: [{ id: 'to-panel', title: 'At the panel', rung: 'panel', why: true, clause: '1' }],
      tracks: [track('urgent', [rung('call', at('ring')), rung('ring', at('board'))])],
      ways: [rung('early', at('desk'))],
      closing: [{ id: 'letter', text: 'Send a letter', clause: '1', on: ['agreed'], after: [], remarks: [] }],
      eachChild: { text: 'Each child.', clause: '1' },
    }),
    scenario(
      'second',
      ladder(['lower', 'upper'], {
        lower: { when: { ask: 'agency', is: ['no'] } },
        upper: { when: { ask: 'agency', is: ['no'] }, outcomes: [outcome('refused', 'refused', top)] },
      }),
      { entryAsks: ['agency'] },
    ),
  ],
  {
    asks: [ask('agency'), ask('late')],
    guards: [guard('risk'), guard('now', 'rung')],
    moments: [{ id: 'form', ask: 'When was the form sent?', clause: '1', remarks: [] }],
    advice: [
      { id: 'adviser', kind: 'advice', title: 'Ask', text: 'Ask.', clause: '1', contacts: [], remarks: [] },
      { id: 'refer', kind: 'action', title: 'Refer', text: 'Refer.', clause: '1', contacts: [], remarks: [] },
    ],
    elsewhere: [
      { id: 'court', title: 'Court', text: 'Court.', clause: '1', contacts: [], returns: true, remarks: [] },
      {
        id: 'complaint',
        title: 'A complaint',
        text: 'Complain.',
        clause: '1',
        contacts: [],
        returns: false,
        remarks: [],
      },
    ],
  },
)
