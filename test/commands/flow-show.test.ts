/** Which policy `flow show` prints: by id, of the casebook, by path; and what it says where there is none. */
import { expect, test } from 'vitest'
import { flowShow } from '../../src/commands/flow-show.ts'
import { UserError } from '../../src/errors.ts'
import { diskWith, flowFiles, testPorts } from './ports.ts'

const local = (folder: string, from = 'title: Greenvale', to = 'title: Our own Greenvale') =>
  Object.fromEntries(
    flowFiles('greenvale').map(([name, text]) => [
      `${folder}/${name}`,
      name === 'policy.yaml' ? text.replace(from, to) : text,
    ]),
  )

const show = async (target: string, files = {}, casebook?: string) => {
  const { ports, out } = testPorts({ disk: diskWith(files) })
  const code = await flowShow(ports, { target, ...(casebook === undefined ? {} : { casebook }) })
  return { code, title: out().split('\n')[0], text: out() }
}

test('a shipped policy by its id, with the warnings of the day', async () => {
  const { code, title, text } = await show('greenvale')
  expect([code, title]).toEqual([0, '# Greenvale School safeguarding escalation policy'])
  expect(text).toContain('Past its review date: the review was due in November 2024.')
})

test('a policy of the casebook wins over the shipped one with its id', async () => {
  expect((await show('greenvale', local('/book/flows/greenvale'), '/book')).title).toMatch(
    /^# Our own Greenvale/,
  )
})

test('a folder, by a path with a slash', async () => {
  expect((await show('./mine', local('/here/mine'))).title).toMatch(/^# Our own Greenvale/)
  expect((await show('mine/policy.yaml', local('/here/mine'))).title).toMatch(/^# Our own Greenvale/)
})

test('an unknown name is exit 2 with the nearest names', async () => {
  const error = await show('greenvael').catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UserError)
  expect(error).toMatchObject({ exitCode: 2, hint: expect.stringContaining('Did you mean greenvale?') })
})

test('a flow with findings is exit 1 and sent to the linter', async () => {
  const files = local('/here/mine', 'calendar: england-and-wales', 'calendar: mars')
  await expect(show('./mine', files)).rejects.toMatchObject({
    exitCode: 1,
    hint: expect.stringContaining('rungs flow lint ./mine'),
  })
})
