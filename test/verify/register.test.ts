/** Whether a register is a witness, beside what this computer has seen of it. */
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/record/digest.ts'
import type { RegisterEvent } from '../../src/register/line.ts'
import { appendLine, beginRegister } from '../../src/register/writer.ts'
import {
  type ExaminedRegister,
  examineRegister,
  goneOf,
  isCleanRegister,
  isSoundRegister,
  isWitness,
  registeredKeysOf,
  registeredOf,
  type SeenRegister,
  silentOf,
  unreadRegister,
  withAbsent,
} from '../../src/verify/register.ts'
import { publicKeyOf, signerOf } from '../record/key.ts'
import { at, events, sealOf, write } from '../register/sample.ts'

const { text } = write(events)
const seen = '2026-12-01T09:00:00+00:00'
const examined = (seenOf: SeenRegister) => examineRegister('register-K7.md', 'K7', Buffer.from(text), seenOf)
const { head } = examined(() => undefined)
const own = head?.seal ?? ''

describe('a register that this computer has seen', () => {
  it('is a witness where it still has the line that was last then, or nothing was seen of it', () => {
    for (const seenOf of [
      () => undefined,
      () => ({ entry: 0, seal: sealOf('x', 0), seen }),
      () => ({ entry: events.length, seal: own, seen }),
      (opened: string) => (opened === head?.opened ? undefined : { entry: 99, seal: own, seen }),
    ] satisfies readonly SeenRegister[]) {
      const register = examined(seenOf)
      expect([register.lost, isWitness(register)]).toEqual([undefined, true])
    }
  })

  it('is none where that line is missing, or has another seal', () => {
    const shorter = examined(() => ({ entry: events.length + 1, seal: own, seen }))
    expect(shorter.lost).toEqual({ kind: 'rolled-back', n: events.length + 1, seen })
    const rewritten = examined(() => ({ entry: 3, seal: own, seen }))
    expect(rewritten.lost).toEqual({ kind: 'changed', n: 3, seen })
    expect([isWitness(shorter), isWitness(rewritten)]).toEqual([false, false])
  })
})

it('is no witness where it could not be read', () => {
  const register = unreadRegister('register-K7.md', 'K7', 'It could not be read.')
  expect(register).toMatchObject({ why: 'It could not be read.', findings: [], keys: [], unsignedGone: [] })
  expect(isWitness(register)).toBe(false)
  expect(registeredOf([register], 'K7-2026-0042', sealOf('K7-2026-0042', 0))).toEqual([])
})

const id = 'K7-2026-0001'
const opened: RegisterEvent = { kind: 'opened', id, entry: 0, seal: sealOf(id, 0) }
const sealed: RegisterEvent = { kind: 'sealed', id, entry: 4, seal: sealOf(id, 4) }
const destroyed: RegisterEvent = { kind: 'destroyed', id, entry: 4, seal: sealOf(id, 4) }

/** A register of a mark. `signs`: whether a line of it is signed. */
const registerOf = (
  mark: string,
  all: readonly RegisterEvent[],
  signs: (n: number) => boolean = () => true,
): ExaminedRegister => {
  const seed = sha256(mark)
  const sign = signerOf(seed, 'rungs-register')
  let { head, text: whole } = beginRegister(mark, sha256(`salt ${mark}`))
  for (const event of [{ kind: 'key-new', key: publicKeyOf(seed) } as const, ...all]) {
    const step = appendLine(head, at, event, signs(head.n + 1) ? sign : () => undefined)
    if (step === undefined) throw new Error('not written')
    head = step.head
    whole += step.text
  }
  return examineRegister(`register-${mark}.md`, mark, Buffer.from(whole), () => undefined)
}

const nobody = (): boolean => false

