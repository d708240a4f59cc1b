/** `rungs contacts`: what is printed at which hour, as text and as JSON, and what is said where no policy is named. */
import { expect, test } from 'vitest'
import { contacts } from '../../src/commands/contacts.ts'
import { UserError } from '../../src/errors.ts'
import { clockAt, testPorts } from './ports.ts'

test('prints the out-of-hours contact first on a Sunday, and last on a working day', async () => {
  const place = async (stamp: string): Promise<boolean> => {
    const { ports, out } = testPorts({ clock: clockAt(stamp) })
    expect(await contacts(ports, { policy: 'greenvale', json: false })).toBe(0)
    return out().indexOf('Lewisham local authority') < out().indexOf('MASH (under 18)')
  }
  expect([await place('2026-11-22T10:30:00+00:00'), await place('2026-11-19T10:30:00+00:00')]).toEqual([
    true,
    false,
  ])
})

test('keeps to the width of the terminal', async () => {
  const { ports, out } = testPorts({ columns: 40 })
  await contacts(ports, { policy: 'northway', json: false })
  expect(
    Math.max(
      ...out()
        .split('\n')
        .map((row) => row.length),
    ),
  ).toBeLessThanOrEqual(40)
})

test('--json prints the same contacts, corrections marked', async () => {
  const { ports, out } = testPorts()
  await contacts(ports, { policy: 'greenvale', json: true, local: { mash: { value: '020 7946 0099' } } })
  const value = JSON.parse(out()) as {
    contacts: { id: string; lines: unknown[] }[]
    general: { contacts: unknown[] }
  }
  expect(value.general.contacts).toHaveLength(2)
  expect(value.contacts.find((one) => one.id === 'mash')?.lines).toMatchObject([
    { value: '020 7946 0099', local: true },
  ])
})

test('without a policy the general numbers are printed all the same, then the names to choose from: exit 2', async () => {
  const { ports, out } = testPorts()
  const error = await contacts(ports, { json: false }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UserError)
  expect(error).toMatchObject({ exitCode: 2, hint: expect.stringContaining('greenvale') })
  expect(out()).toContain('999')
})
