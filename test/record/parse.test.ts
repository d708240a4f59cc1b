import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { agenda } from '../../src/case/agenda.ts'
import type { World } from '../../src/case/case.ts'
import { replay } from '../../src/case/evolve.ts'
import { type ParsedRecord, parseRecord } from '../../src/record/parse.ts'
import { longestLine, longestRecord } from '../../src/record/text.ts'
import { placedFacts } from '../../src/sitting/read-case.ts'
import { bordersOf, deletions, flips, insertions, judgeAll, misjudged, rearrangements } from './damage.ts'
import { rememberSignatures } from './remembered-signatures.ts'
import { facts, write } from './sample.ts'

rememberSignatures()

const { text, buffers } = write(facts)
const codes = (record: ParsedRecord): readonly string[] => record.problems.map(({ code }) => code)
const golden = (name: string): Buffer => readFileSync(new URL(`golden/1/${name}`, import.meta.url))

describe('the golden record', () => {
  it('is what this version writes', () => {
    expect(text).toBe(golden('K7-2026-0042.md').toString())
  })

  test.each(['K7-2026-0042.md', 'K7-2026-0001.md'])('%s reads without a problem', (name) => {
    expect(parseRecord(golden(name)).problems).toEqual([])
  })

  it('has every entry, fact and seal', () => {
    const parsed = parseRecord(golden('K7-2026-0042.md'))
    expect(parsed.entries.flatMap(({ place, facts: all }) => all.map((fact) => [place, fact]))).toEqual(facts)
    expect(parsed.entries.map(({ n, sealed }) => [n, sealed])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((n) => [n, true]),
    )
    expect([parsed.id, parsed.zone, parsed.unsealed]).toEqual(['K7-2026-0042', 'Europe/London', 0])
  })
})

describe('a change of one byte in a sealed record', () => {
  const bytes = Buffer.from(text)
  const found = { wrong: 0, first: [] }

  it('is found and placed: another bit', () => {
    expect(judgeAll(flips(bytes, 0, bytes.length, 37))).toMatchObject(found)
  })

  it('is found and placed: one more', () => {
    expect(judgeAll(insertions(bytes, 5))).toMatchObject(found)
  })

  it('is found and placed: one less', () => {
    expect(judgeAll(deletions(bytes, 5))).toMatchObject(found)
  })

  it('is found and placed: any value anywhere', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const changed = Buffer.from(bytes)
        changed[at] = value
        if (changed.equals(bytes)) return
        const entry = bordersOf(bytes).findLastIndex((border) => border <= at)
        expect(misjudged({ kind: 'flipped', offset: at, entry, bytes: changed })).toBeUndefined()
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a larger change', () => {
  it('of an entry removed, doubled, moved within the record or from another is found and placed', () => {
    const { wrong, first, tried } = judgeAll(rearrangements(Buffer.from(text), golden('K7-2026-0001.md')))
    expect({ wrong, first }).toEqual({ wrong: 0, first: [] })
    expect(tried['swapped']).toBe(7)
  })

  const without = (n: number): string =>
    text.replace(new RegExp(`\n## ${n} [\\s\\S]*?\`seal ${n} [0-9a-f]{64}\`\n.*\n`), '')

  it('of a whole entry taken out is found where it is missing', () => {
    for (const n of [1, 2, 3, 4, 5, 6, 7]) {
      const [first] = parseRecord(without(n)).problems
      expect([first?.code, first?.entry]).toEqual(['misnumbered', n])
    }
  })

  it('of a fact reworded within the grammar is found by the seal alone', () => {
    const parsed = parseRecord(text.replace('(`no`)', '(`yes`)'))
    expect(parsed.problems.map(({ code, entry }) => [code, entry])).toEqual([['changed', 1]])
    expect(parsed.entries).toHaveLength(8)
  })

  it('still lets everything else be read and checked', () => {
    const parsed = parseRecord(
      text.replace('- 2026-11-19T10:41:07', '* 2026-11-19T10:41:07').replace('Third', 'Fourth'),
    )
    expect(parsed.problems.map(({ code, entry }) => [code, entry])).toEqual([
      ['changed', 2],
      ['malformed', 3],
    ])
    expect(parsed.entries.map(({ facts: all }) => all.length)).toEqual([6, 3, 5, 2, 3, 2, 1, 1])
  })

  it('of two entries that change places is found', () => {
    const other = write([...facts.slice(0, 6), ...facts.slice(9), ...facts.slice(6, 9)]).text
    const entry = /\n## 2 [\s\S]*?`seal 2 [0-9a-f]{64}`\n.*\n/
    const parsed = parseRecord(text.replace(entry, entry.exec(other)?.[0] ?? ''))
    expect([parsed.problems[0]?.code, parsed.problems[0]?.entry]).toEqual(['changed', 3])
  })

  it('of the end cut off at a seal cannot be found in the file', () => {
    expect(parseRecord(text.slice(0, text.indexOf('\n## 8 '))).problems).toEqual([])
  })

  it('of a missing seal between two entries is found', () => {
    const [first] = parseRecord(text.replace(/\n`seal 3 .*`\n.*\n/, '')).problems
    expect([first?.code, first?.entry]).toEqual(['malformed', 3])
  })
})

describe('a file that is not as it should be', () => {
  test.each<readonly [string, Uint8Array | string, readonly string[]]>([
    ['nothing', '', ['not-begun']],
    ['something else', '# Shopping\n\n- milk\n', ['not-a-record']],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), ['not-a-record']],
    ['half a header', text.slice(0, 120), ['not-begun']],
    ['half a header, and changed', text.slice(0, 120).replace('Zone', 'Zono'), ['malformed']],
    ['half a header, and something after it', `${text.slice(0, 120)} x`, ['malformed']],
    ['half a header of no record', text.slice(0, 120).replace('K7', 'k7'), ['not-a-record']],
    ['another format', text.replace('record 1', 'record 2'), ['unknown-format']],
    ['CRLF throughout', text.replaceAll('\n', '\r\n'), ['converted']],
    ['a byte order mark', `\ufeff${text}`, ['converted']],
    ['CR alone', text.replaceAll('\n', '\r'), ['not-a-record']],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from(text.slice(0, 500)), Buffer.of(0xff), Buffer.from(text.slice(500))]),
      ['changed', 'not-utf-8', 'malformed'],
    ],
    ['too much', Buffer.alloc(longestRecord + 1), ['too-large']],
    ['a raw surrogate', text.replace('Third', 'Th\ud800rd'), ['changed', 'malformed']],
    ['HTML in a title', text.replace('Southwark', '<b>'), ['changed', 'malformed']],
    ['a false weekday', text.replace('end of Fri 20', 'end of Thu 20'), ['changed', 'malformed']],
    [
      'a false delay',
      text.replace('recorded 1 day later', 'recorded 2 days later'),
      ['changed', 'malformed'],
    ],
  ])('%s', (_, source, expected) => {
    const parsed = parseRecord(source)
    expect(codes(parsed)).toEqual(expected)
    for (const { message, hint, line } of parsed.problems) {
      expect(message).toMatch(/\.$/)
      expect(hint).toMatch(/\.$/)
      expect(line).toBeGreaterThan(0)
    }
  })

  it('reads a converted record whole', () => {
    const parsed = parseRecord(Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`))
    expect(parsed.entries).toEqual(parseRecord(text).entries)
  })

  it('chains on the signature of the entry before', () => {
    const [line = ''] = /`sign 1 [0-9a-f]{128}`/.exec(text) ?? []
    expect(parseRecord(text).entries[0]?.signature).toBe(line)
    const parsed = parseRecord(text.replace(line, `\`sign 1 ${'ab'.repeat(64)}\``))
    expect(parsed.problems.map(({ code, entry }) => [code, entry])).toEqual([['changed', 2]])
  })

  it('takes no signature of the header', () => {
    const sign = `\`sign 0 ${'ab'.repeat(64)}\`\n`
    const at = text.indexOf('\n## 1 ')
    const parsed = parseRecord(text.slice(0, at) + sign + text.slice(at))
    expect(parsed.problems.map(({ code, entry }) => [code, entry])).toEqual([['malformed', 0]])
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...buffers, ...text.split('\n'), '\n', '\r\n', '`', '> ', '- ')),
        fc.boolean(),
        (parts, begun) => {
          const parsed = parseRecord((begun ? (buffers[0] ?? '') : '') + parts.join('\n'))
          for (const { line, entry } of parsed.problems) expect([line > 0, entry >= 0]).toEqual([true, true])
        },
      ),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => parseRecord(bytes).problems.length > 0),
    )
  })
})