describe('a register without signatures', () => {
  it('says nothing of any record, names no key and misses no number', () => {
    const planted = registerOf('K7', [opened, sealed], nobody)
    expect(registeredOf([planted], id, sealOf(id, 0))).toEqual([])
    expect([...registeredKeysOf([planted]).values()]).toEqual([[]])
    expect([planted.signed, planted.head?.n, planted.heads.missing]).toEqual([0, 3, []])
    expect(silentOf([planted])).toEqual([{ mark: 'K7', why: 'is not signed' }])
    expect(isSoundRegister(withAbsent(planted, new Set(), []))).toBe(true)
    expect(isCleanRegister(withAbsent(planted, new Set(), []))).toBe(false)
  })

  it('at its end says what stands before that', () => {
    const half = registerOf('K7', [opened, sealed, destroyed], (n) => n < 3)
    expect(registeredOf([half], id, sealOf(id, 0)).map(({ furthest }) => furthest)).toEqual([0])
    expect(goneOf([half])).toEqual([
      { id, kind: 'destroyed', mark: 'K7', at, entry: 4, former: false, unsigned: true },
    ])
    expect(withAbsent(half, new Set(), goneOf([half])).absent).toEqual([id])
    const handed = registerOf('K7', [opened, { ...sealed, kind: 'transferred' }], (n) => n < 3)
    expect(goneOf([handed]).map(({ kind, unsigned }) => [kind, unsigned])).toEqual([['transferred', true]])
    const other = registerOf('A2', [sealed, destroyed])
    expect(goneOf([half, other]).map(({ unsigned }) => unsigned)).toEqual([undefined, true])
    expect(withAbsent(half, new Set(), []).absent).toEqual([id])
    expect(isCleanRegister(withAbsent(half, new Set([id]), []))).toBe(false)
  })
})

describe('a record that is registered as gone', () => {
  const own = registerOf('K7', [opened, sealed])
  const goneIn = (...registers: readonly ExaminedRegister[]) => {
    const gone = goneOf(registers)
    return registers.map((one) => withAbsent(one, new Set(), gone))
  }

  it('is not absent for any register, and is told of by the one that says so', () => {
    const all = goneIn(own, registerOf('A2', [destroyed]))
    expect(all.map(({ absent }) => absent)).toEqual([[], []])
    expect(all.map(({ gone }) => gone)).toEqual([
      [],
      [{ id, kind: 'destroyed', mark: 'A2', at, entry: 4, former: false }],
    ])
    expect(all.map(isSoundRegister)).toEqual([true, true])
    expect(all.map(isCleanRegister)).toEqual([true, true])
  })

  it('is absent all the same where another register has another seal for that entry', () => {
    const all = goneIn(own, registerOf('A2', [{ ...destroyed, seal: sealOf(id, 5) }]))
    expect(all.map(({ absent }) => absent)).toEqual([[id], [id]])
    expect(all[1]?.gone).toMatchObject([{ against: 'K7' }])
    expect(isSoundRegister({ ...(all[1] as (typeof all)[number]), absent: [] })).toBe(false)
  })

  it('may be named at an entry that no other register has, or by the only one that knows it', () => {
    for (const others of [[own], []])
      expect(
        goneOf([...others, registerOf('A2', [{ ...destroyed, kind: 'transferred', entry: 3 }])]),
      ).toEqual([{ id, kind: 'transferred', mark: 'A2', at, entry: 3, former: false }])
  })

  it('is told, and excuses no other record that has its number since', () => {
    const again: RegisterEvent = { ...opened, seal: sealOf(id, 9) }
    const [one] = goneIn(registerOf('K7', [opened, sealed, destroyed, again]))
    expect([one?.absent, one?.gone.map(({ former }) => former)]).toEqual([[id], [true]])
    expect(one && isSoundRegister(one)).toBe(false)
  })

  it('is held against the records that had that number in another register, too', () => {
    const again: RegisterEvent = { ...opened, seal: sealOf(id, 9) }
    const twice = registerOf('K7', [opened, sealed, destroyed, again])
    const said = goneOf([twice, registerOf('A2', [destroyed])])
    expect(said).toStrictEqual([
      { id, kind: 'destroyed', mark: 'K7', at, entry: 4, former: true },
      { id, kind: 'destroyed', mark: 'A2', at, entry: 4, former: false },
    ])
    const sealedAgain: RegisterEvent = { ...sealed, seal: sealOf(id, 8) }
    const more = registerOf('K7', [opened, sealed, destroyed, again, sealedAgain])
    for (const seal of [sealed.seal, sealedAgain.seal])
      expect(goneOf([more, registerOf('A2', [{ ...destroyed, seal }])])[1]).not.toHaveProperty('against')
  })

  it('is not held against the register that says so, where that has met the number again', () => {
    const again: RegisterEvent = { ...sealed, seal: sealOf(id, 8) }
    expect(goneOf([registerOf('A2', [destroyed, again])])).toStrictEqual([
      { id, kind: 'destroyed', mark: 'A2', at, entry: 4, former: false },
    ])
  })

  it('is no word of a register that is no witness', () => {
    const lost = { ...registerOf('A2', [destroyed]), lost: { kind: 'changed', n: 1, seen } as const }
    expect(goneOf([lost])).toEqual([])
  })
})

