// Lines that are not the one spelling of what they say. Each seal fits: the grammar alone finds them.
import { changed } from './expected.mjs'
import { change, entry, fact, hash, headerOf, id, noteOf, recordOf } from './make.mjs'

const before = fact('Note:\n> A fact that is well spelled.')

/** In the second fact of an entry. */
const fault = (name, about, text) => changed(name, about, noteOf(before, text), 1, 0, 'malformed 1')
const body = (name, about, text) => fault(name, about, fact(text))

const stamp = (name, about, text) => fault(`stamp-${name}`, about, `- ${text} Note: not given\n`)
const told = (name, about, moment) => body(`moment-${name}`, about, `The decision was received: ${moment}`)

const calendar = `calendar sha256 \`${hash('a calendar')}\``
const due = (
  name,
  about,
  when,
  { what = 'raise it (`a/b`)', working = '2 working days', more = '', end = calendar } = {},
) => body(`due-${name}`, about, `Due (you): ${when}, to ${what}; ${working}; ${end}${more}`)
const friday = 'end of Fri 20 Nov 2026'

const heading = (name, about, text) =>
  changed(`heading-${name}`, about, recordOf([entry(text, [before])]), 1, 0, 'malformed 1')
const header = (name, about, own) =>
  changed(
    `header-${name}`,
    about,
    recordOf([entry('Note', [before])], { header: headerOf(own), sealed: own }),
    0,
    0,
    'malformed 0',
  )

export const misspelledStamps = [
  stamp('z', 'An offset written as Z.', '2026-11-19T10:31:05Z'),
  stamp('minus-nought', 'The offset -00:00.', '2026-11-19T10:31:05-00:00'),
  stamp('offset-too-far', 'An offset of 15 hours.', '2026-11-19T10:31:05+15:00'),
  stamp('offset-minute-60', 'An offset with a minute 60.', '2026-11-19T10:31:05+00:60'),
  stamp('offset-short', 'An offset without minutes.', '2026-11-19T10:31:05+00'),
  stamp('hour-24', 'An hour 24.', '2026-11-19T24:00:00+00:00'),
  stamp('second-60', 'A second 60.', '2026-12-31T23:59:60+00:00'),
  stamp('no-leap-day', 'A 29th of February in a year that has none.', '2027-02-29T10:31:05+00:00'),
  stamp('no-leap-day-2100', 'A 29th of February in 2100, which has none.', '2100-02-29T10:31:05+00:00'),
  stamp('day-31', 'A 31st of November.', '2026-11-31T10:31:05+00:00'),
  stamp('month-13', 'A thirteenth month.', '2026-13-01T10:31:05+00:00'),
  stamp('no-seconds', 'A stamp without seconds.', '2026-11-19T10:31+00:00'),
  stamp('fraction', 'A stamp with a fraction of a second.', '2026-11-19T10:31:05.0+00:00'),
  stamp('year-nought', 'A year 0.', '0000-12-31T10:31:05+00:00'),
  stamp('small-t', 'A small t between date and time.', '2026-11-19t10:31:05+00:00'),
  stamp('space', 'A space between date and time.', '2026-11-19 10:31:05+00:00'),
  stamp('two-spaces', 'Two spaces after the stamp.', '2026-11-19T10:31:05+00:00 '),
]

