import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/record/digest.ts'
import {
  allRemembered,
  emptyMemory,
  formatMemory,
  isDamaged,
  longestOf,
  type Memory,
  othersAt,
  parseMemory,
  placeOf,
  type Remembered,
  recordWord,
  remember,
  rememberedOf,
} from '../../src/register/memory.ts'
import { at } from './sample.ts'

const later = '2026-12-01T09:00:00+00:00'

const parse = (text: string): Memory => {
  const memory = parseMemory(Buffer.from(text))
  if (memory === undefined) throw new Error('no memory')
  return memory
}

const seen = (opened: string, n: number, changed: Partial<Remembered> = {}): Remembered => ({
  kind: 'record',
  opened: sha256(opened),
  n,
  seal: sha256(`${opened} ${n}`),
  at,
  place: placeOf(`/records/${opened}.md`),
  ...changed,
})

const anySeen: fc.Arbitrary<Remembered> = fc
  .record({
    kind: fc.constantFrom('record' as const, 'register' as const),
    opened: fc.nat(8),
    n: fc.nat(5),
    version: fc.nat(1),
    at: fc.constantFrom(at, later),
    place: fc.nat(3),
  })
  .map(({ kind, opened, n, version, at: stamp, place }) =>
    seen(`${opened}`, n, {
      kind,
      seal: sha256(`${opened} ${n} ${version}`),
      at: stamp,
      place: placeOf(`/${place}`),
    }),
  )

