/** `rungs replay` with a terminal that is a list of keys, and without one. */
import { describe, expect, it } from 'vitest'
import { type ReplayOptions, replay } from '../../src/commands/replay.ts'
import { UserError } from '../../src/errors.ts'
import type { Prompt, Reply, Terminal } from '../../src/terminal/screen.ts'
import { diskWith, type TestPorts, testPorts } from './ports.ts'
import { recordId, recordOf } from './walked-record.ts'

const file = `/here/${recordId}.md`
const walked = (): string => recordOf('southwark', 'thresholds-promises-that-are-not-kept')

const options: ReplayOptions = { record: file, plain: false, json: false, auto: false, hideOutcome: false }

const portsWith = (text: string): TestPorts => testPorts({ disk: diskWith({ [file]: text }) })

const refusal = async (attempt: Promise<number>): Promise<UserError> => {
  try {
    await attempt
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('Nothing was refused.')
}

describe('without a terminal', () => {
  it.each([{}, { plain: true }, { json: true }])('hides no answer, and prints none: %j', async (more) => {
    const { ports, out } = portsWith(walked())
    const error = await refusal(replay(ports, { ...options, hideOutcome: true, ...more }))
    expect(error.exitCode).toBe(2)
    expect(error.message).toContain('in a terminal')
    expect(error.hint).toContain('Leave it out')
    expect(out()).toBe('')
  })
})

/** A person who answers each page in turn, and leaves after the last answer. */
const replayed = async (
  answers: readonly Reply[],
  more: Partial<ReplayOptions> = {},
  text = walked(),
): Promise<readonly Prompt[]> => {
  const asked: Prompt[] = []
  const terminal: Terminal = {
    redraws: true,
    ask: (prompt) => {
      asked.push(prompt)
      return Promise.resolve(answers[asked.length - 1] ?? { kind: 'interrupted' })
    },
    show: () => undefined,
    hide: () => Promise.resolve(),
    lend: (work) => work(),
    close: () => undefined,
  }
  const { ports } = portsWith(text)
  const inTerminal = { ...ports, interactive: true, openTerminal: () => Promise.resolve(terminal) }
  await replay(inTerminal, { ...options, ...more })
  return asked
}

const press = (key: string): Reply => ({ kind: 'key', key, draft: '' })
const times = (count: number, key: string): readonly Reply[] =>
  Array.from({ length: count }, () => press(key))

const words = (prompt: Prompt | undefined): string =>
  [...(prompt?.page.head ?? []), ...(prompt?.page.body ?? [])]
    .map(({ spans, right = [] }) => [...spans, ...right].map(({ text }) => text).join(''))
    .join('\n')

const rungsIn = (prompt: Prompt | undefined): readonly string[] =>
  prompt?.kind === 'choice' ? prompt.options.map(({ label }) => label) : []

const hidden = { hideOutcome: true }

describe('with the answers kept back', () => {
  it('offers no rung beyond those that were shown', async () => {
    const all = rungsIn((await replayed([press('r')])).at(-1))
    expect(all.length).toBeGreaterThan(3)
    const first = await replayed([press('r')], hidden)
    expect(words(first.at(-1))).toContain('come to no rung so far')
    const asked = await replayed([...times(30, '→'), press('r')], hidden)
    const offered = rungsIn(asked.at(-1))
    expect(offered.length).toBeGreaterThan(1)
    expect(offered.length).toBeLessThan(all.length)
  })

  it.each(['l', 't'])('goes with %s only to an answer that was shown', async (key) => {
    const open = await replayed([press(key)])
    const stop = Number(/^(\d+) of/m.exec(words(open.at(-1)))?.[1])
    expect(stop).toBeGreaterThan(1)
    const kept = await replayed([press(key)], hidden)
    expect(words(kept.at(-1))).toContain('the others are kept back')
    expect(words(kept.at(-1))).toMatch(/^1 of /m)
    const shown = await replayed([...times(stop - 1, '→'), press('o'), press('Home'), press(key)], hidden)
    expect(words(shown.at(-1))).toMatch(new RegExp(`^${stop} of `, 'm'))
  })

  it('finds no rung beyond what was shown', async () => {
    const [, last = ''] = rungsIn((await replayed([press('r')])).at(-1))
    const asked = await replayed([press('/'), { kind: 'text', text: last }], hidden)
    expect(words(asked.at(-1))).toContain('in what was shown so far')
  })
})

it('the menu of rungs is left by the key that leaves a page, and asks about no danger in a story of the past', async () => {
  const asked = await replayed([...times(1, 'r'), press('q')])
  const [page, menu, after] = asked
  expect(menu?.kind === 'choice' ? menu.keys.map(({ key }) => key) : menu).toEqual(['q'])
  expect(words(after)).toBe(words(page))
})
