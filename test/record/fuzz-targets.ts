/** What a stranger may hand to this program beside a record's text, and all that reads it. */
import { readFileSync } from 'node:fs'
import { agenda } from '../../src/case/agenda.ts'
import type { World } from '../../src/case/case.ts'
import { replay } from '../../src/case/evolve.ts'
import { formatKey, makeKey, parseKey, unlock } from '../../src/record/device-key.ts'
import { formatFact } from '../../src/record/format.ts'
import { type ParsedRecord, parseRecord } from '../../src/record/parse.ts'
import { groupReceipt, readReceipt } from '../../src/record/receipt.ts'
import { findTorn, readableTorn } from '../../src/record/recover.ts'
import { damageOf, redact, typedTexts } from '../../src/record/redact.ts'
import { checkSignatures, problemsOf } from '../../src/record/signatures.ts'
import { readPublicKey } from '../../src/record/ssh-signature.ts'
import { appendFact, resumeRecord, sealEntry } from '../../src/record/writer.ts'
import { readEnd } from '../../src/register/end.ts'
import { headerReach } from '../../src/register/header.ts'
import {
  allRemembered,
  emptyMemory,
  formatMemory,
  othersAt,
  parseMemory,
  placeOf,
  remember,
  rememberedOf,
} from '../../src/register/memory.ts'
import { appendLine } from '../../src/register/writer.ts'
import { worldFor } from '../../src/sitting/library.ts'
import { blemish, neverBegun, placedFacts } from '../../src/sitting/read-case.ts'
import { currentClaim, formatClaim, NOBODY } from '../../src/storage/lock-claim.ts'
import { examine } from '../../src/verify/examined.ts'
import { checkIntegrity } from '../../src/verify/integrity.ts'
import { examineRegister, isWitness, registeredOf } from '../../src/verify/register.ts'
import { review } from '../../src/verify/review.ts'
import { noWitnesses } from '../../src/verify/witness.ts'
import { testPorts } from '../commands/ports.ts'
import { at, events, write as writeRegister } from '../register/sample.ts'
import { recorded } from '../sitting/recorded.ts'
import type { Target } from './fuzzing.ts'
import { seed } from './key.ts'
import { facts, write } from './sample.ts'

const golden = (name: string): Buffer => readFileSync(new URL(`../record/golden/1/${name}`, import.meta.url))

const expect = (good: boolean, what: string): void => {
  if (!good) throw new Error(what)
}

/** As when the case is taken up. */
const takeUp = (bytes: Uint8Array, record: ParsedRecord): void => {
  if (neverBegun(record) || record.redacted || blemish(record) !== undefined) return
  const torn = findTorn(bytes, record)
  const kept = bytes.subarray(0, torn?.keep ?? bytes.length)
  if (torn !== undefined)
    formatFact({
      kind: 'recovered',
      at: '2026-11-19T10:31:05+00:00',
      bytes: 1,
      sha256: 'a'.repeat(64),
      text: readableTorn(torn.torn),
    })
  expect(findTorn(kept) === undefined, 'what was cut is still torn')
  const [place, fact] = facts[0] ?? []
  if (place === undefined || fact === undefined) return
  const sealed = sealEntry(appendFact(resumeRecord(parseRecord(kept)), place, fact).head)
  expect(sealed.text !== '', 'nothing was sealed')
}

/** As `rungs redact` does. */
const copy = (bytes: Uint8Array, record: ParsedRecord): void => {
  if (record.seal === '' || damageOf(problemsOf(record, checkSignatures(record))) !== undefined) return
  const made = parseRecord(redact(bytes, record, () => true))
  expect(made.problems.length === 0, 'a copy with problems of a record that has none')
  typedTexts(made)
}

const now = { date: '2026-12-01', time: '09:00' }

const readRecord =
  (world: World) =>
  (bytes: Uint8Array): void => {
    const { examined, record } = examine('K7-2026-0042.md', bytes)
    checkIntegrity({ ...noWitnesses, examined })
    for (const { line, entry } of examined.findings)
      expect(line > 0 && entry >= 0, 'a finding without a place')
    takeUp(bytes, record)
    copy(bytes, record)
    agenda(replay(world, placedFacts(parseRecord(bytes, false))))
    review(world, placedFacts(record), now, record.id)
  }

