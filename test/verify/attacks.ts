/** The attacks of docs/attacks.md, each made on the honest casebook of scene.ts; named as the page names them. */
import type { Fact } from '../../src/case/fact.ts'
import { sha256 } from '../../src/record/digest.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { receiptOf } from '../../src/record/receipt.ts'
import { redact } from '../../src/record/redact.ts'
import { sealOf, segmentHash, segmentSalt } from '../../src/record/seal.ts'
import { longestRecord } from '../../src/record/text.ts'
import { emptyMemory } from '../../src/register/memory.ts'
import type { Stroke } from '../honest/case.ts'
import { publicKeyOf, signerOf } from '../record/key.ts'
import {
  allEvents,
  type Content,
  calendar,
  casebook,
  changeFacts,
  honest,
  key,
  loadText,
  otherSeed,
  others,
  pathOf,
  pins,
  planted,
  policy,
  registered,
  registerPath,
  type Scene,
  sealAt,
  sign,
  target,
  theirs,
  untouched,
  writeDown,
  writeRegister,
  written,
} from './scene.ts'

const here = pathOf(target)
const [before, after] = others
if (before === undefined || after === undefined) throw new Error('no neighbours')

/** Puts in what stands there, and takes out what is undefined. */
const withFiles = (
  files: Readonly<Record<string, Content | undefined>>,
  more: Partial<Scene> = {},
): Scene => ({
  ...untouched,
  files: Object.fromEntries(
    Object.entries({ ...untouched.files, ...files }).flatMap(([path, content]) =>
      content === undefined ? [] : [[path, content]],
    ),
  ),
  ...more,
})

const withRecord = (text: Content, more: Partial<Scene> = {}): Scene => withFiles({ [here]: text }, more)

const change = (text: string, from: string, to: string): string => {
  if (text.split(from).length !== 2) throw new Error(`"${from}" does not stand there once`)
  return text.replace(from, to)
}

const entryIn = (text: string, n: number): string => {
  const start = text.indexOf(`\n## ${n} `)
  const next = text.indexOf('\n## ', start + 1)
  return text.slice(start, next < 0 ? undefined : next)
}

/** The first words that somebody typed in an entry, with the sign before them. */
const typedIn = (of: string, n: number): string => {
  const [words] = /^> .+$/m.exec(entryIn(of, n)) ?? []
  if (words === undefined) throw new Error(`nothing was typed in entry ${n}`)
  return words
}

const { text, strokes } = honest
const last = parseRecord(text).entries.length

/** The first text about the case itself; the names of who wrote are before it. */
const isWords = (one: Stroke): boolean =>
  one !== 'seal' &&
  one.fact.kind === 'answer' &&
  one.fact.field !== 'recorded-by' &&
  one.fact.value.kind === 'text'

const wordsAt = strokes.findIndex(isWords)

/** The same case in other words. */
const rewritten: readonly Stroke[] = strokes.map((one, i) =>
  i !== wordsAt || one === 'seal' || one.fact.kind !== 'answer'
    ? one
    : { ...one, fact: { ...one.fact, value: { kind: 'text', text: 'Nothing much.' } } },
)
const again = (own: Parameters<typeof writeDown>[2]): string => writeDown(honest, rewritten, own)
const byTheAuthor = again({ sign })

const withoutKey = changeFacts(rewritten, (fact) =>
  fact.kind === 'device' ? { kind: 'device', at: fact.at, mark: fact.mark } : fact,
)
const unsignedRecord = writeDown(honest, withoutKey, {})

/** The digits of the signatures as they were, one after the other. */
const oldSignatures = (): (() => string | undefined) => {
  const digits = [...text.matchAll(/^`sign \d+ (.*)`$/gm)].map(([, one]) => one)
  return () => digits.shift()
}

const otherKey = publicKeyOf(otherSeed)
const asOther = (fact: Fact): Fact => (fact.kind === 'device' ? { ...fact, key: otherKey } : fact)
const withOtherKey = writeDown(honest, changeFacts(rewritten, asOther), { sign: signerOf(otherSeed) })

/** As it was three entries ago. */
const older = text.slice(0, text.indexOf(`\n## ${last - 2} `))
const olderRegister = writeRegister([...registered(before.id, before.text), ...registered(target, older)])