describe('a register of which a number is missing', () => {
  it('is sound, and not clean', () => {
    const later: RegisterEvent = { ...opened, id: 'K7-2026-0002' }
    const one = withAbsent(registerOf('K7', [later]), new Set(['K7-2026-0002']), [])
    expect([isSoundRegister(one), isCleanRegister(one)]).toEqual([true, false])
  })

  it('may have no line at all', () => {
    const { text: header } = beginRegister('K7', sha256('salt'))
    const empty = examineRegister('register-K7.md', 'K7', Buffer.from(header), () => undefined)
    expect(isCleanRegister(withAbsent(empty, new Set(), []))).toBe(true)
  })
})

it('is silent where it cannot be asked, and it is said why', () => {
  const lost = examined(() => ({ entry: 3, seal: own, seen }))
  const damaged = examineRegister('', 'K7', Buffer.from(text.replace('Closed', 'Clesed')), () => undefined)
  const unread = unreadRegister('register-K7.md', 'K7', 'It could not be read.')
  expect(silentOf([examined(() => undefined), lost, damaged, unread]).map(({ why }) => why)).toEqual([
    'is not as this computer saw it before',
    'is damaged',
    'cannot be read',
  ])
})

it('says of a record how far it goes, and whether it was destroyed', () => {
  const of = (...all: readonly RegisterEvent[]) =>
    registeredOf([registerOf('K7', [opened, ...all])], id, sealOf(id, 0)).map(({ seals, ...one }) => ({
      ...one,
      entries: [...seals.keys()],
    }))
  expect(of()).toEqual([{ mark: 'K7', furthest: 0, destroyed: false, entries: [0] }])
  expect(of(sealed)).toEqual([{ mark: 'K7', furthest: 4, destroyed: false, entries: [0, 4] }])
  expect(of(sealed, destroyed)).toEqual([{ mark: 'K7', furthest: 4, destroyed: true, entries: [0, 4] }])
})

describe('the keys that registers name', () => {
  const keysOf = (text: string) =>
    [...registeredKeysOf([examineRegister('', 'K7', Buffer.from(text), () => undefined)])].map(
      ([mark, keys]) => [mark, ...keys.map(({ vouched }) => vouched)],
    )

  it('are vouched for where the key before signed for them', () => {
    expect(keysOf(text)).toEqual([['K7', false, true, false]])
  })

  it('are none where it is damaged, and not known to be all where it was converted', () => {
    expect(keysOf(text.replace('Closed', 'Clesed'))).toEqual([])
    expect(keysOf(text.replaceAll('\n', '\r\n'))).toEqual([])
  })

  it('are all where only the last write of it was cut off', () => {
    expect(keysOf(`${text}- 13 2026`)).toEqual([['K7', false, true, false]])
  })
})