describe('a glance', () => {
  const glance = (source: string): readonly string[] => codes(parseRecord(source, false))

  it.each([
    ['a line that is none of a record', text.replace('\n- ', '\n* '), ['malformed']],
    ['a stamp of no day', text.replace('- 2026-11-1', '- 2026-13-1'), ['malformed']],
    ['a day that is none', text.replace('end of Fri 20 Nov', 'end of Fri 31 Nov'), ['malformed']],
    ['an entry that is missing', text.replace(/## 3 [\s\S]*?(?=## 4 )/, ''), ['misnumbered']],
    ['a cut-off write', text.slice(0, -40), ['torn']],
    ['a text that is not quoted', text.replace('\n> Third', '\n+ Third'), ['malformed']],
  ])('sees %s', (_, source, expected) => {
    expect(source).not.toBe(text)
    expect(glance(source)).toEqual(expected)
  })

  it('looks into no line that is longer than any', () => {
    const withLine = (length: number): readonly string[] => {
      const [start, end] = ['- 2026-11-19T10:31:05+00:00 Next: ', ' (`a`)']
      const line = `${start}${'x'.repeat(length - start.length - end.length)}${end}`
      return glance(text.replace(`\n\n- 2026-11-19T10:31:05`, `\n\n${line}\n- 2026-11-19T10:31:05`))
    }
    expect(withLine(longestLine)).toEqual([])
    expect(withLine(longestLine + 1)).toEqual(['malformed'])
  })

  it('leaves seals and derived words to whoever opens the record', () => {
    expect(glance(text.replace('end of Fri 20', 'end of Thu 20'))).toEqual([])
    expect(glance(text.replace('(`no`)', '(`yes`)'))).toEqual([])
  })

  it('never throws, and neither does a case that is made of what it saw', () => {
    const world: World = {
      policy: () => undefined,
      calendar: () => undefined,
      pinnedCalendar: () => undefined,
    }
    const lines = text.split('\n')
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.nat(lines.length - 1),
            fc.nat(90),
            fc.constantFrom('`', ' (', '-', '9', '', '\0', ': '),
          ),
        ),
        (changes) => {
          const made = [...lines]
          for (const [line, at, put] of changes)
            made[line] = `${made[line]?.slice(0, at)}${put}${made[line]?.slice(at + 1)}`
          agenda(replay(world, placedFacts(parseRecord(made.join('\n'), false))))
        },
      ),
    )
  })
})

describe('time', () => {
  it('is linear in the size of a hostile file', () => {
    const started = performance.now()
    for (const line of [
      '- 2026-11-19T10:31:05+00:00 Note, 999999 lines:\n>\n',
      '## 9 Note\n',
      '`seal 1 \n',
      '\n',
      `- ${'`'.repeat(99)}\n`,
    ])
      parseRecord((buffers[0] ?? '') + line.repeat(20_000))
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