const unsealedNote = `\n## ${last + 1} Note\n\n- 2026-03-04T09:00:00+00:00 Note:\n> They rang again.\n`
const noted = (words: string): string =>
  writeDown(honest, [...strokes, { place: { kind: 'note' }, fact: note(words) }, 'seal'])
const note = (words: string, at = '2026-03-04T09:00:00+00:00'): Fact => ({
  kind: 'answer',
  at,
  field: 'note',
  value: { kind: 'text', text: words },
})

/** Another sitting on the same computer, with another key from there on. */
const goneOn = ((): string => {
  const beginning = strokes.slice(0, strokes.indexOf('seal'))
  const sitting = beginning.filter(
    (one) =>
      one !== 'seal' &&
      one.place.kind === 'sitting' &&
      (one.fact.kind === 'device' ||
        one.fact.kind === 'program' ||
        (one.fact.kind === 'answer' && ['danger', 'recorded-by'].includes(one.fact.field))),
  )
  const more = changeFacts(sitting, (fact) => asOther({ ...fact, at: '2026-03-04T09:00:00+00:00' }))
  let sealed = 0
  const signs = (seal: string): string | undefined =>
    ++sealed <= last ? sign(seal) : signerOf(otherSeed)(seal)
  return writeDown(
    honest,
    [...strokes, ...more, 'seal', { place: { kind: 'note' }, fact: note('They agreed.') }, 'seal'],
    { sign: signs },
  )
})()

/** All files as whoever wrote them would have them, with this record in the place of the honest one from the first day on. */
const fromTheStart = (record: string, more: Readonly<Record<string, Content>> = {}): Scene => ({
  ...withFiles({
    [here]: record,
    [registerPath]: writeRegister(allEvents(record)),
    [theirs]: record,
    ...more,
  }),
  memory: emptyMemory,
  receipt: receiptOf(sealAt(record)),
})

const withAnswer = (field: string, to: (fact: Fact) => Fact): readonly Stroke[] =>
  changeFacts(strokes, (fact) => (fact.kind === 'answer' && fact.field === field ? to(fact) : fact))

const invented = withAnswer('outcome', (fact) =>
  fact.kind === 'answer'
    ? {
        ...fact,
        value: { kind: 'choice', choice: { id: 'they-admit-it', label: 'They admit that they were wrong' } },
      }
    : fact,
)

const laterDue = changeFacts(strokes, (fact) =>
  fact.kind === 'due' && fact.clock === 'stage-1/raise'
    ? { ...fact, deadline: { date: '2026-03-11', working: '7 working days from Mon 2 Mar' } }
    : fact,
)

/** The same days, a month earlier. */
const underAnotherClock = written(target, 6, '2026-02-02').text

const copy = redact(text, parseRecord(text), ({ entry }) => entry === 6)
const copyPath = '/school/post/copy.md'
const withCopy = (of: string): Scene => withFiles({ [copyPath]: of }, { asked: copyPath })

const longerPolicy = loadText(policy.text.replaceAll('within: 2 working days', 'within: 20 working days'))

const stranger = writeDown(honest, changeFacts(strokes, asOther), {
  sign: signerOf(otherSeed),
  salt: sha256('of a stranger'),
})

/** A guess at a text that a copy leaves out, as good as any: right or wrong, nothing in the copy tells. */
const guessed = ((): Scene => {
  const left = /`left out ([0-9a-f]{64})`/g
  const hashes = [...copy.matchAll(left)].map(([, hash]) => hash)
  const salts = [...copy.matchAll(/`salt \d+ \d+ ([0-9a-f]{64})`/g)].map(([, salt]) => salt ?? '')
  const right = `${typedIn(text, 6)}\n`
  if (salts.some((salt) => hashes.includes(segmentHash(salt, right))))
    throw new Error('the guess was confirmed')
  if (!hashes.includes(segmentHash(segmentSalt(honest.salt, 6, 1), right)))
    throw new Error('that was not left out')
  return withCopy(copy)
})()

/** Sealed and signed over what it says, as whoever sends it can do. */
const hostile = ((): string => {
  const [, signature = ''] = new RegExp(`^(\`sign ${last} .*)$`, 'm').exec(text) ?? []
  const n = last + 1
  const entry = `## ${n} Note\n\n- 2026-03-04T09:00:00+00:00 Note:\n> All is well.\u001b[2J\n`
  const seal = sealOf({ id: target, salt: honest.salt, n, previous: sealAt(text), signature, text: entry })
  return `${text}\n${entry}\n\`seal ${n} ${seal}\`\n\`sign ${n} ${sign(seal)}\`\n`
})()

