// Records in which nothing is wrong.
import { readFileSync } from 'node:fs'
import { good, vector } from './expected.mjs'
import {
  device,
  entries,
  entry,
  fact,
  hash,
  headerOf,
  id,
  k7,
  noteOf,
  recordOf,
  unsigned,
  whole,
} from './make.mjs'

const golden = (name) => readFileSync(new URL(`../../test/record/golden/1/${name}`, import.meta.url), 'utf8')

const closing = entry('Closing', [fact('Closed: It was done (`done`)')])
const note = entry('Note', [fact('Note:\n> They rang again.')])
const unsealed = (...facts) => ({ ...entry('Note', facts), open: true })

const headings = [
  'Sitting',
  'Danger',
  'About the case',
  'What was agreed',
  'The policy ends here',
  'Handed on',
  'Closing',
  'Note',
  'Letter',
  'Correction',
  'Stage 1 (`stage-1`), clause 3.2',
  'Stage 1: a team (`a.b_c/d:e-F9`), clause 3.2 (a) – the second sentence, and 4',
]

const numbered = (own, parts) => recordOf(parts, { header: headerOf({ id: own }), sealed: { id: own } })
const named = (own) => ({ [`${own}.md`]: numbered(own, [note]) })
const inZone = (zone) => recordOf([note], { header: headerOf({ zone }) })

const madeUp = 'TRAINING-2026-0001'
const training = [fact('Device: TRAINING'), fact('TRAINING: made-up case, A first no (`greenvale/first-no`)')]
const trainingOf = (own) =>
  numbered(own, [
    entry('Sitting', [...training, fact('Program: rungs 0.1.0')]),
    note,
    entry('Sitting', training),
    note,
  ])

const lines = (count) => `Note, ${count} lines:${'\n>'.repeat(count)}`

export const wholes = [
  good(
    'the-record-of-the-page',
    'The small record that docs/record-format.md shows.',
    { 'K7-2026-0001.md': golden('K7-2026-0001.md') },
    3,
  ),
  good(
    'every-statement',
    'A record with every kind of statement and of value.',
    golden('K7-2026-0042.md'),
    8,
  ),
  good('no-entry', 'A header and its seal, and nothing more: begun, and nothing said yet.', recordOf([])),
  good('signed', 'Four entries, each signed.', whole, 4),
  good('unsigned', 'Four entries, none signed: the key could not be used.', unsigned),
  good(
    'every-heading',
    'An entry under every heading that there is.',
    recordOf(headings.map((one) => entry(one, [fact('Note: not given')]))),
  ),
  good('closed', 'A case that was closed.', recordOf([...entries, { ...closing, by: k7 }]), 5),
  good(
    'notes-after-the-end',
    'A case that was closed, and a note added later.',
    recordOf([...entries, { ...closing, by: k7 }, { ...note, by: k7 }]),
    6,
  ),
  vector(
    'not-yet-sealed',
    'Two facts after the last seal, not yet sealed.',
    recordOf([...entries, unsealed(fact('Note:\n> They rang again.'), fact('Note:\n> And again.'))]),
    { verdict: 'unsealed', signed: 4 },
  ),
  vector(
    'nothing-sealed',
    'The only fact of the record is not yet sealed.',
    recordOf([unsealed(fact('Note:\n> One.'))]),
    {
      verdict: 'unsealed',
    },
  ),
  vector(
    'not-yet-sealed-after-the-end',
    'A case that was closed and sealed, and a note after that, not yet sealed.',
    recordOf([closing, unsealed(fact('Note:\n> One.'))]),
    { verdict: 'unsealed' },
  ),
  good('longest-id', 'A record-id of 40 characters.', named(`A-${'0'.repeat(38)}`)),
  good('shortest-id', 'A record-id of one letter.', named('K')),
  good('zone-with-signs', 'A zone with digits and a sign.', inZone('Etc/GMT+5')),
  good('zone-of-three-parts', 'A zone of three parts.', inZone('America/North_Dakota/New_Salem')),
  good('zone-without-part', 'A zone of one part.', inZone('UTC')),
  good(
    'named-as-a-copy',
    'A file named as a copy, after no other record.',
    { 'K7-2026-0042 (1).md': whole },
    4,
  ),
  good(
    'named-otherwise',
    'A file with a name that is no record’s, though in capitals.',
    { 'BACKUP.md': whole },
    4,
  ),
  vector(
    'misnamed',
    'A file named after another record.',
    { 'K7-2026-0043.md': whole },
    { verdict: 'unwitnessed', signed: 4, findings: ['misnamed 0'] },
  ),
  good('ten-thousand-lines', 'A quotation of 10,000 empty lines.', noteOf(fact(lines(10_000)))),
  good(
    'many-entries',
    'Twelve entries: numbers of two digits.',
    recordOf(Array.from({ length: 12 }, () => note)),
  ),
  good(
    'device-last',
    'The key is named in the last fact of the first entry that it signs.',
    recordOf([{ ...entry('Sitting', [fact('Program: rungs 0.1.0'), device(k7)]), by: k7 }]),
    1,
  ),
  good('training', 'A record of a made-up case: its number and each sitting say so. Nothing signs it.', {
    [`${madeUp}.md`]: trainingOf(madeUp),
  }),
  good(
    'training-in-a-record',
    'A record with the number of a real one, in which a sitting says that the case is made up. The bytes are intact.',
    trainingOf(id),
  ),
  good('training-in-its-number', 'A record with the number of a made-up case, in which no sitting says so.', {
    [`${madeUp}.md`]: numbered(madeUp, [entry('Sitting', [fact('Device: K7')]), note]),
  }),
  vector(
    'training-misnamed',
    'A record in a file that is named as one of a made-up case.',
    { [`${madeUp}.md`]: whole },
    { verdict: 'unwitnessed', signed: 4, findings: ['misnamed 0'] },
  ),
  good(
    'letter-after-the-end',
    'A case that was closed, and a letter that went out later: its file by the SHA-256.',
    recordOf([
      ...entries,
      { ...closing, by: k7 },
      {
        ...entry('Letter', [
          fact(
            `Sent: Written confirmation (\`written-confirmation\`): the file with this SHA-256 (\`${hash('a letter')}\`)`,
          ),
          fact('Sent when: 2026-11-19, 10:30'),
          fact('Sent to:\n> A. Example, Team Leader'),
          fact('Sent how: By e-mail (`e-mail`)'),
        ]),
        by: k7,
      },
    ]),
    6,
  ),
]