export const misspelledAnswers = [
  told('delay-missing', 'Another day, and no delay.', '2026-11-18, 16:00'),
  told('delay-wrong', 'A delay of one day too many.', '2026-11-18, 16:00; recorded 2 days later'),
  told('delay-plural', 'One day in the plural.', '2026-11-18; recorded 1 days later'),
  told('delay-singular', 'Two days in the singular.', '2026-11-17; recorded 2 day later'),
  told('delay-nought', 'A delay of no day.', '2026-11-19, 10:00; recorded 0 days later'),
  told('delay-other-way', 'A delay in the other direction.', '2026-11-18; recorded 1 day before'),
  told('delay-leading-nought', 'A delay with a leading nought.', '2026-11-10; recorded 09 days later'),
  fault(
    'moment-delay-in-utc',
    'A delay counted from the date in UTC, which is not that of the stamp.',
    '- 2026-11-19T00:30:00+10:00 The decision was received: 2026-11-18, 23:50\n',
  ),
  told('no-such-day', 'A day that the calendar has not.', '2026-11-31; recorded 12 days before'),
  told('hour-24', 'A time of 24:00.', '2026-11-19, 24:00'),
  told('short-hour', 'An hour of one digit.', '2026-11-19, 9:05'),
  told('about-without-time', 'About, and no time.', '2026-11-19, about'),
  told('about-the-day', 'About a day.', 'about 2026-11-19'),
  told('seconds', 'A time with seconds.', '2026-11-19, 10:00:00'),
  told('choice', 'A choice in a field for a moment.', 'Yesterday (`yesterday`)'),
  body('moment-text', 'A text in a field for a moment.', 'The decision was received:\n> 2026-11-19'),
  body('date-with-time', 'A date with a time.', 'Look again on: 2026-11-27, 10:00'),
  body(
    'date-with-delay',
    'A date with a delay: only moments have one.',
    'Look again on: 2026-11-27; recorded 8 days before',
  ),
  body('date-no-such-day', 'A date that the calendar has not.', 'Look again on: 2026-02-30'),
  body('date-short', 'A date with a month of one digit.', 'Look again on: 2027-1-05'),
  body('choice-without-id', 'A choice without its id.', 'What happened: They agree'),
  body('choice-without-label', 'A choice without its label.', 'What happened: (`agreed`)'),
  body('choice-text', 'A text in a field for a choice.', 'What happened:\n> They agree'),
  body('choice-date', 'A date in a field for a choice.', 'What happened: 2026-11-19'),
  body('id-with-space', 'An id with a space in it.', 'What happened: They agree (`they agree`)'),
  body('id-empty', 'An empty id.', 'What happened: They agree (``)'),
  body('id-too-long', 'An id of 201 characters.', `What happened: They agree (\`${'a'.repeat(201)}\`)`),
  body('id-accent', 'An id with a letter that is none of A to Z.', 'What happened: They agree (`agreé`)'),
  body('text-on-the-line', 'A text on the line of the fact.', 'Note: They rang again.'),
  body('text-date', 'A date in a field for a text.', 'Note: 2026-11-19'),
  body('not-given-otherwise', 'Not given, with a capital letter.', 'Note: Not given'),
  body('not-given-and-more', 'Not given, with a full stop.', 'Note: not given.'),
  body('label-unknown', 'A label that no fact has.', 'Remark: not given'),
  body('label-small', 'A label with a small letter.', 'note: not given'),
  body('label-space', 'A space before the colon.', 'Note : not given'),
  body('no-space-after-colon', 'No space after the colon.', 'Note:not given'),
  body('space-at-the-end', 'A space at the end of a line.', 'Note: not given '),
  body('lines-one', 'A count for a quotation of one line.', 'Note, 1 lines:\n> One'),
  body('lines-leading-nought', 'A count with a leading nought.', 'Note, 02 lines:\n> One\n> Two'),
  body('lines-fewer', 'Three lines, and four are announced.', 'Note, 4 lines:\n> One\n> Two\n> Three'),
  body('lines-more', 'Three lines, and two are announced.', 'Note, 2 lines:\n> One\n> Two\n> Three'),
  body('lines-not-counted', 'Two lines, and no count.', 'Note:\n> One\n> Two'),
  body('lines-none', 'No line at all.', 'Note:'),
  body(
    'lines-after-a-choice',
    'A quotation after a choice.',
    'What happened: They agree (`agreed`)\n> Really',
  ),
  body('quotation-without-space', 'No space after the sign of a quotation.', 'Note:\n>One'),
  body('quotation-empty-with-space', 'A space after the sign of an empty quoted line.', 'Note:\n> '),
  body('quotation-indented', 'A space before the sign of a quotation.', 'Note:\n > One'),
  body('quotation-broken', 'An empty line within a quotation.', 'Note, 3 lines:\n> One\n\n> Three'),
  fault(
    'list-sign',
    'A fact that begins with another sign of a list.',
    '* 2026-11-19T10:31:05+00:00 Note: not given\n',
  ),
  fault('indented', 'A fact that is indented.', ' - 2026-11-19T10:31:05+00:00 Note: not given\n'),
]