export const attacks: Readonly<Record<string, Scene>> = {
  // Whoever has the file, and no key.
  'A word that was typed is changed': withRecord(change(text, typedIn(text, 5), '> Nobody')),
  'The day of the decision is changed, and the delay with it': withRecord(
    text.replace(/(received: )2026-03-02(, ..:..)\n/, '$12026-02-27$2; recorded 3 days later\n'),
  ),
  'A word is changed, every seal is made again, and the signatures stay': withRecord(
    again({ sign: oldSignatures() }),
  ),
  'The same, and the signatures are taken out': withRecord(again({})),
  'The same, signed with another key that is named in the place of the first': withRecord(withOtherKey),
  'The same, without a key in the record, beside a register that nobody has signed': withFiles({
    [here]: unsignedRecord,
    [registerPath]: planted('K7', allEvents(unsignedRecord)),
  }),
  'Entries are added with another key, and the register says that the first was lost': withFiles({
    [here]: goneOn,
    [registerPath]: writeRegister([
      ...allEvents(),
      { kind: 'key-lost', key: otherKey, before: key },
      { kind: 'sealed', id: target, entry: last + 2, seal: sealAt(goneOn) },
    ]),
  }),
  'The last entry is cut off': withRecord(text.slice(0, text.indexOf(`\n## ${last} `))),
  'The last seal is taken out, so that the entry looks unfinished': withRecord(
    text.slice(0, text.indexOf(`\n\`seal ${last} `)),
  ),
  'The last facts, which were not yet sealed, are taken out': withFiles({
    [here]: text,
    [theirs]: text + unsealedNote,
  }),
  'An entry is taken out of the middle': withRecord(text.replace(entryIn(text, 4), '')),
  'Two entries change places': withRecord(
    text.replace(entryIn(text, 5) + entryIn(text, 6), entryIn(text, 6) + entryIn(text, 5)),
  ),
  'An entry is put in the place of another, from a record of the same school': withRecord(
    text.replace(entryIn(text, 3), entryIn(after.text, 3)),
  ),
  'Another record of the school is put in its place, under its name': withRecord(after.text),
  'The record is copied under another number': withFiles(
    { [pathOf('K7-2026-0004')]: text },
    { asked: pathOf('K7-2026-0004') },
  ),
  'The record is deleted': withFiles({ [here]: undefined }),
  'The record is deleted, and another register that nobody has signed has it as destroyed': withFiles({
    [here]: undefined,
    [`${casebook}/register-A2.md`]: planted('A2', [
      { kind: 'destroyed', id: target, entry: last, seal: sealAt(text) },
    ]),
  }),
  'An older copy of the record is put back': withRecord(older),
  'Older copies of the record and of the register are put back together': withFiles({
    [here]: older,
    [registerPath]: olderRegister,
    [pathOf(after.id)]: undefined,
  }),
  'The same, and it is looked at on another computer': withFiles(
    { [here]: older, [registerPath]: olderRegister, [pathOf(after.id)]: undefined },
    { memory: emptyMemory },
  ),
  'A line is taken out of the register': withFiles({
    [registerPath]: ((whole: string) => whole.replace(/\n- 5 [\s\S]*?(?=\n- 6 )/, ''))(
      String(untouched.files[registerPath]),
    ),
  }),
  'The register is cut at a line': withFiles({ [registerPath]: writeRegister(allEvents().slice(0, -1)) }),
  'The register is deleted': withFiles({ [registerPath]: undefined }),
  'Another register is put in its place, made with another key': withFiles({
    [registerPath]: writeRegister(allEvents(), otherSeed, sha256('another salt')),
  }),
  'The text of the policy beside the record is changed': withFiles({ [pins.policy]: longerPolicy.text }),
  'The text of the calendar beside the record is changed': withFiles({
    [pins.calendar]: `${calendar.text}\n`,
  }),
  'The policy is exchanged, and its digest in the record with it': withFiles({
    [pins.policy]: undefined,
    [`${casebook}/records/policies/${longerPolicy.policy.sha256}.yaml`]: longerPolicy.text,
    [here]: change(text, policy.policy.sha256, longerPolicy.policy.sha256),
  }),

  // Programs and discs.
  'A sync client converts the line ends': withRecord(text.replaceAll('\n', '\r\n')),
  'A sync client joins two versions in one file': withRecord(
    noted('Ours.') + entryIn(noted('Theirs.'), last + 1),
  ),
  'A sync client leaves two versions side by side': withFiles({
    [here]: noted('Ours.'),
    [theirs]: noted('Theirs.'),
  }),
  'A full disk cuts the last write off in the middle of a fact': withRecord(text + unsealedNote.slice(0, -9)),
  'A cut goes through the last seal': withRecord(text.slice(0, text.indexOf(`\`seal ${last} `) + 30)),
  'A bad sector leaves zero bytes in a sealed entry': withRecord(
    change(text, typedIn(text, 5), '\0'.repeat(31)),
  ),

  // The author, who has the key.
  'The record is written again with the same key': withRecord(byTheAuthor),
  'The same, and the register as well': withFiles({
    [here]: byTheAuthor,
    [registerPath]: writeRegister(allEvents(byTheAuthor)),
  }),
  'The same, and what the computer remembers is deleted': withFiles(
    { [here]: byTheAuthor, [registerPath]: writeRegister(allEvents(byTheAuthor)) },
    { memory: emptyMemory },
  ),
  'The same with a new key, and the register says that the first was lost': withFiles({
    [here]: withOtherKey,
    [registerPath]: writeRegister([
      { kind: 'key-lost', key: otherKey, before: key },
      ...allEvents(withOtherKey),
    ]),
  }),
  'Everything is written again before anybody else has anything of it': fromTheStart(
    writeDown(honest, rewritten, { sign, salt: sha256('begun again') }),
  ),
  'An answer is invented that the policy does not have': fromTheStart(writeDown(honest, invented)),
  'A deadline is stated that is later than the policy’s': fromTheStart(writeDown(honest, laterDue)),
  'An entry is backdated, with the clock of the computer set back': fromTheStart(
    writeDown(honest, [
      ...strokes,
      { place: { kind: 'note' }, fact: note('We rang on the Monday.', '2026-03-02T12:00:00+00:00') },
      'seal',
    ]),
  ),
  'The whole case is written under a clock that was set back': fromTheStart(underAnotherClock),
  'The record says what is not true': fromTheStart(byTheAuthor),
  'A case is begun and hidden before it is registered, and others follow': withFiles(
    {
      [pathOf(before.id)]: undefined,
      [registerPath]: writeRegister([...registered(target, text), ...registered(after.id, after.text)]),
    },
    { memory: emptyMemory },
  ),
  'The newest case is begun and hidden before it is registered': withFiles(
    {
      [pathOf(after.id)]: undefined,
      [registerPath]: writeRegister([...registered(before.id, before.text), ...registered(target, text)]),
    },
    { memory: emptyMemory },
  ),
  'A record is deleted and registered as destroyed': withFiles({
    [here]: undefined,
    [registerPath]: writeRegister([
      ...allEvents(),
      { kind: 'destroyed', id: target, entry: last, seal: sealAt(text) },
    ]),
  }),

  // Whoever sends something.
  'A stranger writes a record in the name of the school': {
    keys: untouched.keys,
    files: { '/school/post/record.md': stranger, [pins.policy]: policy.text, [pins.calendar]: calendar.text },
    asked: '/school/post/record.md',
    memory: emptyMemory,
  },
  'A receipt is made up': withRecord(text, { receipt: '12345678901234567888' }),
  'A text that a redacted copy shows is changed': withCopy(change(copy, typedIn(copy, 5), '> Nobody')),
  'Another text is put in the place of one that a redacted copy leaves out': withCopy(
    copy
      .replace(/(## 6 [\s\S]*?)`left out [0-9a-f]{64}`/, '$1> nobody')
      .replace(/(`salt 6 0 .*\n)/, `$1\`salt 6 1 ${sha256('made up')}\`\n`),
  ),
  'An answer that a redacted copy leaves out is guessed': guessed,
  'The text has characters in it that would control a terminal': fromTheStart(hostile),
  'A file is sent that is larger than any record': withRecord(Buffer.alloc(longestRecord + 1)),
}
