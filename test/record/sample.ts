/** One made-up case in eight entries with a fact of every kind: the golden record, and what is cut and changed. */
import type { Fact, Place } from '../../src/case/fact.ts'
import { appendFact, beginRecord, type Head, sealEntry } from '../../src/record/writer.ts'
import { key, sign } from './key.ts'

export const salt = '0b6e1c5f0a9d4e27b8c3f1d26a7e5049cb18d2f3a4657788990a1b2c3d4e5f60'
const sha = (digit: string): string => digit.repeat(64)

const yes = { kind: 'choice', choice: { id: 'yes', label: 'Yes' } } as const
const stage1: Place = {
  kind: 'rung',
  rung: { id: 'stage-1', label: 'Stage 1: the practitioner or decision maker' },
  clause: '3.2',
}
const stage2: Place = {
  kind: 'rung',
  rung: { id: 'stage-2', label: 'Stage 2: line manager to line manager' },
  clause: '3.3',
}

export const facts: readonly (readonly [Place, Fact])[] = [
  [{ kind: 'sitting' }, { kind: 'program', at: '2026-11-19T10:31:05+00:00', version: '0.1.0' }],
  [{ kind: 'sitting' }, { kind: 'device', at: '2026-11-19T10:31:05+00:00', mark: 'K7', key }],
  [{ kind: 'sitting' }, { kind: 'clock-given', at: '2026-11-19T10:31:05+00:00' }],
  [
    { kind: 'sitting' },
    {
      kind: 'answer',
      at: '2026-11-19T10:31:09+00:00',
      field: 'danger',
      value: { kind: 'choice', choice: { id: 'no', label: 'No' } },
    },
  ],
  [
    { kind: 'sitting' },
    {
      kind: 'policy',
      at: '2026-11-19T10:31:20+00:00',
      policy: { id: 'southwark', label: 'Southwark multi-agency escalation policy' },
      sha256: sha('5'),
    },
  ],
  [
    { kind: 'sitting' },
    {
      kind: 'answer',
      at: '2026-11-19T10:31:40+00:00',
      field: 'recorded-by',
      value: { kind: 'text', text: 'J. Example, Designated Safeguarding Lead' },
    },
  ],
  [
    { kind: 'about' },
    {
      kind: 'answer',
      at: '2026-11-19T10:32:02+00:00',
      field: 'told',
      value: { kind: 'moment', moment: { date: '2026-11-18', time: '16:00', about: true } },
    },
  ],
  [
    { kind: 'about' },
    {
      kind: 'due',
      at: '2026-11-19T10:32:02+00:00',
      whose: 'ours',
      clock: 'stage-1/raise',
      title: 'raise it verbally and in writing',
      deadline: { date: '2026-11-20', working: '2 working days from Wed 18 Nov: Thu 19, Fri 20' },
      calendar: sha('7'),
    },
  ],
  [
    { kind: 'about' },
    {
      kind: 'answer',
      at: '2026-11-19T10:33:50+00:00',
      field: 'concern',
      value: {
        kind: 'text',
        text: 'Third bruise in a month.\n\n- seen by the school nurse\n- "fell over", says M.',
      },
    },
  ],
  [
    stage1,
    {
      kind: 'answer',
      at: '2026-11-19T10:41:00+00:00',
      field: 'check',
      subject: { id: 'chronology', label: 'The chronology is attached' },
      value: yes,
    },
  ],
  [
    stage1,
    {
      kind: 'answer',
      at: '2026-11-19T10:41:07+00:00',
      field: 'outcome',
      value: { kind: 'choice', choice: { id: 'not-agreed', label: 'They do not agree' } },
    },
  ],
  [
    stage1,
    {
      kind: 'answer',
      at: '2026-11-19T10:41:15+00:00',
      field: 'when',
      value: { kind: 'moment', moment: { date: '2026-11-19', time: '10:35' } },
    },
  ],
  [
    stage1,
    {
      kind: 'answer',
      at: '2026-11-19T10:41:40+00:00',
      field: 'who',
      value: { kind: 'text', text: 'A. Example, duty social worker' },
    },
  ],
  [stage1, { kind: 'answer', at: '2026-11-19T10:42:50+00:00', field: 'reference', value: { kind: 'none' } }],
  [
    stage1,
    {
      kind: 'next',
      at: '2026-11-19T10:42:50+00:00',
      to: { id: 'stage-2', label: 'Stage 2: line manager to line manager' },
    },
  ],
  [
    stage2,
    {
      kind: 'due',
      at: '2026-11-19T10:42:51+00:00',
      whose: 'theirs',
      clock: 'stage-2/answer',
      title: 'answer',
      deadline: { date: '2026-11-24', time: '10:35', working: '5 days', unsureAfter: '2026-11-23' },
      calendar: sha('7'),
    },
  ],
  [stage2, { kind: 'receipt', at: '2026-11-19T10:45:00+00:00', entry: 3, code: '12345678901234567888' }],
  [
    { kind: 'note' },
    {
      kind: 'recovered',
      at: '2026-11-20T09:00:00+00:00',
      bytes: 31,
      sha256: sha('a'),
      text: '- 2026-11-19T10:44:01+00:00 Note:\n> They ra',
    },
  ],
  [
    { kind: 'note' },
    { kind: 'taken-over', at: '2026-11-20T09:00:01+00:00', text: 'The other computer is broken.' },
  ],
  [
    { kind: 'note' },
    {
      kind: 'answer',
      at: '2026-11-20T09:00:09+00:00',
      field: 'note',
      value: { kind: 'text', text: 'Mail from mash@example.org' },
    },
  ],
  [
    { kind: 'correction' },
    {
      kind: 'replaces',
      at: '2026-11-20T09:05:00+00:00',
      entry: 3,
      fact: 3,
      reason: { id: 'learned', label: 'I learned more' },
    },
  ],
  [
    { kind: 'correction' },
    {
      kind: 'answer',
      at: '2026-11-20T09:05:00+00:00',
      field: 'when',
      value: { kind: 'moment', moment: { date: '2026-11-18' } },
    },
  ],
  [
    { kind: 'promise' },
    {
      kind: 'answer',
      at: '2026-11-20T09:10:00+00:00',
      field: 'promise-by',
      value: { kind: 'date', date: '2026-11-27' },
    },
  ],
  [
    { kind: 'closing' },
    { kind: 'closed', at: '2026-11-27T15:00:00+00:00', how: { id: 'done', label: 'It was done' } },
  ],
]

export interface Written {
  readonly head: Head
  readonly text: string
  /** Each buffer as it would have been written. */
  readonly buffers: readonly string[]
}

export const write = (
  all: readonly (readonly [Place, Fact])[],
  sealed = true,
  id = 'K7-2026-0042',
): Written => {
  const begun = beginRecord(id, 'Europe/London', salt)
  const buffers = [begun.text]
  let { head } = begun
  for (const [place, fact] of all) {
    const step = appendFact(head, place, fact, sign)
    head = step.head
    buffers.push(step.text)
  }
  if (sealed) {
    const step = sealEntry(head, sign)
    head = step.head
    buffers.push(step.text)
  }
  return { head, text: buffers.join(''), buffers }
}
