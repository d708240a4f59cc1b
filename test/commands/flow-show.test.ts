/** Which policy `flow show` prints: by id, of the casebook, by path; and what it says where there is none. */
import { describe, expect, test } from 'vitest'
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

const show = async (target: string, files = {}, casebook?: string, format: 'md' | 'html' = 'md') => {
  const { ports, out, err } = testPorts({ disk: diskWith(files) })
  const code = await flowShow(ports, { target, format, ...(casebook === undefined ? {} : { casebook }) })
  return { code, title: out().split('\n')[0], text: out(), flat: out().replace(/\s+/g, ' '), err: err() }
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
  const files = local('/here/mine', 'nation: england', 'nation: mars')
  await expect(show('./mine', files)).rejects.toMatchObject({
    exitCode: 1,
    hint: expect.stringContaining('rungs flow lint ./mine'),
  })
})

const approval = (sha256: string, by = 'A. Example') =>
  `- by: ${by}\n  role: Board manager\n  on: "2026-10-01"\n  sha256: "${sha256}"\n`

/** The digest that the document of a folder names. */
const digestOf = async (files: Record<string, string>): Promise<string> =>
  /SHA-256 of this text: *`([0-9a-f]{64})`/.exec((await show('./mine', files)).flat)?.[1] ?? ''

describe('approvals', () => {
  test('a shipped policy says that it has none', async () => {
    const { text, flat } = await show('southwark')
    expect(flat).toContain('policies that come with the program are shipped without any approval')
    expect(flat).toContain(
      'An approval is kept in a file approvals.yaml, in the folder of a flow of your own.',
    )
    expect(text).toMatch(/\n {4}- by: A\. Example\n.*\n {6}on: "2026-11-19"\n {6}sha256: "[0-9a-f]{64}"\n/)
  })

  test('a flow of one’s own without the file says so', async () => {
    const { code, flat, err } = await show('./mine', local('/here/mine'))
    expect([code, err]).toEqual([0, ''])
    expect(flat).toContain('Nobody has approved this text: no approval is kept beside the flow.')
  })

  test('an approval of this text, and one of an earlier text, and the digest is not changed by either', async () => {
    const files = local('/here/mine')
    const sha256 = await digestOf(files)
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    const approved = {
      ...files,
      '/here/mine/approvals.yaml': approval('f'.repeat(64), 'B. Example') + approval(sha256),
    }
    const { code, flat } = await show('./mine', approved)
    expect(code).toBe(0)
    expect(flat).toContain('**A. Example**: Board manager - On: Thu 1 Oct 2026 - What: approved this text')
    expect(flat).toContain(
      '**B. Example**: Board manager - On: Thu 1 Oct 2026 - What: approved an earlier text, not this one',
    )
    expect(flat).toContain('1 approval of this very text is kept beside the flow.')
    expect(flat).toContain(`the text ${sha256.slice(0, 16)}`)
    expect(await digestOf(approved)).toBe(sha256)
  })

  test('of a policy of the casebook they are found by its id', async () => {
    const files = {
      ...local('/book/flows/greenvale'),
      '/book/flows/greenvale/approvals.yaml': approval('f'.repeat(64)),
    }
    expect((await show('greenvale', files, '/book')).flat).toContain('approved an earlier text, not this one')
  })

  test('what is wrong with the file is told on standard error, exit 1, and no approval is shown', async () => {
    const wrong = { ...local('/here/mine'), '/here/mine/approvals.yaml': approval('123') }
    const { code, flat, err } = await show('./mine', wrong)
    expect(code).toBe(1)
    expect(err).toContain('./mine/approvals.yaml:4:11 RF040')
    expect(err).toContain('^')
    expect(flat).toContain('The file approvals.yaml has findings, so none of its approvals is shown.')
    expect(flat).not.toContain('Thu 1 Oct 2026')
  })

  test('bytes that are no text are a finding', async () => {
    const { ports, err } = testPorts({
      disk: diskWith({
        ...local('/here/mine'),
        '/here/mine/approvals.yaml': Uint8Array.of(0x2d, 0x20, 0xff),
      }),
    })
    expect(await flowShow(ports, { target: './mine', format: 'md' })).toBe(1)
    expect(err()).toContain('RF040 The file is not UTF-8 text.')
  })
})

test('the same as HTML', async () => {
  const { code, title, text } = await show('greenvale', {}, undefined, 'html')
  expect([code, title]).toEqual([0, '<!DOCTYPE html>'])
  expect(text).toContain('<h1 id="part.0">Greenvale School safeguarding escalation policy</h1>')
  expect(text.endsWith('</html>\n')).toBe(true)
})
