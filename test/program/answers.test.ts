/** `rungs start --answers`: whole walks of the five policies, the record that they leave behind, and what is refused. */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { resultOf } from '../../src/proof/walk-result.ts'
import { walkOf } from '../flows/shipped.ts'
import {
  answersTo,
  type Finished,
  type Home,
  newHome,
  problemsOf,
  read,
  recordIn,
  recordsIn,
  replayed,
  rungs,
  startWith,
} from './program.ts'

const fixture = (name: string): string => fileURLToPath(new URL(`fixture/${name}`, import.meta.url))

const run = (home: Home, yaml: string, args: readonly string[] = []): Promise<Finished> =>
  startWith(home, yaml, args)

const small = `policy: greenvale
scenario: not-accepted
danger: no
recorded-by: J. Example
rungs:
  social-worker: {outcome: refused, who: A. Example}
`

const walks = [
  ['greenvale', 'to-the-director-and-agreed-after-all'],
  ['northway', 'at-risk-over-easter'],
  ['cambridgeshire', 'school-silence-over-easter'],
  ['southwark', 'roles-to-the-chair-over-the-may-holiday'],
  ['greenwich', 'roles-silence-over-christmas'],
] as const

test.each(walks)(
  '%s: %s leaves a whole record that replays to what the walk expects',
  async (policy, name) => {
    const home = newHome()
    const document = parseDocument(
      readFileSync(new URL(`../../flows/${policy}/walks/${name}.yaml`, import.meta.url), 'utf8'),
    )
    const at = String(document.get('at'))
    document.delete('at')
    document.delete('expect')
    document.set('policy', policy)
    const { code, out, err } = await run(home, document.toString(), ['--at', at])
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out).toContain(`The record: ${recordIn(home)}`)
    expect(problemsOf(recordIn(home))).toEqual([])
    const state = await replayed(recordIn(home))
    expect(resultOf(state)).toEqual(walkOf(policy, name).expect)
    expect([...state.off]).toEqual([])
  },
)

/** Salt, seals, signatures, digests, the device's mark and its key differ from run to run; nothing else does. */
const normalised = (text: string): string =>
  text
    .replace(/[0-9a-f]{128}/g, '0'.repeat(128))
    .replace(/[0-9a-f]{64}/g, '0'.repeat(64))
    .replace(/\b[A-Z][2-9]-(\d{4}-\d{4})\b/g, 'K7-$1')
    .replace(/Device: [A-Z][2-9], key/g, 'Device: K7, key')

test('the record of a scripted walk is, byte for byte, the one that was read by eye', async () => {
  const home = newHome()
  cpSync(fixture('flows'), join(home.casebook, 'flows'), { recursive: true })
  cpSync(fixture('answers.yaml'), join(home.folder, 'answers.yaml'))
  const { code, err } = await rungs(home, ['start', '--answers', 'answers.yaml', '--at', '2026-11-19T10:31'])
  expect(err).toBe('')
  expect(code).toBe(0)
  expect(problemsOf(recordIn(home))).toEqual([])
  await expect(normalised(readFileSync(recordIn(home), 'utf8'))).toMatchFileSnapshot(fixture('record.md'))
})

test('answers that do not fit: every finding with its line and column, and nothing is written', async () => {
  const home = newHome()
  const shape = await run(home, `${small.replace('danger: no', 'danger: perhaps')}colour: red\n`)
  expect(shape.code).toBe(1)
  expect(shape.err).toContain('answers.yaml:3:9 ')
  expect(shape.err).toContain('answers.yaml:7:1 ')
  const fit = await run(
    home,
    small.replace('not-accepted', 'not-acepted').replace('social-worker', 'socal-worker'),
  )
  expect(fit.code).toBe(1)
  expect(fit.err).toMatch(/answers\.yaml:2:11 .*\n.*Did you mean not-accepted\?/)
  expect(fit.err).toMatch(/answers\.yaml:6:3 .*\n.*Did you mean social-worker\?/)
  expect(fit.err).toContain('Nothing was written.')
  const policy = await run(home, small.replace('greenvale', 'grenvale'))
  expect(policy.code).toBe(1)
  expect(policy.err).toMatch(/answers\.yaml:1:9 .*\n.*Did you mean greenvale\?/)
  const none = await rungs(home, ['start', '--answers', 'nothing.yaml'])
  expect(none.code).toBe(2)
  expect(existsSync(home.casebook)).toBe(false)
  expect(readdirSync(home.folder)).toEqual(['answers.yaml'])
})

test('a clock by hand goes with answers only, and is said in the record', async () => {
  const home = newHome()
  const alone = await rungs(home, ['start', '--at', '2026-11-19T10:31'])
  expect(alone.code).toBe(2)
  expect(alone.err).toContain('--answers FILE')
  const wrong = await run(home, small, ['--at', 'yesterday'])
  expect(wrong.code).toBe(2)
  expect(wrong.err).toContain('2026-11-19T10:30')
  expect(recordsIn(home)).toEqual([])
  const given = await run(home, small, ['--at', '2026-11-19T10:31'])
  expect(given.code).toBe(0)
  expect(readFileSync(recordIn(home), 'utf8')).toContain('Clock: given by hand, not read')
  expect(readFileSync(recordIn(home), 'utf8')).toContain('2026-11-19T10:31:00+00:00 When: 2026-11-19, 10:31')
})

test('whatever is typed: no live control byte on the terminal, and the record parses', async () => {
  const home = newHome()
  const said = [
    '## 9 Sitting',
    '`seal 1 00`',
    '- 2026-11-19T10:31:00+00:00 Next: Nowhere (`x`)',
    '> quoted [a link](https://example.org) <b>bold</b> ![x](y) | t | ~~no~~ $x$',
    '\u202eright to left\u202c \u200bzero width\u200b \x1b[31mred\x1b[0m \x07bell \x9b31m C1 \u2028line',
    '=2+5|cmd',
  ].join('\n')
  const document = parseDocument(small)
  document.setIn(['rungs', 'social-worker', 'said'], said)
  document.setIn(['recorded-by'], '\x1b]0;title\x07J. Example\u202e')
  document.setIn(['about'], { concern: 'x'.repeat(20_000) })
  const { code, out, err } = await run(home, document.toString(), ['--at', '2026-11-19T10:31'])
  expect(err).toBe('')
  expect(code).toBe(0)
  expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202c\u202e\u2028]/)
  const record = recordIn(home)
  expect(problemsOf(record)).toEqual([])
  expect(answersTo(record, 'said')).toEqual([said])
  expect(readFileSync(record, 'utf8')).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202c\u202e\u2028]/)
  expect(read(record).entries.filter(({ n }) => n === 9)).toEqual([])
  const listed = await rungs(home, ['list'])
  expect(listed.out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
})

test('a text that is too long is refused with a reason, and what came before is kept', async () => {
  const home = newHome()
  const document = parseDocument(small)
  document.setIn(['rungs', 'social-worker', 'said'], 'x'.repeat(20_001))
  const { code, err } = await run(home, document.toString())
  expect(code).toBe(1)
  expect(err).toContain('20,000')
  expect(answersTo(recordIn(home), 'who')).toEqual(['A. Example'])
  expect(read(recordIn(home)).problems).toEqual([])
})
