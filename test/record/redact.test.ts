/** Making redacted copies: what stays, what is gone, and that nothing of what is gone can be told from what stays. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agenda } from '../../src/case/agenda.ts'
import { replay } from '../../src/case/evolve.ts'
import type { Fact, Place } from '../../src/case/fact.ts'
import { fields } from '../../src/case/fields.ts'
import { sha256 } from '../../src/record/digest.ts'
import { type LeftOut, type ParsedRecord, parseRecord } from '../../src/record/parse.ts'
import { damageOf, isAmong, redact, textNames, typedTexts } from '../../src/record/redact.ts'
import { placeholder } from '../../src/record/redacted.ts'
import { segmentHash, segmentSalt, segmentsOf } from '../../src/record/seal.ts'
import { checkSignatures, problemsOf } from '../../src/record/signatures.ts'
import { placedFacts } from '../../src/sitting/read-case.ts'
import { shippedFromSource } from '../commands/ports.ts'
import { libraryOf, recordsOf } from '../honest/casebook.ts'
import { anyFact, anyPlace } from './generate.ts'
import { key } from './key.ts'
import { facts, salt, write } from './sample.ts'

type Chosen = readonly LeftOut[]

const device: readonly [Place, Fact] = [
  { kind: 'sitting' },
  { kind: 'device', at: '2026-11-19T10:31:05+00:00', mark: 'K7', key },
]
const { text: original } = write(facts)
const record = parseRecord(original)

const withoutText = (fact: Fact): Fact => {
  if (fact.kind === 'recovered' || fact.kind === 'taken-over') return { ...fact, text: placeholder }
  return fact.kind === 'answer' && fact.value.kind === 'text'
    ? { ...fact, value: { kind: 'text', text: placeholder } }
    : fact
}

/** Everything that a copy must have kept. */
const expectCopy = (copy: string, source: ParsedRecord, chosen: Chosen): void => {
  const parsed = parseRecord(copy)
  expect(problemsOf(parsed, checkSignatures(parsed))).toEqual([])
  expect(parsed.leftOut).toEqual(
    chosen
      .toSorted((a, b) => a.entry - b.entry || a.fact - b.fact)
      .map(({ entry, fact }) => ({ entry, fact })),
  )
  expect([parsed.id, parsed.zone, parsed.seal]).toEqual([source.id, source.zone, source.seal])
  const isGone = isAmong(chosen)
  expect(parsed.entries.map(({ line: _, ...rest }) => rest)).toEqual(
    source.entries
      .filter(({ sealed }) => sealed)
      .map(({ line: _, ...rest }) => ({
        ...rest,
        facts: rest.facts.map((fact, i) =>
          isGone({ entry: rest.n, fact: i + 1 }) ? withoutText(fact) : fact,
        ),
      })),
  )
}

/** Records with any facts, their texts, and any choice of them. */
const signedFact = anyFact.filter(({ kind }) => kind !== 'device')
const anyRecord = fc.array(fc.tuple(anyPlace, signedFact), { maxLength: 10 }).map((all) => {
  const { text } = write([device, ...all])
  return { text, record: parseRecord(text) }
})
const anyChoice = anyRecord.chain((source) =>
  fc.record({
    source: fc.constant(source),
    first: fc.subarray([...typedTexts(source.record)]),
    second: fc.subarray([...typedTexts(source.record)]),
  }),
)

describe('a copy of any choice of texts', () => {
  it('has the same facts but for those, the same seals and signatures, and no problem', () => {
    fc.assert(
      fc.property(anyChoice, ({ source, first }) => {
        expectCopy(redact(source.text, source.record, isAmong(first)), source.record, first)
      }),
    )
  })

  it('made twice is the copy that leaves out both', () => {
    fc.assert(
      fc.property(anyChoice, ({ source, first, second }) => {
        const once = redact(source.text, source.record, isAmong([...first, ...second]))
        const copy = redact(source.text, source.record, isAmong(first))
        expect(redact(copy, parseRecord(copy), isAmong(second))).toBe(once)
      }),
    )
  })

  it('leaves out nothing but texts, whatever is asked for', () => {
    const chosen = typedTexts(record)
    expect(redact(original, record, () => true)).toBe(redact(original, record, isAmong(chosen)))
    expectCopy(
      redact(original, record, () => true),
      record,
      chosen,
    )
    expect(chosen.map(({ entry, fact, name }) => [entry, fact, name])).toEqual([
      [1, 6, 'recorded-by'],
      [2, 3, 'concern'],
      [3, 4, 'who'],
      [5, 1, 'recovered'],
      [5, 2, 'taken-over'],
      [5, 3, 'note'],
    ])
    for (const { name } of chosen) expect(textNames).toContain(name)
  })
})