describe('the memory', () => {
  it('is read as it was written, and printed as it was read', () => {
    fc.assert(
      fc.property(fc.array(anySeen), (all) => {
        const memory = remember(emptyMemory, all)
        const text = formatMemory(memory)
        expect(allRemembered(parse(text))).toEqual(allRemembered(memory))
        expect(formatMemory(parse(text))).toBe(text)
      }),
    )
  })

  it('has the longest head of each, in whatever order they are seen and in however many goes', () => {
    fc.assert(
      fc.property(fc.array(anySeen), fc.nat(10), (all, cut) => {
        const memory = remember(emptyMemory, all)
        for (const { kind, opened, n } of all)
          expect(rememberedOf(memory, kind, opened)?.n).toBe(
            Math.max(
              n,
              ...all.filter((one) => one.kind === kind && one.opened === opened).map((one) => one.n),
            ),
          )
        const twice = remember(parse(formatMemory(remember(emptyMemory, all.slice(0, cut)))), all.slice(cut))
        expect(allRemembered(twice)).toEqual(allRemembered(memory))
        expect(remember(memory, allRemembered(memory))).toBe(memory)
      }),
    )
  })

  it('keeps since when a head is known and where it was seen last, and the first of two versions', () => {
    const first = remember(emptyMemory, [seen('a', 3)])
    expect(remember(first, [seen('a', 3, { at: later })])).toBe(first)
    expect(remember(first, [seen('a', 2, { at: later, place: placeOf('/b') })])).toBe(first)
    expect(remember(first, [seen('a', 3, { seal: sha256('x'), place: placeOf('/b') })])).toBe(first)
    const moved = remember(first, [seen('a', 3, { at: later, place: placeOf('/b') })])
    expect(allRemembered(moved)).toEqual([seen('a', 3, { place: placeOf('/b') })])
    expect(allRemembered(remember(moved, [seen('a', 4, { at: later })]))).toEqual([
      seen('a', 4, { at: later }),
    ])
  })

  it('knows what else was seen in a place', () => {
    const place = placeOf('/records/K7-2026-0042.md')
    const memory = remember(emptyMemory, [
      seen('a', 3, { place }),
      seen('b', 1, { place }),
      seen('c', 1),
      seen('d', 1, { kind: 'register', place }),
    ])
    const others = (opened: string): readonly string[] =>
      othersAt(memory, 'record', place, sha256(opened)).map((one) => one.opened)
    expect(others('a')).toEqual([sha256('b')])
    expect(others('x')).toEqual([sha256('a'), sha256('b')])
    expect(othersAt(memory, 'register', place, sha256('d'))).toEqual([])
    expect(othersAt(memory, 'record', placeOf('/elsewhere'), sha256('a'))).toEqual([])
    const damaged = parse(formatMemory(memory).replace('2026-11-19', '2026-11-31'))
    expect(othersAt(damaged, 'record', place, sha256('x')).map((one) => one.opened)).toEqual([sha256('b')])
  })

  it('drops what is damaged and keeps the rest', () => {
    const text = formatMemory(remember(emptyMemory, [seen('a', 3), seen('b', 4), seen('c', 5)]))
    const lines = text.split('\n')
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 0, max: 255 }), (offset, value) => {
        const changed = Buffer.from(text)
        changed[offset] = value
        const memory = parseMemory(changed)
        // The number in its first line is the one change that says something.
        if (memory === undefined) {
          expect(offset).toBeLessThan(15)
          return
        }
        const untouched = lines.slice(1, -1).filter((line) => changed.includes(`\n${line}\n`))
        const kept = formatMemory(memory)
        for (const line of untouched) expect(kept).toContain(line)
        expect(allRemembered(memory).length).toBeLessThanOrEqual(3)
      }),
    )
    expect(allRemembered(parse(text.slice(0, -30)))).toHaveLength(2)
    expect(allRemembered(parse(text.replace('2026-11-19', '2026-11-31')))).toHaveLength(2)
    expect(allRemembered(parse(`nonsense\n${text}\0\0\0`))).toHaveLength(3)
    expect(allRemembered(parse(''))).toEqual([])
    expect(formatMemory(parse(`${text}${'nonsense '.repeat(30)}\n`))).toBe(text)
    expect(parse(text).lines.size).toBe(3)
    fc.assert(fc.property(fc.uint8Array(), (bytes) => formatMemory(parseMemory(bytes) ?? emptyMemory) !== ''))
  })

  it('finds the longest head among lines, whatever stands beside them', () => {
    const lines = [3, 5, 4].map(
      (n) => formatMemory(remember(emptyMemory, [seen('a', n)])).split('\n')[1] ?? '',
    )
    expect(longestOf([...lines, 'nonsense', ''])?.n).toBe(5)
    expect(longestOf(['nonsense'])).toBeUndefined()
    expect(recordWord(sha256('a'))).toBe(`record ${sha256('a')} `)
    expect(lines.every((line) => line.startsWith(recordWord(sha256('a'))))).toBe(true)
  })

  it('takes the longer of two lines about the same', () => {
    const [one = '', two = ''] = [3, 5].map(
      (n) => formatMemory(remember(emptyMemory, [seen('a', n)])).split('\n')[1],
    )
    for (const text of [`${one}\n${two}\n`, `${two}\n${one}\n`, `${two}\n${one.slice(0, -3)}xyz\n`])
      expect(allRemembered(parse(text)).map(({ n }) => n)).toEqual([5])
    expect(allRemembered(parse(`${one.slice(0, -3)}xyz\n${two}\n`)).map(({ n }) => n)).toEqual([5])
    const moved = one.slice(0, -16) + placeOf('/elsewhere')
    expect(allRemembered(parse(`${one}\n${moved}\n`))).toEqual([seen('a', 3)])
  })

  it('is damaged where any of it says nothing', () => {
    const text = formatMemory(remember(emptyMemory, [seen('a', 3), seen('b', 4)]))
    const damaged = (one: string): boolean => isDamaged(Buffer.from(one))
    for (const whole of [text, '', formatMemory(emptyMemory), 'rungs-memory 2\nanything'])
      expect([whole, damaged(whole)]).toEqual([whole, false])
    for (const broken of [
      text.slice(0, -1),
      text.replace('record', 'recard'),
      text.replaceAll('record', 'recard'),
      text.slice(text.indexOf('\n') + 1),
      `${text}\n`,
      `${text}nonsense\n`,
      `x${text}`,
      'rungs-memory 1',
      'nonsense\n',
    ])
      expect([broken, damaged(broken)]).toEqual([broken, true])
    const within = Buffer.from(`nonsense${text}nonsense`).subarray(8, -8)
    expect(isDamaged(within)).toBe(false)
    expect(allRemembered(parseMemory(within) ?? emptyMemory)).toHaveLength(2)
  })

  it('leaves alone what a newer version wrote', () => {
    expect(parseMemory(Buffer.from('rungs-memory 2\nrecord …\n'))).toBeUndefined()
  })

  it('writes nothing that it could not read', () => {
    expect(() => remember(emptyMemory, [seen('a', 3, { place: 'x\ny' })])).toThrow('cannot be written')
  })

  it('forgets what was seen longest ago, of lines as old as each other the first, and keeps their order', () => {
    const [early, late, latest] = ['2026-11-01', '2026-12-01', '2027-01-01'].map((day) => ({
      at: `${day}T09:00:00+00:00`,
    }))
    const memory = remember(emptyMemory, [
      seen('a', 1, latest),
      seen('b', 1, early),
      seen('c', 1, late),
      seen('d', 1, late),
    ])
    const kept = (most: number): readonly string[] =>
      allRemembered(parse(formatMemory(memory, most))).map(({ opened }) => opened)
    expect(kept(4)).toEqual(['a', 'b', 'c', 'd'].map(sha256))
    expect(kept(3)).toEqual(['a', 'c', 'd'].map(sha256))
    expect(kept(2)).toEqual(['a', 'd'].map(sha256))
    expect(kept(1)).toEqual(['a'].map(sha256))
    const twelve = remember(
      emptyMemory,
      Array.from({ length: 12 }, (_, i) => seen(`${i}`, 1)),
    )
    expect(allRemembered(parse(formatMemory(twelve, 3))).map(({ opened }) => opened)).toEqual(
      ['9', '10', '11'].map(sha256),
    )
  })

  it('is bounded, and quick with a hundred thousand lines', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => {
      const hex = i.toString(16).padStart(16, '0')
      return `record ${hex.repeat(4)} 12 ${hex.repeat(4)} ${i < 10 ? at : later} ${hex}`
    })
    const bytes = Buffer.from(`rungs-memory 1\n${many.join('\n')}\n`)
    const started = performance.now()
    const memory = parseMemory(bytes)
    expect(rememberedOf(memory ?? emptyMemory, 'record', '0'.repeat(63).concat('5'))).toBeUndefined()
    expect(performance.now() - started).toBeLessThan(1000)
    expect(memory?.lines.size).toBe(100_000)
    const kept = formatMemory(memory ?? emptyMemory, 5000).split('\n')
    expect(kept).toHaveLength(5002)
    expect(kept[1]).toContain(` ${later} `)
  })
})
