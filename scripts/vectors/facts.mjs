// Facts as they must be spelled: every field with its kind of value, and the edges of stamps, moments and deadlines.
import { good } from './expected.mjs'
import { entry, fact, hash, headerOf, noteOf, recordOf } from './make.mjs'

const fields = {
  choice: [
    'Any child in immediate danger',
    'Scenario',
    'Begun at',
    'Steps already tried before this record',
    'Question of the policy: Is there a plan (`plan`)',
    'Stated belief: The child is at risk (`risk`)',
    'Check: The chronology is attached (`chronology`)',
    'What happened',
    'How',
    'What fits now',
    'Back to',
    'Advice sought from',
    'Done beside the ladder',
    'What became of it',
    'After the last rung',
    'After it was handed on',
    'The same outcome for every child',
    'Outcome for this child',
    'Another child',
    'What was passed over',
    'The case',
    'Matched to',
    'Sent: Letter to the Service Manager (`service-manager-letter`)',
    'Sent how',
  ],
  moment: [
    'When',
    'They received it',
    'Advice sought when',
    'Done beside the ladder when',
    'Counted from: the day of the meeting (`meeting`)',
    'The decision was received',
    'Sent when',
  ],
  date: [
    'Needed sooner, to protect the child',
    'Agreed by the date',
    'Look again on',
    'To be done by the date',
  ],
  text: [
    'What was done about the danger',
    'Recorded by',
    'Spoke to',
    'What they said',
    'Their reason',
    'Their reference',
    'What was done',
    'Asked by the policy: Their grounds (`grounds`)',
    'Why',
    'Advice given by',
    'The advice',
    'What was done beside the ladder',
    'The child or children',
    'The decision disputed',
    'The concern',
    'What the child has said',
    'The outcome sought',
    'What was agreed',
    'To be done by',
    'Agreed in the end',
    'Outstanding',
    'Owed feedback',
    'Child',
    'How it is matched',
    'Sent to',
    'Note',
  ],
}

const values = {
  choice: ': The one that fits (`one`)',
  moment: ': 2026-11-19, 09:05',
  date: ': 2026-11-27',
  text: ':\n> Words.',
}

const answers = (value) =>
  Object.entries(fields).map(([kind, labels]) =>
    entry(
      'About the case',
      labels.map((label) => fact(`${label}${value ?? values[kind]}`)),
    ),
  )

const stamped = (...stamps) => noteOf(...stamps.map((stamp) => `- ${stamp} Note: not given\n`))
const told = (stamp, moment) => `- ${stamp} The decision was received: ${moment}\n`

const calendar = `calendar sha256 \`${hash('a calendar')}\``
const due = (whose, when, what, working, more = '') =>
  fact(`Due (${whose}): ${when}, to ${what}; ${working}; ${calendar}${more}`)
const unsure = '; unsure: days off are known only until 2027-12-31'

