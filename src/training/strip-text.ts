/** The file of a made-up case that was made from a record: the words of its walk, and what the trainer is to write. */
import type { Stamp } from '../calendar/time.ts'
import { comment, part } from '../flow/draft/yaml.ts'
import type { Expected } from '../proof/walks.ts'
import type { Course } from './course.ts'
import { type Begins, wordsOf } from './course-script.ts'
import type { Shows } from './exercise.ts'

const showsOf = ({ dangers, turns }: Course): readonly Shows[] => {
  const danger = dangers.some((one) => one !== 'no') || turns.some((one) => one.danger !== undefined)
  const top = turns.some(({ key }) => key === 'top')
  const shown: readonly Shows[] = [...(danger ? ['danger' as const] : []), ...(top ? ['top' as const] : [])]
  return shown.length === 0 ? ['easy'] : shown
}

/** In a room each answer is talked about. */
const minutesOf = ({ turns }: Course): string => String(Math.min(99, 5 + 3 * turns.length))

const ownWords = (policy: string, course: Course): Readonly<Record<string, unknown>> => ({
  policy,
  title: 'A case whose title is to be written',
  shows: showsOf(course),
  minutes: minutesOf(course),
  story: ['Write here what you read out before it begins. Make up the child, the school and the words.'],
})

const otherwise = {
  gentle: 'Write here what they say when they are gentle.',
  firm: 'Write here what they say when they are firm.',
  hostile: 'Write here what they say when they are hostile.',
}

/** `expect`: what the walk came to. */
export const exerciseText = (
  policy: string,
  course: Course,
  start: Stamp,
  begins: Begins,
  expect: Expected,
): string =>
  [
    part(ownWords(policy, course)),
    comment(
      'Made from a record: its steps, outcomes and times, and none of the words that were typed. Where there were words stands',
      '"left out". Put others in their place, and they-say and discuss at each step; nobody real may be known by them.',
      'Days and the order of outcomes can still tell somebody who knows the case: move them if they do.',
    ),
    part(wordsOf(course, start, begins)),
    part({ otherwise }),
    part({
      expect: {
        rungs: expect.rungs,
        ...(expect.due.length === 0 ? {} : { due: expect.due }),
        end: expect.end,
      },
    }),
  ].join('')