/** A record, or a copy of one with texts left out. */
const recordTarget = (world: World, made: Uint8Array): Target => {
  const whole = Buffer.from(write(facts).text)
  return {
    name: 'records',
    seeds: [
      made,
      whole,
      golden('K7-2026-0001.md'),
      Buffer.from(write(facts, false).text),
      Buffer.from(redact(whole, parseRecord(whole), ({ entry }) => entry % 2 === 0)),
    ],
    read: readRecord(world),
  }
}

const registers: Target = {
  name: 'registers',
  seeds: [events, events.slice(0, 4)].map((some) => Buffer.from(writeRegister(some).text)),
  read: (source) => {
    const bytes = Buffer.from(source)
    const register = examineRegister('register-K7.md', 'K7', bytes, () => ({
      entry: 3,
      seal: 'a'.repeat(64),
      seen: at,
    }))
    isWitness(register)
    registeredOf([register], 'K7-2026-0042', 'a'.repeat(64))
    for (const whole of [true, false]) {
      const end = readEnd('K7', bytes.subarray(0, headerReach), whole ? bytes : bytes.subarray(-2000), whole)
      if (end.kind === 'end')
        appendLine(end.head, at, { kind: 'not-begun', id: 'K7-2026-0099' }, () => undefined)
    }
  },
}

const memories: Target = {
  name: 'memories',
  seeds: [
    Buffer.from(
      formatMemory(
        remember(
          emptyMemory,
          ['1', '2', '3'].map((one) => ({
            kind: 'record' as const,
            opened: one.repeat(64),
            n: Number(one),
            seal: 'f'.repeat(64),
            at,
            place: placeOf(`/records/${one}.md`),
          })),
        ),
      ),
    ),
  ],
  read: (bytes) => {
    const memory = parseMemory(bytes)
    if (memory === undefined) return
    for (const { kind, opened, place } of allRemembered(memory)) {
      rememberedOf(memory, kind, opened)
      othersAt(memory, kind, place, opened)
    }
    formatMemory(memory)
  },
}

const receipts: Target = {
  name: 'receipts',
  seeds: ['12345678901234567888', '00000000000000000097'].flatMap((code) => [
    Buffer.from(code),
    Buffer.from(groupReceipt(code)),
    Buffer.from(groupReceipt(code).replaceAll(' ', '-')),
  ]),
  read: (bytes) => {
    const code = readReceipt(Buffer.from(bytes).toString('utf8'))
    expect(code === undefined || /^\d{20}$/.test(code), 'a receipt that is none')
  },
}

const keys: Target = {
  name: 'keys',
  seeds: [Buffer.from(formatKey(makeKey(seed), 'K7')), Buffer.from(formatKey(makeKey(seed, 'secret'), 'K7'))],
  read: (bytes) => {
    const text = Buffer.from(bytes).toString('latin1')
    const found = parseKey(text)
    if (found !== undefined) unlock(found, '')
    readPublicKey(text)
  },
}

const claim = {
  person: 'A. Example',
  host: 'office',
  process: 4242,
  since: '2026-11-19T10:31:05+00:00',
  start: '1 boot',
  reason: 'It is here',
}
const locks: Target = {
  name: 'locks',
  seeds: [
    Buffer.from(
      formatClaim({ ...claim, id: 'a'.repeat(32), replaces: NOBODY }) +
        formatClaim({ ...claim, id: 'b'.repeat(32), replaces: 'a'.repeat(32) }),
    ),
  ],
  read: (bytes) => {
    currentClaim(Buffer.from(bytes).toString('utf8'))
  },
}

/** With how large a part of the files each gets. */
export const targets = async (): Promise<readonly (readonly [Target, number])[]> => {
  const { ports } = testPorts()
  const { bytes } = await recorded(4)
  const made = placedFacts(parseRecord(bytes))
  return [
    [recordTarget(await worldFor(ports, '/here', made), bytes), 0.6],
    [registers, 0.2],
    [receipts, 0.05],
    [memories, 0.05],
    [keys, 0.05],
    [locks, 0.05],
  ]
}