export const misspelledStatements = [
  body('next-without-id', 'A next step without its id.', 'Next: Stage 2'),
  body(
    'policy-capitals',
    'The digest of a policy in capitals.',
    `Policy: A policy (\`a\`), sha256 \`${hash('a policy').toUpperCase()}\``,
  ),
  body(
    'policy-short',
    'The digest of a policy with a digit too few.',
    `Policy: A policy (\`a\`), sha256 \`${hash('a policy').slice(1)}\``,
  ),
  body(
    'policy-space',
    'A space after the digest of a policy.',
    `Policy: A policy (\`a\`), sha256 \`${hash('a policy')}\` `,
  ),
  body('device-long', 'A mark of 41 characters.', `Device: ${'K'.repeat(41)}`),
  body('device-underscore', 'A mark with an underscore.', 'Device: K_7'),
  body('device-key-capitals', 'A key in capitals.', `Device: K7, key \`${hash('a key').toUpperCase()}\``),
  body('device-key-short', 'A key with a digit too few.', `Device: K7, key \`${hash('a key').slice(1)}\``),
  body('program-space', 'A version with a space in it.', 'Program: rungs 0.1.0 beta'),
  body('program-long', 'A version of 61 characters.', `Program: rungs ${'1'.repeat(61)}`),
  body('program-other', 'A program of another name.', 'Program: ladders 0.1.0'),
  body('clock-otherwise', 'Other words for a clock that was given.', 'Clock: given by hand'),
  body(
    'replaces-entry-nought',
    'What replaces a fact of entry 0.',
    'Replaces: entry 0, fact 1; Mistyped (`mistyped`)',
  ),
  body('replaces-fact-nought', 'What replaces a fact 0.', 'Replaces: entry 1, fact 0; Mistyped (`mistyped`)'),
  body(
    'replaces-leading-nought',
    'A number of an entry with a leading nought.',
    'Replaces: entry 01, fact 1; Mistyped (`mistyped`)',
  ),
  body(
    'recovered-short',
    'A digest of what was cut off with a digit too few.',
    `Recovered: 31 bytes, sha256 \`${hash('x').slice(1)}\`; what can be read of it:\n> x`,
  ),
  body(
    'recovered-nothing',
    'No byte that was cut off.',
    `Recovered: 0 bytes, sha256 \`${hash('')}\`; what can be read of it:\n>`,
  ),
  body(
    'recovered-plural',
    'One byte in the plural.',
    `Recovered: 1 bytes, sha256 \`${hash('x')}\`; what can be read of it:\n> x`,
  ),
  body(
    'recovered-no-text',
    'What was cut off, and no quotation.',
    `Recovered: 31 bytes, sha256 \`${hash('x')}\`; what can be read of it:`,
  ),
  body(
    'recovered-lines',
    'What was cut off, and one line too few.',
    `Recovered: 31 bytes, sha256 \`${hash('x')}\`; what can be read of it, 2 lines:\n> x`,
  ),
  body(
    'receipt-check',
    'A receipt whose last two digits do not fit.',
    'Receipt: entry 1, 1234 5678 9012 3456 7889',
  ),
  body('receipt-ungrouped', 'A receipt that is not in groups.', 'Receipt: entry 1, 12345678901234567888'),
  body('receipt-entry-nought', 'A receipt for the header.', 'Receipt: entry 0, 1234 5678 9012 3456 7888'),
  body('taken-over-not-given', 'A lock taken over without a reason.', 'Taken over: not given'),
  body('closed-without-id', 'An end without its id.', 'Closed: It was done'),
  due('weekday', 'A deadline on the wrong weekday.', 'end of Thu 20 Nov 2026'),
  due('weekday-long', 'A weekday in full.', 'end of Friday 20 Nov 2026'),
  due('month-long', 'A month in full.', 'end of Fri 20 November 2026'),
  due('leading-nought', 'A day with a leading nought.', 'end of Fri 06 Nov 2026'),
  due('no-such-day', 'A deadline on a day that the calendar has not.', 'end of Mon 30 Feb 2026'),
  due('no-end-of', 'A deadline without a time that does not say “end of”.', 'Fri 20 Nov 2026'),
  due('end-of-with-time', 'An end of a day with a time.', 'end of Fri 20 Nov 2026, 10:35'),
  due('hour-24', 'A deadline at 24:00.', 'Fri 20 Nov 2026, 24:00'),
  due('about', 'A deadline at about a time.', 'Fri 20 Nov 2026, about 10:35'),
  due('no-clock', 'A deadline without a clock.', friday, { what: 'raise it' }),
  due('working-empty', 'A deadline without a working.', friday, { working: '' }),
  due('working-long', 'A working of 2001 characters.', friday, { working: 'w'.repeat(2001) }),
  due('no-calendar', 'A deadline without a calendar.', friday, { end: 'calendar' }),
  due('calendar-capitals', 'The digest of a calendar in capitals.', friday, {
    end: `calendar sha256 \`${hash('a calendar').toUpperCase()}\``,
  }),
  due('unsure-no-day', 'Unsure from a day on that the calendar has not.', friday, {
    more: '; unsure: days off are known only until 2027-02-29',
  }),
  due('unsure-otherwise', 'Other words for what is unsure.', friday, {
    more: '; unsure: days off are known until 2027-12-31',
  }),
  body(
    'due-nobody',
    'A deadline of nobody.',
    `Due (us): ${friday}, to raise it (\`a/b\`); 2 working days; ${calendar}`,
  ),
  body('training-without-id', 'A made-up case without its id.', 'TRAINING: made-up case, A first no'),
  body(
    'training-otherwise',
    'Other words for a made-up case.',
    'TRAINING: invented case, A first no (`greenvale/first-no`)',
  ),
  body(
    'training-small',
    'A made-up case in small letters.',
    'Training: made-up case, A first no (`greenvale/first-no`)',
  ),
]

