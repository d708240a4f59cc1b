/** The closed lists of a made-up case in words, the same on a screen and on a page. */
import type { Push, Shows } from './exercise.ts'

/** How they answer: "They say, firmly". */
export const pushWords: Readonly<Record<Push, string>> = {
  gentle: 'gently',
  firm: 'firmly',
  hostile: 'with hostility',
}

/** What a case shows, to stand in a list: "It shows an easy case, the top of the ladder". */
export const showsWords: Readonly<Record<Shows, string>> = {
  easy: 'an easy case',
  angry: 'an angry other side',
  evasive: 'an evasive other side',
  danger: 'a child who turns out to be in danger',
  top: 'the top of the ladder',
  holidays: 'deadlines over bank holidays',
}
