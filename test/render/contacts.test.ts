/** Whom to call: the right number first for the hour, nothing hidden, corrections marked, and room on a small screen. */
import { describe, expect, test } from 'vitest'
import type { Contact, ContactLine, Policy } from '../../src/flow/policy.ts'
import {
  contactLines,
  contactsInOrder,
  isOutOfHours,
  numberLabel,
  numbersFor,
} from '../../src/render/contacts.ts'
import { rowText, wrapLines } from '../../src/render/lines.ts'
import { shippedFromSource, shippedIds } from '../commands/ports.ts'

const shipped = shippedFromSource()
const common = shipped.common()
const policyOf = (id: string): Policy => {
  const found = shipped.policy(id)
  if (found === undefined) throw new Error(`no policy ${id}`)
  return found.policy
}

const line = (value: string, more: Partial<ContactLine> = {}): ContactLine => ({
  kind: 'phone',
  value,
  hours: 'any',
  ...more,
})
const contact = (lines: readonly ContactLine[], more: Partial<Contact> = {}): Contact => ({
  id: 'desk',
  role: 'Front desk',
  printed: 'undated',
  clause: '1',
  lines,
  ...more,
})
const [day, night, mail] = [
  line('020 7946 0001'),
  line('020 7946 0002', { hours: 'out-of-hours' }),
  line('desk@example.org', { kind: 'e-mail' }),
]
const desk = contact([mail, day, night])
const values = (list: readonly { readonly value: string }[]): readonly string[] =>
  list.map((one) => one.value)
const [now, later] = [{ outOfHoursNow: false }, { outOfHoursNow: true }]

const text = (policy: Policy, width: number, answers = {}, local = {}, at = now): string =>
  wrapLines(contactLines(policy, common, answers, local, at), width)
    .map(rowText)
    .join('\n')

describe('the order of numbers', () => {
  test('the out-of-hours line comes first at night and last by day; nothing is left out', () => {
    expect(values(numbersFor(desk, later))).toEqual(['020 7946 0002', '020 7946 0001', 'desk@example.org'])
    expect(values(numbersFor(desk, now))).toEqual(['020 7946 0001', '020 7946 0002', 'desk@example.org'])
  })

  test('contacts that have an out-of-hours line come first at night, otherwise as printed', () => {
    const late = contact([night], { id: 'late' })
    const list = [contact([day]), late]
    expect(contactsInOrder(list, later).map((one) => one.id)).toEqual(['late', 'desk'])
    expect(contactsInOrder(list, now)).toEqual(list)
  })

  test.each([
    ['2026-11-19T10:30:00+00:00', false, 'a Thursday morning'],
    ['2026-11-19T08:29:59+00:00', true, 'early'],
    ['2026-11-19T17:30:00+00:00', true, 'evening'],
    ['2026-11-21T10:30:00+00:00', true, 'a Saturday'],
    ['2026-12-25T10:30:00+00:00', true, 'Christmas Day, a Friday'],
  ])('%s: %s (%s)', (at, expected) => {
    expect(isOutOfHours(at, shipped.calendar('england-and-wales')?.calendar)).toBe(expected)
  })
})

describe('local corrections', () => {
  const local = { desk: { value: '020 7946 0099', note: 'ask for the duty desk' } }

  test('win over the printed number, say so, and leave the out-of-hours line and the address', () => {
    const [first, ...rest] = numbersFor(desk, now, local)
    expect(first).toMatchObject({ value: '020 7946 0099', local: true })
    expect(first === undefined ? '' : numberLabel(first)).toBe('local correction, ask for the duty desk')
    expect(values(rest)).toEqual(['020 7946 0002', 'desk@example.org'])
  })

  test('take the place of an out-of-hours line where that is the only number', () => {
    expect(numbersFor(contact([night]), later, local)).toMatchObject([
      { value: '020 7946 0099', hours: 'out-of-hours' },
    ])
  })

  test('an address corrects an address, and a contact without any gets one', () => {
    expect(values(numbersFor(desk, now, { desk: { value: 'new@example.org' } }))).toEqual([
      '020 7946 0001',
      '020 7946 0002',
      'new@example.org',
    ])
    expect(values(numbersFor(contact([]), now, local))).toEqual(['020 7946 0099'])
  })

  test('show what they replace; an id such as "constructor" is no correction', () => {
    const policy: Policy = {
      ...policyOf('greenvale'),
      contacts: [desk, contact([day], { id: 'constructor' })],
    }
    expect(text(policy, 80, {}, local)).toContain('instead of the printed 020 7946 0001')
    expect(text(policy, 80, {}, local).match(/instead of/g)).toHaveLength(1)
  })
})

describe('the lines', () => {
  test('general guidance comes first, under its label', () => {
    const rows = text(policyOf('greenvale'), 80).split('\n')
    expect(rows[0]).toBe('General guidance, not from your policy')
    expect(rows.findIndex((row) => row.includes('999'))).toBeLessThan(
      rows.findIndex((row) => row.includes('MASH')),
    )
  })

  test('a line without printed hours says so beside the out-of-hours line', () => {
    const shown = text(policyOf('northway'), 80)
    const [first, second] = policyOf('northway').contacts.find((one) => one.id === 'sefton')?.lines ?? []
    expect(shown).toContain(`${first?.value}  the policy prints no hours`)
    expect(shown).toContain(`${second?.value}  out of hours, printed as OH`)
    expect(shown.replace(/\s+/g, ' ')).toContain(
      'only where the answer to “Where does the child live?” is “Sefton” or “Not known yet”',
    )
    expect(shown).toContain('printed 2018: check')
  })

  test('an answer puts the contacts for another answer last, under a heading, and hides none', () => {
    const northway = policyOf('northway')
    const [mine = '', others = ''] = text(northway, 80, { 'lives-in': 'sefton' }).split(
      'For another answer than yours',
    )
    expect(mine).toContain('Sefton Children')
    expect(mine).not.toContain('Wirral Children')
    expect(others).toContain('Wirral Children')
    expect(text(northway, 80)).not.toContain('For another answer')
  })

  test.each(shippedIds.flatMap((id) => [80, 40].map((width) => [id, width] as const)))(
    '%s at %i columns: nothing wider, no number broken, none missing',
    (id, width) => {
      const policy = policyOf(id)
      const rows = text(policy, width).split('\n')
      expect(rows.filter((row) => row.length > width)).toEqual([])
      const numbers = policy.contacts
        .flatMap((one) => one.lines)
        .filter((one) => one.kind === 'phone' && one.value.length < 30)
      expect(numbers.filter((one) => !rows.some((row) => row.includes(one.value)))).toEqual([])
    },
  )
})
