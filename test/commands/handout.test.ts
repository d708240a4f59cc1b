/** `rungs train --handout` as a command: to standard output, or one file a policy into a new folder. */
import { expect, test } from 'vitest'
import { run } from '../../src/cli.ts'
import { handout } from '../../src/commands/handout.ts'
import { diskWith, shippedIds, testPorts } from './ports.ts'

test('prints the page of one policy', async () => {
  const { ports, out } = testPorts()
  expect(await handout(ports, { policy: 'greenvale', notes: false, format: 'md' })).toBe(0)
  expect(out()).toMatch(/^# TRAINING: Greenvale/)
  expect(out()).not.toContain('for the trainer')
})

test('the usual policy of the settings, with its numbers', async () => {
  const settings = 'usual-policy: greenvale\ncontacts: {greenvale: {mash: "020 7946 0001"}}\n'
  const { ports, out } = testPorts({ disk: diskWith({ '/book/rungs.yaml': settings }) })
  await handout(ports, { notes: true, format: 'html', casebook: '/book' })
  expect(out()).toContain('020 7946 0001')
  expect(out()).toContain('for the trainer: A first no')
})

test('one file a policy in a new folder, and nothing is overwritten', async () => {
  const { ports, out } = testPorts()
  const options = { notes: false, format: 'html', out: 'pages' } as const
  expect(await handout(ports, options)).toBe(0)
  expect([...ports.disk.list('/here/pages')].sort()).toEqual(shippedIds.map((id) => `${id}-handout.html`))
  expect(out()).toContain('Written: /here/pages/southwark-handout.html')
  await expect(handout(ports, options)).rejects.toThrow(/already/)
})

test('asks which, where several would be printed', async () => {
  const { ports, out } = testPorts()
  await expect(handout(ports, { notes: false, format: 'md' })).rejects.toThrow('Which policy')
  await expect(handout(ports, { policy: 'nowhere', notes: false, format: 'md' })).rejects.toThrow(
    'There is no policy "nowhere"',
  )
  expect(out()).toBe('')
})

test.each([
  [['--walk'], '--walk'],
  [['--push', 'hostile'], '--push'],
  [['--from', '42'], '--from'],
])('what goes through a case, or makes one, makes no page: %j', async (words, named) => {
  const { ports, out, err } = testPorts()
  expect(await run(['train', 'greenvale', '--handout', ...words], ports)).toBe(2)
  expect(out()).toBe('')
  expect(err()).toContain(`${named} does not`)
})
