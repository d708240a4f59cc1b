/** Generators of whatever can stand in a record. */
import fc from 'fast-check'
import { parsePlainDate } from '../../src/calendar/date.ts'
import type { Moment } from '../../src/calendar/time.ts'
import type { Fact, Field, Named, Place, Value } from '../../src/case/fact.ts'
import { fields } from '../../src/case/fields.ts'
import { titleProblem } from '../../src/flow/title.ts'

const pieces = [
  ...'\\`*_[]<>|~$&#+-=:@.() \n\r\t!^"\'w1a>',
  '\r\n',
  '://',
  'www.',
  'a@b.c',
  '&amp;',
  '1. ',
  '---',
  '\\u{41}',
  '> ',
  '- ',
  '## 2 Note',
  '`seal 1 ',
  '\u202e',
  '\ud800',
  '\udc00',
  '😀',
  'é',
  ', 2 lines:',
]
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

/** Any string of UTF-16 units, rich in what matters to Markdown. */
export const anyText = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 4 }), unit), {
    maxLength: 24,
  })
  .map((all) => all.join(''))

const title = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'Stage',
        ' ',
        ': ',
        '; ',
        ', to ',
        ' (',
        ')',
        ', clause 3',
        '& Co',
        'é',
        '3 lines:',
        'not given',
      ),
      fc.string({ maxLength: 6 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) => all.join(''))
  .filter((text) => titleProblem(text) === undefined)

const id = fc.stringMatching(/^\/?[a-z0-9]{1,6}(?:[-/.][a-z0-9]{1,6}){0,3}$/)
const named: fc.Arbitrary<Named> = fc.record({ id, label: title })
const sha = fc.stringMatching(/^[0-9a-f]{64}$/)
const two = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((value) => String(value).padStart(2, '0'))
const date = fc
  .tuple(fc.integer({ min: 2020, max: 2032 }), two(1, 12), two(1, 31))
  .map((parts) => parts.join('-'))
  .filter((text) => parsePlainDate(text) !== undefined)
const time = fc.tuple(two(0, 23), two(0, 59)).map((parts) => parts.join(':'))
const at = fc
  .tuple(date, time, two(0, 59), fc.constantFrom('+00:00', '+01:00', '-03:30'))
  .map(([day, minute, second, offset]) => `${day}T${minute}:${second}${offset}`)
const moment: fc.Arbitrary<Moment> = fc.oneof(
  fc.record({ date }),
  fc.record({ date, time }),
  fc.record({ date, time, about: fc.constant(true as const) }),
)
const text = anyText.map((one) => one.replace(/\r\n?/g, '\n'))

const answerValue = (field: Field): fc.Arbitrary<Value> => {
  const none = fc.constant<Value>({ kind: 'none' })
  switch (fields[field].value) {
    case 'choice':
      return fc.oneof(
        none,
        named.map((choice): Value => ({ kind: 'choice', choice })),
      )
    case 'text':
      return fc.oneof(
        none,
        text.map((one): Value => ({ kind: 'text', text: one })),
      )
    case 'moment':
      return fc.oneof(
        none,
        moment.map((one): Value => ({ kind: 'moment', moment: one })),
      )
    case 'date':
      return fc.oneof(
        none,
        date.map((one): Value => ({ kind: 'date', date: one })),
      )
  }
}

const field = fc.constantFrom(...(Object.keys(fields) as Field[]))
const answer: fc.Arbitrary<Fact> = field.chain((one) =>
  fc.record(
    {
      kind: fc.constant('answer' as const),
      at,
      field: fc.constant(one),
      subject: named,
      value: answerValue(one),
    },
    { requiredKeys: ['kind', 'at', 'field', 'value'] },
  ),
)
const deadline = fc.record(
  { date, time, working: title, unsureAfter: date },
  { requiredKeys: ['date', 'working'] },
)
const count = fc.integer({ min: 1, max: 10_000 })

/** A fact of any kind. */
export const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  answer,
  fc.record({ kind: fc.constant('next' as const), at, to: named }),
  fc.record({
    kind: fc.constant('due' as const),
    at,
    whose: fc.constantFrom('ours' as const, 'theirs' as const),
    clock: id,
    title,
    deadline,
    calendar: sha,
  }),
  fc.record({ kind: fc.constant('policy' as const), at, policy: named, sha256: sha }),
  fc.record({ kind: fc.constant('device' as const), at, mark: fc.stringMatching(/^[A-Z][0-9A-Z]{0,5}$/) }),
  fc.record({ kind: fc.constant('training' as const), at, exercise: named }),
  fc.record({
    kind: fc.constant('program' as const),
    at,
    version: fc.stringMatching(/^\d\.\d{1,2}\.\d(?:-rc\.1)?$/),
  }),
  fc.record({ kind: fc.constant('clock-given' as const), at }),
  fc.record({ kind: fc.constant('replaces' as const), at, entry: count, fact: count, reason: named }),
  fc.record({
    kind: fc.constant('recovered' as const),
    at,
    bytes: fc.integer({ min: 1 }),
    sha256: sha,
    text,
  }),
  fc.record({ kind: fc.constant('taken-over' as const), at, text }),
  fc.record({ kind: fc.constant('closed' as const), at, how: named }),
)

export const anyPlace: fc.Arbitrary<Place> = fc.oneof(
  fc.record({ kind: fc.constant('rung' as const), rung: named, clause: title }),
  fc
    .constantFrom('sitting', 'about', 'promise', 'top', 'closing', 'note', 'correction')
    .map((kind) => ({ kind }) as Place),
)