export const spelledFacts = [
  good('every-field', 'An answer for every field that there is.', recordOf(answers())),
  good('every-field-not-given', 'Every field asked and passed over.', recordOf(answers(': not given'))),
  good(
    'texts',
    'Texts of no words, one line, several lines, and about one of several things.',
    noteOf(
      fact('Note:\n>'),
      fact('Note:\n> One line'),
      fact('Note, 2 lines:\n>\n>'),
      fact('Note, 4 lines:\n> One\n>\n> Three\n>'),
      fact('Asked by the policy: Their grounds (`grounds`), 2 lines:\n> One\n> Two'),
      fact('Note:\n> not given'),
    ),
  ),
  good(
    'stamps',
    'Stamps at the edges of days, years and offsets. They need not grow.',
    stamped(
      '2026-11-19T00:00:00+00:00',
      '2026-12-31T23:59:59+00:00',
      '2028-02-29T12:00:00+01:00',
      '2000-02-29T12:00:00+01:00',
      '2026-11-19T12:00:00+14:59',
      '2026-11-19T12:00:00-14:59',
      '2026-11-19T12:00:00-00:30',
      '2026-11-19T12:00:00+05:45',
      '1999-12-31T23:59:59-03:30',
    ),
  ),
  good(
    'clocks-go-back',
    'The night on which the clocks go back: the same hour twice, with two offsets.',
    stamped('2026-10-25T01:59:59+01:00', '2026-10-25T01:00:00+00:00', '2026-10-25T01:30:00+00:00'),
  ),
  good(
    'moments',
    'Moments with a time, about a time and with none, on the day, before it and after it.',
    noteOf(
      told('2026-11-19T10:31:05+00:00', '2026-11-19'),
      told('2026-11-19T10:31:05+00:00', '2026-11-19, 00:00'),
      told('2026-11-19T10:31:05+00:00', '2026-11-19, about 23:59'),
      told('2026-11-19T10:31:05+00:00', '2026-11-18; recorded 1 day later'),
      told('2026-11-19T10:31:05+00:00', '2026-11-07, 09:00; recorded 12 days later'),
      told('2026-11-19T10:31:05+00:00', '2026-11-20, about 09:00; recorded 1 day before'),
      told('2026-11-19T10:31:05+00:00', '2026-11-29; recorded 10 days before'),
      told('2026-11-19T10:31:05+00:00', '2016-11-19; recorded 3652 days later'),
    ),
  ),
  good(
    'delay-over-a-leap-day',
    'Delays over a 29th of February, in a year that has one and in one that has none.',
    noteOf(
      told('2028-03-01T09:00:00+00:00', '2028-02-28; recorded 2 days later'),
      told('2028-03-01T09:00:00+00:00', '2028-02-29; recorded 1 day later'),
      told('2027-03-01T09:00:00+00:00', '2027-02-28; recorded 1 day later'),
      told('2028-02-29T09:00:00+00:00', '2027-02-28; recorded 366 days later'),
    ),
  ),
  good(
    'delay-over-a-clock-change',
    'Delays over nights on which the clocks changed: days of the calendar, not 24 hours.',
    noteOf(
      told('2027-03-28T02:10:00+01:00', '2027-03-27, 23:50; recorded 1 day later'),
      told('2027-03-29T00:10:00+01:00', '2027-03-28, 00:10; recorded 1 day later'),
      told('2026-10-25T23:50:00+00:00', '2026-10-25, 00:10'),
      told('2026-10-26T00:10:00+00:00', '2026-10-24, 23:50; recorded 2 days later'),
    ),
  ),
  good(
    'delay-by-the-date-as-written',
    'A delay counts from the date in the stamp, whatever the date in UTC was.',
    noteOf(
      told('2026-11-19T00:30:00+10:00', '2026-11-18, 23:50; recorded 1 day later'),
      told('2026-11-18T23:30:00-10:00', '2026-11-18, 08:00'),
    ),
  ),
  good(
    'deadlines',
    'Deadlines of all three sides, with and without a time, sure and unsure.',
    noteOf(
      due('you', 'end of Fri 20 Nov 2026', 'raise it (`stage-1/raise`)', '2 working days'),
      due('them', 'Tue 24 Nov 2026, 10:35', 'answer (`stage-2/answer`)', '5 days'),
      due('both', 'Sun 29 Mar 2026, 00:00', 'meet (`/meet`)', 'hours over a clock change'),
      due('you', 'end of Wed 8 Apr 2026', 'write (`a/b`)', 'Easter Monday skipped', unsure),
      due('you', 'end of Tue 29 Feb 2028', 'write (`any-id`)', 'a leap day'),
      due(
        'you',
        'end of Sat 1 Jan 2028',
        'send it, to the chair (in writing); at once (`a/b`)',
        'x: y; z (w), 1',
      ),
      due('them', 'Mon 31 Dec 2029, 23:59', 'answer (`a/b`)', 'w'.repeat(2000), unsure),
    ),
  ),
  good(
    'statements',
    'Statements at their edges.',
    recordOf([
      entry('Note', [fact('Note:\n> Before.')]),
      entry('Note', [
        fact(`Device: ${'K'.repeat(40)}`),
        fact('Device: a-9'),
        fact(`Program: rungs ${'1.'.repeat(29)}0+`),
        fact('Clock: given by hand, not read'),
        fact('Replaces: entry 1, fact 1; Mistyped (`mistyped`)'),
        fact('Replaces: entry 120, fact 30; I learned more (`learned`)'),
        fact(`Recovered: 1 byte, sha256 \`${hash('x')}\`; what can be read of it:\n> x`),
        fact(`Recovered: 12000 bytes, sha256 \`${hash('y')}\`; what can be read of it, 2 lines:\n> x\n> y`),
        fact('Taken over, 2 lines:\n> It is broken.\n> They know.'),
        fact('Receipt: entry 1, 1234 5678 9012 3456 7888'),
        fact('Receipt: entry 1, 0000 0000 0000 0000 0098'),
        fact(`Policy: A policy, with sha256 in its title (\`a/b\`), sha256 \`${hash('a policy')}\``),
        fact('Next: Up: and on (`up`)'),
        fact('Closed: It was done (`done`)'),
      ]),
    ]),
  ),
  good(
    'other-salt',
    'A salt of 64 noughts.',
    recordOf([entry('Note', [fact('Note:\n> One.')])], {
      header: headerOf({ salt: '0'.repeat(64) }),
      sealed: { salt: '0'.repeat(64) },
    }),
  ),
]
