/** Danger that is called out at the very last question, the passphrase: what to do is shown, though nothing more is asked. */
import { expect, test } from 'vitest'
import { begin } from '../../src/case/case.ts'
import { openCasebook } from '../../src/sitting/casebook.ts'
import { newSitting, perform } from '../../src/sitting/sitting.ts'
import { askPassphrase } from '../../src/wizard/passphrase.ts'
import { enterRoom } from '../../src/wizard/room.ts'
import { diskWith, testPorts } from '../commands/ports.ts'
import { goOn, press, scripted, type } from './scripted.ts'

test('danger at the passphrase is recorded and shown, and the passphrase is asked for again', async () => {
  const terminal = scripted([
    [/Everything is saved[\s\S]*Passphrase/, press('!')],
    [/999/, goOn],
    [/Passphrase/, type('')],
  ])
  const { ports } = testPorts({ disk: diskWith({}) })
  const casebook = await openCasebook(ports, undefined)
  const { world } = begin({
    policy: () => undefined,
    calendar: () => undefined,
    pinnedCalendar: () => undefined,
  })
  const sitting = newSitting(ports, casebook, world)
  expect(perform(sitting, { kind: 'danger', danger: 'no' }).kind).toBe('saved')
  const { signer } = sitting
  if (signer === undefined) throw new Error('nobody signs')
  sitting.signer = { ...signer, isLocked: () => true }
  await askPassphrase(enterRoom({ sitting, common: ports.shipped.common() }, terminal))
  expect(terminal.left()).toBe(0)
  expect(sitting.state.sitting.danger).toBe('yes')
})
