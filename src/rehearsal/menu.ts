/** Which made-up case, and in which way: asked under the same banner as everything else. */
import type { Common } from '../flow/policy.ts'
import type { Line, Option, Terminal } from '../terminal/screen.ts'
import type { Exercise, Shows } from '../training/exercise.ts'
import { askSafely } from '../wizard/danger-page.ts'

/** How a made-up case is gone through. */
export type Way = 'walk' | 'demonstrate' | 'quiz' | 'hands'

const showsWords: Readonly<Record<Shows, string>> = {
  easy: 'an easy one',
  angry: 'an angry other side',
  evasive: 'an evasive other side',
  danger: 'a child turns out to be in danger',
  top: 'goes to the top',
  holidays: 'runs over bank holidays',
}

/** What a case shows, in a few words. */
export const showsText = ({ shows, minutes }: Exercise): string =>
  `${shows.map((one) => showsWords[one]).join(', ')}; about ${minutes} minutes`

const leave: Option = { id: 'leave', label: 'Leave' }

const head: readonly Line[] = [
  { spans: [{ text: 'The training room', as: 'title' }], right: [{ text: '! danger', as: 'danger' }] },
]

const choose = async (
  terminal: Terminal,
  common: Common,
  title: string,
  body: readonly Line[],
  options: readonly Option[],
): Promise<string | undefined> => {
  const reply = await askSafely(terminal, common, {
    kind: 'choice',
    page: { head, body },
    title,
    options: [...options, leave],
    keys: [],
  })
  return reply.kind === 'choice' && reply.id !== leave.id ? reply.id : undefined
}

export const choosePolicy = (
  terminal: Terminal,
  common: Common,
  policies: readonly { readonly id: string; readonly title: string }[],
): Promise<string | undefined> =>
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
    policies.map(({ id, title }) => ({ id, label: title })),
  )

export const chooseExercise = async (
  terminal: Terminal,
  common: Common,
  exercises: readonly Exercise[],
): Promise<Exercise | undefined> => {
  const id = await choose(
    terminal,
    common,
    'Which made-up case?',
    [],
    exercises.map((one) => ({ id: one.id, label: one.title, hint: showsText(one) })),
  )
  return exercises.find((one) => one.id === id)
}

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

export const chooseWay = async (
  terminal: Terminal,
  common: Common,
  { title, story }: Exercise,
): Promise<Way | undefined> => {
  const body: readonly Line[] = [
    { spans: [{ text: title, as: 'title' }] },
    ...story.map((text): Line => ({ spans: [{ text }] })),
  ]
  const id = await choose(terminal, common, 'How do you want to go through it?', body, ways)
  return ways.find((one) => one.id === id)?.id
}