describe('what is left out', () => {
  const chosen = typedTexts(record).filter(({ name }) => name !== 'note')
  const copy = redact(original, record, isAmong(chosen))
  /** Of the record: entry, segment and its text. */
  const segments = original
    .split(/\n(?=## )/)
    .flatMap((part, n) =>
      segmentsOf(part.slice(0, part.indexOf('\n\n`seal ') + 1)).map((text, i) => ({ n, i, text })),
    )
  const isGone = (text: string): boolean => text.startsWith('>') && !text.includes('mash')

  it('is nowhere in the copy, nor is what would help to guess it', () => {
    const gone = segments.filter(({ text }) => isGone(text))
    expect(gone).toHaveLength(6)
    expect(copy).not.toContain(salt)
    for (const { n, i, text } of gone) {
      expect(copy).not.toContain(text)
      expect(copy).not.toContain(segmentSalt(salt, n, i))
      expect(copy).toContain(`\`left out ${segmentHash(segmentSalt(salt, n, i), text)}\``)
      expect(copy).not.toContain(sha256(text))
      expect(copy).not.toContain(sha256(text.replace(/^> ?|\n$/gm, '')))
    }
  })

  it('is not what any salt of the copy opens, nor what follows from one', () => {
    const salts = [...copy.matchAll(/^`salt \d+ \d+ ([0-9a-f]{64})`$/gm)].map(([, hex = '']) => hex)
    expect(new Set(salts).size).toBe(segments.length - 6)
    for (const { n, i, text } of segments.filter((one) => isGone(one.text)))
      for (const hex of salts) {
        expect(copy).not.toContain(`left out ${segmentHash(hex, text)}`)
        expect(copy).not.toContain(`left out ${segmentHash(segmentSalt(hex, n, i), text)}`)
      }
  })

  it('shows what stays by salts that fit it', () => {
    for (const { n, i, text } of segments.filter((one) => !isGone(one.text))) {
      expect(copy).toContain(`\`salt ${n} ${i} ${segmentSalt(salt, n, i)}\`\n`)
      expect(copy).toContain(n === 0 ? text.slice('# Escalation'.length) : text)
    }
  })
})

describe('a text', () => {
  it('is told with what it is about, where it is about something', () => {
    const about: readonly (readonly [Place, Fact])[] = [
      [
        { kind: 'note' },
        {
          kind: 'answer',
          at: '2026-11-19T10:33:50+00:00',
          field: 'reason',
          subject: { id: 'child-1', label: 'The first child' },
          value: { kind: 'text', text: 'Safe.' },
        },
      ],
      [
        { kind: 'note' },
        {
          kind: 'answer',
          at: '2026-11-19T10:33:51+00:00',
          field: 'note',
          value: { kind: 'text', text: 'Well.' },
        },
      ],
    ]
    const told = typedTexts(parseRecord(write(about).text)).map(({ label, text }) => [label, text])
    expect(told).toEqual([
      [`${fields.reason.label}: The first child`, 'Safe.'],
      [fields.note.label, 'Well.'],
    ])
  })

  it('that a copy leaves out stays so in a copy of that, and more is left out', () => {
    const [first, second] = typedTexts(record).filter(({ entry }) => entry === 2 || entry === 5)
    if (first === undefined || second === undefined) throw new Error('the sample is too small')
    const copy = redact(original, record, isAmong([first]))
    const both = redact(original, record, isAmong([first, second]))
    expect(redact(copy, parseRecord(copy), isAmong([second]))).toBe(both)
    expectCopy(both, record, [first, second])
  })
})

describe('the end of a record', () => {
  const open = write(facts, false).text
  const whole = parseRecord(open)

  it.each([
    ['facts without a seal', open],
    ['a torn tail', `${open}- 2026-11-27T15:00:01+00:00 Note:\n> They`],
    ['a torn tail alone', `${write(facts.slice(0, 23)).text}\n## 8 Clo`],
  ])('%s is not copied', (_, source) => {
    const parsed = parseRecord(source)
    expect(damageOf(parsed.problems)).toBeUndefined()
    const copy = redact(source, parsed, () => false)
    expectCopy(copy, whole, [])
    expect(parseRecord(copy).entries).toHaveLength(7)
  })

  it('is not copied wherever the last write was cut off', () => {
    const sealed = redact(original, record, () => true)
    for (let end = original.length - 1; end > original.indexOf('\n## 7 '); end--) {
      const cut = original.slice(0, end)
      const parsed = parseRecord(cut)
      expect(damageOf(parsed.problems)).toBeUndefined()
      const copy = redact(cut, parsed, () => true)
      const again = parseRecord(copy)
      expect([end, again.problems]).toEqual([end, []])
      if (again.entries.at(-1)?.signature !== undefined) expect(sealed.startsWith(copy)).toBe(true)
    }
  })

  it('a header alone has a copy', () => {
    const text = write([], false).text
    expectCopy(
      redact(text, parseRecord(text), () => true),
      parseRecord(text),
      [],
    )
  })
})

describe('a source', () => {
  it('that was converted has the copy that it would have had', () => {
    const converted = Buffer.from(`\ufeff${original.replaceAll('\n', '\r\n')}`)
    const parsed = parseRecord(converted)
    expect(damageOf(parsed.problems)).toBeUndefined()
    expect(redact(converted, parsed, () => true)).toBe(redact(original, record, () => true))
  })

  it('that is damaged is said to be', () => {
    expect(damageOf(parseRecord(original.replace('Third', 'Fourth')).problems)?.code).toBe('changed')
  })
})

describe('copies of honest records', () => {
  const library = libraryOf(shippedFromSource())

  it('replay as the records do', () => {
    for (const { text } of recordsOf(library, 11, 12, 14)) {
      const source = parseRecord(text)
      const chosen = typedTexts(source)
      const copy = redact(text, source, () => true)
      expectCopy(copy, source, chosen)
      const [a, b] = [source, parseRecord(copy)].map((one) => replay(library.world, placedFacts(one)))
      const shape = (state: typeof a): string =>
        JSON.stringify(
          state === undefined ? '' : [state.position, agenda(state), [...state.off]],
          (name, value) => (name === 'text' ? placeholder : value),
        )
      expect(shape(b)).toBe(shape(a))
    }
  })
})
