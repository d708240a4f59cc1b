/** From what the steps find to one verdict on the bytes: who confirms a record, and which of several findings decides. */
import { describe, expect, it, test } from 'vitest'
import type { VerifyCode, VerifyFinding } from '../../src/verify/finding.ts'
import { checkIntegrity, type IntegrityVerdict } from '../../src/verify/integrity.ts'
import { noWitnesses, type Registered, type Witnesses } from '../../src/verify/witness.ts'
import { examinedIn, examinedOf, recordOf } from './said.ts'

const three = examinedOf(recordOf('sss'))
const header = examinedOf(recordOf(''))
const seal = (n: number): string => three.seals[n] ?? ''
const [, , secondBegun = ''] = three.begun

const registered = (mark: string, ...entries: readonly number[]): Registered => ({
  mark,
  seals: new Map(entries.map((n) => [n, seal(n)])),
  furthest: Math.max(...entries),
  destroyed: false,
})

const seen = '2026-12-01T09:00:00+00:00'
const code = '12345678901234567888'

const judged = (witnesses: Partial<Witnesses>, examined = three) =>
  checkIntegrity({ ...noWitnesses, ...witnesses, examined })

describe('a record in which nothing is wrong', () => {
  test.each<readonly [string, Partial<Witnesses>, IntegrityVerdict, number]>([
    ['confirmed by nobody', {}, { kind: 'unwitnessed', since: three.begun[1] ?? '' }, 0],
    [
      'confirmed to the end by some of those that hold it, each named',
      { registers: [registered('A2', 0, 1), registered('B3', 3, 1), registered('K7', 0, 3)] },
      {
        kind: 'witnessed',
        entry: 3,
        by: [
          { kind: 'register', mark: 'B3' },
          { kind: 'register', mark: 'K7' },
        ],
      },
      3,
    ],
    [
      'confirmed by a receipt',
      { registers: [registered('K7', 1)], receipt: { code, entry: 3 } },
      { kind: 'witnessed', entry: 3, by: [{ kind: 'receipt' }] },
      3,
    ],
    [
      'confirmed in part',
      { registers: [registered('K7', 1)] },
      { kind: 'unwitnessed', since: secondBegun },
      1,
    ],
    [
      'confirmed in part, and seen whole',
      { registers: [registered('K7', 1)], remembered: { entry: 3, seal: seal(3), seen } },
      { kind: 'seen', entry: 3, since: seen },
      1,
    ],
    [
      'seen in part',
      { remembered: { entry: 2, seal: seal(2), seen } },
      { kind: 'unwitnessed', since: three.begun[1] ?? '' },
      0,
    ],
  ])('%s', (_, witnesses, verdict, witnessed) => {
    expect(judged(witnesses)).toMatchObject({ verdict, witnessed, signed: 3, findings: [] })
  })

  it('has nothing in it that could be confirmed before its first entry', () => {
    const empty = { kind: 'unwitnessed', since: '' }
    const remembered = { entry: 0, seal: header.seals[0] ?? '', seen }
    expect(judged({ remembered }, header).verdict).toEqual(empty)
    const register = { ...registered('K7', 0), seals: new Map([[0, header.seals[0] ?? '']]) }
    expect(judged({ registers: [register] }, header)).toMatchObject({
      verdict: empty,
      witnessed: 0,
      signed: 0,
    })
  })

  it('may have facts that are not yet sealed, whoever confirms the rest', () => {
    const open = examinedOf(recordOf('ssss', 'They rang.', true))
    const registers = [registered('K7', 3)]
    expect(judged({ registers }, open)).toMatchObject({
      verdict: { kind: 'unsealed', facts: 1 },
      witnessed: 3,
    })
  })
})

test.each<readonly [IntegrityVerdict['kind'], readonly VerifyCode[]]>([
  ['cannot-judge', ['unreadable', 'not-a-record', 'not-begun', 'too-large', 'unknown-format']],
  ['two-versions', ['two-versions']],
  ['changed', ['malformed', 'misnumbered', 'changed', 'not-utf-8', 'signature-wrong']],
  ['unfinished', ['torn']],
  ['converted', ['converted']],
  ['unwitnessed', ['misnamed']],
])('the verdict is %s for what is found in a file', (kind, codes) => {
  for (const code of codes) {
    const found: VerifyFinding = { code, message: 'So.', line: 2, entry: 2, hint: 'Look.' }
    const { verdict, findings } = judged({}, { ...three, findings: [found] })
    expect([code, verdict.kind, findings]).toEqual([code, kind, [found]])
  }
})

describe('of several findings', () => {
  const otherwise = { ...registered('K7', 3), seals: new Map([[2, 'x']]) }

  it('the worst decides', () => {
    const damaged = examinedIn('450-edited-word')
    const receipt = { code }
    const kindOf = (witnesses: Partial<Witnesses>, examined = three) =>
      judged(witnesses, examined).verdict.kind
    expect(kindOf({ receipt })).toBe('other-receipt')
    expect(kindOf({ receipt, keys: ['c'.repeat(64)] })).toBe('other-key')
    expect(kindOf({ receipt, registers: [otherwise] })).toBe('differs')
    expect(kindOf({ receipt }, damaged)).toBe('changed')
    expect(kindOf({ registers: [{ ...registered('K7', 3), furthest: 5 }], receipt })).toBe('shorter')
    expect(kindOf({ remembered: { entry: 5, seal: 'x', seen }, receipt })).toBe('rolled-back')
  })

  it('of one kind the earliest entry is named', () => {
    const later = { ...otherwise, mark: 'A2', seals: new Map([[3, 'x']]) }
    expect(judged({ registers: [later, otherwise] }).verdict).toEqual({ kind: 'differs', entry: 2 })
    const memory = { remembered: { entry: 1, seal: 'x', seen } }
    expect(judged({ registers: [otherwise], ...memory }).verdict).toEqual({ kind: 'differs', entry: 1 })
  })

  it('in the file the first by its line', () => {
    const { verdict, findings } = judged({}, examinedIn('564-entry-doubled-and-changed'))
    expect(findings.map(({ code, entry }) => `${code} ${entry}`)).toEqual(['misnumbered 3', 'changed 2'])
    expect(verdict).toEqual({ kind: 'changed', entry: 3 })
    const twice = judged({}, examinedOf(recordOf('sss').replace('They', 'We').replace('## 3', '##  3')))
    expect(twice.findings.map(({ code, entry }) => `${code} ${entry}`)).toEqual(['malformed 3', 'changed 1'])
    expect(twice.verdict).toEqual({ kind: 'changed', entry: 1 })
  })

  it('what cannot be judged says why', () => {
    const nothing = examinedOf('')
    expect(judged({}, nothing).verdict).toEqual({ kind: 'cannot-judge', why: nothing.findings[0]?.message })
  })
})
