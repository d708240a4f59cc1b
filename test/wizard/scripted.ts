/** A terminal whose person follows a script: each line names the question it expects, and what is answered. */
import { expect } from 'vitest'
import type { Page, Prompt, Reply, Terminal } from '../../src/terminal/screen.ts'

export type Line = readonly [title: RegExp, reply: Reply]

export const choose = (id: string): Reply => ({ kind: 'choice', id })
export const type = (text: string): Reply => ({ kind: 'text', text })
export const press = (key: string, draft = ''): Reply => ({ kind: 'key', key, draft })
export const tick = (...ids: readonly string[]): Reply => ({ kind: 'checks', ids })
export const goOn: Reply = { kind: 'read' }
export const interrupt: Reply = { kind: 'interrupted' }

const words = ({ head, body }: Page): string =>
  [...head, ...body].map((line) => line.spans.map((span) => span.text).join('')).join('\n')

/** What was put before the person: the question and everything above it. */
export const textOf = (prompt: Prompt): string =>
  `${words(prompt.page)}\n${'title' in prompt ? prompt.title : ''}`

export interface Scripted extends Terminal {
  readonly prompts: readonly Prompt[]
  /** Lines of the script that were not reached. */
  readonly left: () => number
}

/** After the last line the person presses Ctrl-C. A question that the script did not expect fails the test. */
export const scripted = (script: readonly Line[]): Scripted => {
  const prompts: Prompt[] = []
  let at = 0
  return {
    redraws: true,
    prompts,
    left: () => Math.max(0, script.length - at),
    ask: (prompt) => {
      prompts.push(prompt)
      const line = script[at++]
      if (line === undefined) return Promise.resolve(interrupt)
      expect(textOf(prompt), `question ${at}`).toMatch(line[0])
      if (line[1].kind === 'choice' && prompt.kind === 'choice')
        expect(
          prompt.options.map(({ id }) => id),
          `answers to question ${at}`,
        ).toContain(line[1].id)
      return Promise.resolve(line[1])
    },
    show: () => {},
    hide: () => Promise.resolve(),
    lend: (work) => work(),
    close: () => {},
  }
}
