/** Which made-up case, and in which way: asked under the same banner as everything else. */
import type { Common } from '../flow/policy.ts'
import type { Line, Option, Terminal } from '../terminal/screen.ts'
import type { Exercise } from '../training/exercise.ts'
import { showsWords } from '../training/words.ts'
import { askSafely } from '../wizard/danger-page.ts'

/** How a made-up case is gone through. */
export type Way = 'walk' | 'demonstrate' | 'quiz' | 'hands'

/** What a case shows, in a few words. */
const showsText = ({ shows, minutes }: Exercise): string =>
  `${shows.map((one) => showsWords[one]).join(', ')}; about ${minutes} minutes`

const leave: Option = { id: 'leave', label: 'Leave' }

const head: readonly Line[] = [
  { spans: [{ text: 'The training room', as: 'title' }], right: [{ text: '! danger', as: 'danger' }] },
]

/** How a menu was answered: by leaving it, or with what was chosen. */
export type Chosen<T> =
  | { readonly kind: 'chosen'; readonly value: T }
  | { readonly kind: 'left' | 'interrupted' }

const choose = async <T extends { readonly id: string }>(
  terminal: Terminal,
  common: Common,
  title: string,
  body: readonly Line[],
  values: readonly T[],
  toOption: (value: T) => Option,
): Promise<Chosen<T>> => {
  const reply = await askSafely(terminal, common, {
    kind: 'choice',
    page: { head, body },
    title,
    options: [...values.map(toOption), leave],
    keys: [],
  })
  if (reply.kind !== 'choice') return { kind: 'interrupted' }
  const value = values.find(({ id }) => id === reply.id)
  return value === undefined ? { kind: 'left' } : { kind: 'chosen', value }
}

interface Titled {
  readonly id: string
  readonly title: string
}

export const choosePolicy = (
  terminal: Terminal,
  common: Common,
  policies: readonly Titled[],
): Promise<Chosen<Titled>> =>
  choose(
    terminal,
    common,
    'Whose policy?',
    [
      {
        spans: [
          { text: 'What is done here is no record, and nothing of it goes into a casebook.', as: 'quiet' },
        ],
      },
    ],
    policies,
    ({ id, title }) => ({ id, label: title }),
  )

export const chooseExercise = (
  terminal: Terminal,
  common: Common,
  exercises: readonly Exercise[],
): Promise<Chosen<Exercise>> =>
  choose(terminal, common, 'Which made-up case?', [], exercises, (one) => ({
    id: one.id,
    label: one.title,
    hint: showsText(one),
  }))

const ways: readonly (Option & { readonly id: Way })[] = [
  {
    id: 'walk',
    label: 'Walk: you answer, they reply',
    hint: 'the screens of a real call; f lets time pass, i asks what if',
  },
  {
    id: 'demonstrate',
    label: 'Demonstrate: it plays itself',
    hint: 'space holds it, arrows step, it stops where the room is to speak',
  },
  { id: 'quiz', label: 'Quiz for one person', hint: 'before each rung: what next, whom, by when?' },
  { id: 'hands', label: 'Quiz for a room', hint: 'the same by a show of hands' },
]

export const chooseWay = (
  terminal: Terminal,
  common: Common,
  { title, story }: Exercise,
): Promise<Chosen<{ readonly id: Way }>> =>
  choose(
    terminal,
    common,
    'How do you want to go through it?',
    [{ spans: [{ text: title, as: 'title' }] }, ...story.map((text): Line => ({ spans: [{ text }] }))],
    ways,
    (one) => one,
  )