export const misspelledHeadings = [
  heading('unknown', 'A title that no entry has.', 'Notes'),
  heading('space', 'A space at the end of a heading.', 'Note '),
  heading('no-clause', 'A rung without its clause.', 'Stage 1 (`stage-1`)'),
  heading('no-id', 'A rung without its id.', 'Stage 1, clause 3.2'),
  heading('clause-empty', 'A rung with an empty clause.', 'Stage 1 (`stage-1`), clause '),
  heading('clause-long', 'A clause of 501 characters.', `Stage 1 (\`stage-1\`), clause ${'x'.repeat(501)}`),
  changed(
    'heading-leading-nought',
    'The number of an entry with a leading nought.',
    change(noteOf(before), '## 1 ', '## 01 '),
    1,
    0,
    'malformed 1',
  ),
  changed(
    'heading-deeper',
    'A heading of the third level.',
    change(noteOf(before), '## 1 ', '### 1 '),
    1,
    0,
    'malformed 1',
  ),
  header('id-small', 'A record-id in small letters.', { id: id.toLowerCase() }),
  header('id-two-hyphens', 'A record-id with two hyphens together.', { id: 'K7--0042' }),
  header('id-hyphen-last', 'A record-id that ends in a hyphen.', { id: 'K7-2026-' }),
  header('id-long', 'A record-id of 41 characters.', { id: 'A'.repeat(41) }),
  header('zone-space', 'A zone with a space in it.', { zone: 'Europe/London ' }),
  header('zone-long', 'A zone of 61 characters.', { zone: `Europe/${'L'.repeat(54)}` }),
  header('zone-empty-part', 'A zone with an empty part.', { zone: 'Europe//London' }),
  header('zone-slash-first', 'A zone that begins with a slash.', { zone: '/London' }),
  header('salt-short', 'A salt with a digit too few.', { salt: hash('salt').slice(1) }),
  header('salt-capitals', 'A salt in capitals.', { salt: hash('salt').toUpperCase() }),
]
