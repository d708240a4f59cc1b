/** What a step looks like when it is written out and nobody is asked: its answers to choose from, and what was written down. */
import { formatDue } from '../calendar/deadline.ts'
import type { Placed } from '../case/case.ts'
import type { Answer, Fact } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import type { Ask } from '../case/question.ts'
import { turning } from '../case/script.ts'
import type { Line } from '../terminal/screen.ts'
import { valueText } from '../wizard/corrections.ts'

export const blank: Line = { spans: [] }

const textOf = ({ spans }: Line): string => spans.map(({ text }) => text).join('')

/** Nobody can press here what the screens of a call tell of. */
export const withoutKeys = (line: Line): readonly Line[] => {
  if (/\bpress [a-z!]\b/i.test(textOf(line))) return []
  const spans = line.spans.map((span) => ({
    ...span,
    text: span.text.replace(/ \([ak]\)(?=:|$)/, '').replace(/ +s leaves; go on later, or go up now\./, ''),
  }))
  return [{ ...line, spans }]
}

export const titled = (text: string): Line => ({ spans: [{ text, as: 'title' }] })

/** A question with its answers; the chosen one is marked. What stands aside of them is shown only where it was chosen. */
export const optionLines = ({ title, input }: Ask, chosen: string | undefined): readonly Line[] => {
  const options =
    input.kind === 'choice' ? input.options.filter((one) => one.aside !== true || one.id === chosen) : []
  return [
    titled(title),
    ...options.map(
      ({ id, label }, i): Line => ({
        spans: [
          { text: id === chosen ? ' ▶ ' : '   ', as: 'mark' },
          { text: `${i + 1} ${label}`, ...(id === chosen ? { as: 'title' as const } : {}) },
        ],
        hang: 5,
      }),
    ),
  ]
}

const answerLine = ({ field, subject, value }: Answer): Line => ({
  spans: [{ text: `${subject?.label ?? fields[field].label}: ` }, { text: valueText(value), as: 'say' }],
  indent: 2,
  hang: 2,
})

const factLine = (fact: Fact): readonly Line[] => {
  switch (fact.kind) {
    case 'answer':
      return turning.includes(fact.field) ? [] : [answerLine(fact)]
    case 'next':
      return [{ spans: [{ text: 'Next: ' }, { text: fact.to.label, as: 'title' }], hang: 2 }]
    case 'due': {
      const whose = { ours: 'Due from you', theirs: 'Due from them', both: 'Due from both' }[fact.whose]
      return [
        {
          spans: [
            { text: `${whose}: ` },
            { text: `${formatDue(fact.deadline)}, to ${fact.title}`, as: 'due' },
            { text: `. ${fact.deadline.working}`, as: 'quiet' },
          ],
          hang: 2,
        },
      ]
    }
    case 'closed':
      return [{ spans: [{ text: 'Closed: ' }, { text: fact.how.label, as: 'title' }], hang: 2 }]
    case 'policy':
    case 'device':
    case 'training':
    case 'program':
    case 'clock-given':
    case 'replaces':
    case 'recovered':
    case 'taken-over':
    case 'receipt':
      return []
  }
}

/** What was written down, fact by fact: question and answer, and what the engine said after it. */
export const written = (facts: readonly Placed[]): readonly Line[] =>
  facts.flatMap(({ fact }) => factLine(fact))
