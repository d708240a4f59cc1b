/** The trainer's own pages: each made-up case to read aloud, step by step, with what there is to talk about. */
import { formatDue, formatUnsure } from '../../calendar/deadline.ts'
import { partiesAsObject, pushes } from '../../flow/words/closed-lists.ts'
import { quoted } from '../../flow/words/phrase.ts'
import type { NotedStep, Notes, Told } from '../../training/notes.ts'
import { pushWords, showsWords } from '../../training/words.ts'
import { trainingMark } from '../../training-mark.ts'
import type { TimedDeadline } from '../../verify/time.ts'
import {
  type Block,
  cited,
  heading,
  type Item,
  labelled,
  paragraph,
  quiet,
  strong,
} from '../document/document.ts'

const places: Readonly<Record<string, string>> = {
  promise: 'What was promised',
  top: 'The end of the policy',
  handed: 'With others',
  closing: 'At the close',
}

const told: Readonly<Record<Told['field'], string>> = {
  who: 'Who',
  said: 'What they said',
  reason: 'The reason they gave',
  'done-what': 'What was done',
  'promise-what': 'What is promised',
  'promise-who': 'By whom',
  'promise-by': 'By when',
  'agreed-what': 'What is agreed',
  outstanding: 'What is outstanding',
}

const dueItem = ({ whose, what, deadline, clause }: TimedDeadline): Item => ({
  text: [
    `For ${partiesAsObject[whose]}, to ${what}: `,
    strong(formatDue(deadline)),
    ...cited(clause),
    `. ${[deadline.working, formatUnsure(deadline)].filter((one) => one !== undefined).join('; ')}`,
  ],
})

const missedItem = ({ whose, what, deadline, clause, standing }: TimedDeadline): Item => ({
  text: [
    `For ${partiesAsObject[whose]}, to ${what}: was due ${formatDue(deadline)}`,
    ...cited(clause),
    'by' in standing ? `, and is late by ${standing.by}` : '',
  ],
})

const stepBlocks = (step: NotedStep, i: number): readonly Block[] => [
  heading(3, `${i + 1}. ${places[step.place] ?? step.place}`),
  ...(step.clause === undefined ? [] : [quiet(`Clause: ${step.clause}`)]),
  ...labelled('Before it', [
    ...(step.meanwhile === undefined ? [] : [{ text: [step.meanwhile] }]),
    ...(step.danger === undefined
      ? []
      : [{ text: [strong('A child is in danger: '), 'wait until the room says so, then press !'] }]),
  ]),
  ...labelled(
    'What they say',
    pushes.flatMap((push) => {
      const words = step.talk?.theySay?.[push]
      return words === undefined ? [] : [{ text: [`${pushWords[push]}: `, quoted(words)] }]
    }),
  ),
  ...labelled(
    'Talk about it first',
    (step.talk?.discuss ?? []).map(({ ask, point, clause }) => ({
      text: [strong(ask)],
      under: [{ text: [point, ...cited(clause)] }],
    })),
  ),
  ...labelled('In this case', [
    { text: [step.outcome], under: step.told.map((one) => ({ text: [`${told[one.field]}: `, one.text] })) },
  ]),
  ...labelled('Deadlines that begin', step.due.map(dueItem)),
]

const caseBlocks = ({ exercise, due, steps, missed, problem }: Notes): readonly Block[] => [
  heading(2, `${trainingMark}, for the trainer: ${exercise.title}`, `notes.${exercise.id}`),
  paragraph(
    strong('Made up: nobody in it is real.'),
    ` It shows ${exercise.shows.map((one) => showsWords[one]).join(', ')}, and takes about ${exercise.minutes} minutes.`,
  ),
  ...labelled(
    'Read aloud',
    exercise.story.map((text) => ({ text: [text] })),
  ),
  ...labelled('Deadlines from the beginning', due.map(dueItem)),
  ...steps.flatMap(stepBlocks),
  ...labelled(
    'Where they have no other words',
    pushes.map((push) => ({
      text: [`${pushWords[push]}: `, quoted(exercise.otherwise[push])],
    })),
  ),
  ...labelled(
    'What is missed in this case',
    missed.length === 0 ? [{ text: ['No deadline.'] }] : missed.map(missedItem),
  ),
  ...(problem === undefined ? [] : [paragraph(`The walk stops here: ${problem}.`)]),
]

/** A page or more for each case; where there is none, a sentence that says so. */
export const noteBlocks = (notes: readonly Notes[]): readonly Block[] =>
  notes.length === 0
    ? [
        heading(2, `${trainingMark}, for the trainer`, 'notes.none'),
        paragraph('There is no made-up case for this policy.'),
      ]
    : notes.flatMap(caseBlocks)
