/** What the bytes of one record show by themselves, and a file that could not be read. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { finding } from '../../src/record/finding.ts'
import {
  examine,
  isNoRecord,
  isNotBegun,
  lastSealed,
  tooLarge,
  unreadable,
} from '../../src/verify/examined.ts'
import { outsideFinding } from '../../src/verify/finding.ts'
import { examinedIn, examinedOf, recordOf } from './said.ts'

const nothing = {
  path: '/a.md',
  id: '',
  seals: [],
  sound: -1,
  begun: [],
  closed: false,
  unsealed: 0,
  signed: [],
  leftOut: 0,
  redacted: false,
}

describe('a file that could not be read', () => {
  it('shows nothing but why', () => {
    const why = 'It could not be read.'
    expect(unreadable('/a.md', why)).toEqual({ ...nothing, findings: [outsideFinding('unreadable', 0, why)] })
    expect(tooLarge('/a.md', why)).toEqual({ ...nothing, findings: [finding('too-large', 0, 1, why)] })
    expect(lastSealed(unreadable('/a.md', why))).toBe(-1)
  })
})

describe('a record', () => {
  it('shows how far it goes, and until when it was sealed and signed', () => {
    const one = examinedOf(recordOf('ss-', 'x', true))
    expect(one).toMatchObject({ id: 'K7-2026-0042', sound: 3, closed: false, unsealed: 1, redacted: false })
    expect(one.seals.map((seal) => seal.length)).toEqual([64, 64, 64, 0])
    expect(one.begun.map((at) => at.length)).toEqual([0, 25, 25, 25])
    expect(one.signed.map(({ mark, from, to }) => [mark, from, to])).toEqual([['K7', 1, 2]])
    expect(lastSealed(one)).toBe(2)
    expect(examinedIn('554-entry-without-facts').begun.slice(1)).toContain('')
  })

  it('is closed where any of its facts says so', () => {
    expect(examinedIn('007-closed').closed).toBe(true)
    expect(examinedIn('008-notes-after-the-end').closed).toBe(true)
  })

  it('is sound up to the entry before anything was changed in it', () => {
    expect(examinedIn('450-edited-word').sound).toBe(1)
    expect(examinedIn('456-edited-fact-removed').sound).toBe(2)
    expect(examinedIn('650-converted-crlf').sound).toBe(4)
    expect(examinedIn('602-torn-seal').sound).toBe(5)
  })

  it('that was not begun is told from one that is damaged', () => {
    expect(isNotBegun(examinedOf(''))).toBe(true)
    expect(isNotBegun(examinedOf('words'))).toBe(false)
    expect(isNotBegun(examinedOf(recordOf('s')))).toBe(false)
  })
})

describe('the name of a file', () => {
  const text = recordOf('s')
  const messageOf = (path: string, of: string | Uint8Array = text): string | undefined => {
    const [found] = examine(path, Buffer.from(of)).examined.findings
    return found && `${found.code} ${found.line} ${found.entry}: ${found.message} ${found.hint}`
  }

  it('misleads only where it is that of another record', () => {
    const misnamed =
      'misnamed 1 0: The file is named K7-2026-0043, and the record in it is K7-2026-0042. Give the file its own name back, or look for the record that should stand here.'
    for (const path of ['K7-2026-0043.md', '/a/K7-2026-0043.MD', 'c:\\a\\K7-2026-0043.md', '/K7-2026-0043'])
      expect(messageOf(path)).toBe(misnamed)
    for (const name of [
      'K7-2026-0042',
      'K7-2026-0043 (1)',
      'copy of K7-2026-0043',
      'K7-2026-00431',
      'KI-2026-0043',
    ])
      expect(messageOf(`/a/${name}.md`)).toBeUndefined()
    expect(messageOf('/K7-2026-0043.md', '# Other words')).toMatch(/^not-a-record /)
  })

  it('of a redacted copy is that of no record', () => {
    const copy = readFileSync(new URL('../vectors/708-copy-misnamed/K7-2026-0042.md', import.meta.url))
    expect(messageOf('/K7-2026-0042.md', copy)).toMatch(
      /^misnamed 1 0: The file is named K7-2026-0042, and is a redacted copy of K7-2026-0042\. Give /,
    )
    expect(messageOf('/copy.md', copy)).toBeUndefined()
  })
})

it('what has nothing of a record in it is none; what was begun, or cannot be read, may be one', () => {
  const noneOf = (text: string): boolean => isNoRecord(examine('/a.md', Buffer.from(text)).examined)
  expect([noneOf('# Minutes of a meeting\n'), noneOf('')]).toEqual([true, true])
  const golden = readFileSync(new URL('../record/golden/1/K7-2026-0001.md', import.meta.url))
  expect([noneOf(golden.toString()), noneOf(golden.toString().replace('Danger', 'Other'))]).toEqual([
    false,
    false,
  ])
  expect(isNoRecord(unreadable('/a.md', 'It could not be read.'))).toBe(false)
})
