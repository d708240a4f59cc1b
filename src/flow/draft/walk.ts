import type { Draft } from './answers.ts'
import { type NamedRung, nameRungs, scenarioId } from './flow.ts'
import { comment, part, schemaLine } from './yaml.ts'

/** What must come out of the walk, as `expect` in a walk file. */
export interface DraftExpected {
  readonly rungs: readonly string[]
  readonly due: readonly string[]
  readonly end: string
}

/** Days of the first walk: when it begins, is answered, and is done. */
export interface DraftDays {
  readonly begin: string
  readonly answer: string
  readonly done: string
}

const steps = (rungs: readonly NamedRung[], days: DraftDays): Readonly<Record<string, unknown>> => {
  const meets = rungs.findIndex(({ whom }) => whom !== undefined)
  const alone = rungs.slice(0, meets < 0 ? rungs.length : meets)
  const met = rungs[meets]
  return {
    ...Object.fromEntries(alone.map(({ id }) => [id, { outcome: 'done' }])),
    ...(met === undefined
      ? { top: { outcome: 'close' } }
      : {
          [met.id]: [
            { outcome: 'waiting', who: 'A. Example' },
            { later: `${days.answer}T10:00`, outcome: 'agreed', said: 'They will do it.' },
          ],
          promise: [
            { 'promise-what': 'What they will do', 'promise-by': days.done },
            { later: `${days.done}T10:00`, outcome: 'done' },
          ],
        }),
    closing: { outcome: 'close' },
  }
}

/** A first walk through a new flow: they agree at the first rung that approaches somebody. */
export const draftWalk = (draft: Draft, days: DraftDays, expected: DraftExpected): string =>
  [
    schemaLine('walk', '..'),
    comment(
      'A journey through the flow and what must come out of it: its test. See flows/README.md, "Walks and answers". Run it',
      'with: rungs flow test. Work the dates under "due" out by hand, with a diary, before you trust them. Write a walk for',
      'each way through: to the top, with no answer, over a bank holiday.',
    ),
    part({
      scenario: scenarioId(draft),
      at: `${days.begin}T10:00`,
      danger: 'no',
      'recorded-by': 'A. Example, Designated Safeguarding Lead',
    }),
    part({ rungs: steps(nameRungs(draft.rungs), days) }),
    part({
      expect: {
        rungs: expected.rungs,
        ...(expected.due.length === 0 ? {} : { due: expected.due }),
        end: expected.end,
      },
    }),
  ].join('')
