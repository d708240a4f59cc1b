/** What a person would have seen and answered, printed for a walk by script. */
import type { Command } from '../case/command.ts'
import { next } from '../case/next.ts'
import type { Ports } from '../ports.ts'
import { plainLines } from '../terminal/plain-text.ts'
import type { Line } from '../terminal/screen.ts'
import type { Desk } from '../wizard/desk.ts'
import { pageFor } from '../wizard/question-page.ts'

const answerText = (command: Command): string => {
  switch (command.kind) {
    case 'answer': {
      const { value } = command
      if (value.kind === 'choice') return value.choice.label
      if (value.kind === 'text') return value.text
      if (value.kind === 'moment')
        return [value.moment.date, value.moment.time].filter((one) => one !== undefined).join(' ')
      return value.kind === 'date' ? value.date : '(left out)'
    }
    case 'checks':
      return command.ticked.join(', ') || '(none)'
    case 'policy':
      return command.policy.title
    case 'note':
      return command.text
    case 'advice':
      return command.advice
    case 'sent':
      return command.letter.label
    case 'match':
      return command.criterion.label
    case 'tried':
      return 'some steps were tried before'
    case 'open':
    case 'danger':
    case 'correct':
    case 'volunteer':
    case 'tick':
    case 'settle':
    case 'receipt':
      return command.kind
  }
}

const show = (ports: Ports, lines: readonly Line[]): void =>
  ports.out(plainLines(lines, Math.min(ports.columns, 80)))

/** The question that a script answers, under its whole page where the case turns, and the answer. */
export const printTurn = (desk: Desk, commands: readonly Command[]): void => {
  const { ports, state } = desk.sitting
  const question = next(state)
  const page = pageFor(desk, question)
  const whole =
    question.kind === 'ask' &&
    [
      'start',
      'outcome',
      'promise-outcome',
      'top-outcome',
      'handed-outcome',
      'danger',
      'danger-done',
    ].includes(question.field)
  if (whole) show(ports, [{ spans: [] }, ...page.head, ...page.body, { spans: [] }])
  const title =
    question.kind === 'ask' || question.kind === 'checks'
      ? question.title
      : question.kind === 'scenario'
        ? 'What is the disagreement about?'
        : 'Which policy?'
  for (const command of commands)
    show(ports, [
      {
        spans: [
          {
            text: `${command.kind === 'note' ? 'Note' : command.kind === 'advice' ? 'Advice sought' : title} `,
          },
          { text: `> ${answerText(command)}` },
        ],
        hang: 2,
      },
    ])
}
