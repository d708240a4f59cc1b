/** What today's edition of a policy would have asked instead, as lines. Compares nothing; see story/again.ts. */
import { formatDate } from '../../calendar/date.ts'
import type { Policy } from '../../flow/policy.ts'
import { clauseWords, quoted, together } from '../../flow/words/phrase.ts'
import type { Again, Parting } from '../../story/parting.ts'
import type { Scene } from '../../story/scene.ts'
import type { Line } from '../../terminal/screen.ts'
import { placeLine } from './scene.ts'

const empty: Line = { spans: [] }

const title = (text: string): Line => ({ spans: [{ text, as: 'title' }] })

const dueWords = ({ what, then, now }: Extract<Parting, { kind: 'due' }>): string => {
  if (then === undefined) return `A deadline that did not run: ${now ?? ''}, to ${what}.`
  if (now === undefined) return `No such deadline runs any more: ${then}, to ${what}.`
  return `The deadline to ${what} would be ${now}, instead of ${then}.`
}

/** One difference, as a sentence. */
export const partingWords = (parting: Parting): string => {
  switch (parting.kind) {
    case 'also-asks': {
      const clause = parting.clause === undefined ? '' : ` (${clauseWords(parting.clause)})`
      return `It would also have asked ${quoted(parting.title)}${clause}.`
    }
    case 'not-asked':
      return `It would not have asked ${quoted(parting.title)}.`
    case 'asks-otherwise':
      return `It would have asked ${quoted(parting.now)}, instead of ${quoted(parting.then)}.`
    case 'no-such-answer':
      return `It does not offer the answer that was given: ${quoted(parting.label)}.`
    case 'also-offers':
      return `It would also have offered ${together(parting.labels.map(quoted))}.`
    case 'leads':
      return `${quoted(parting.label)} leads ${parting.now}, instead of ${parting.then}.`
    case 'due':
      return dueWords(parting)
    case 'goes':
      return `The case would have gone to ${quoted(parting.now)}, instead of ${quoted(parting.then)}.`
  }
}

/** "Southwark multi-agency escalation policy, printed: undated (4531310a)". */
const editionWords = ({ title: name, edition, sha256 }: Policy): string =>
  `${name}, printed: ${edition.printed} (${sha256.slice(0, 8)})`

/** Which editions are compared. */
export const editionLines = (then: Policy, now: Policy): readonly Line[] => [
  { spans: [{ text: 'Walked by    ' }, { text: editionWords(then), as: 'title' }], hang: 13 },
  { spans: [{ text: 'Compared to  ' }, { text: editionWords(now), as: 'title' }], hang: 13 },
]

/** Said where nothing else can be. */
export const sameLine: Line = {
  spans: [
    { text: 'The edition is the same to the letter: it would ask today what it asked then.', as: 'saved' },
  ],
}

const whenLine = ({ number, of, entry, fact, at }: Scene): Line => ({
  spans: [
    {
      text: `Stop ${number} of ${of}, entry ${entry}, fact ${fact}, ${formatDate(at.slice(0, 10))}, ${at.slice(11, 16)}`,
      as: 'quiet',
    },
  ],
})

const bullet = (text: string): Line => ({ spans: [{ text: `• ${text}` }], indent: 2, hang: 2 })

const none: readonly Line[] = [
  title('Decision by decision'),
  {
    spans: [{ text: 'The same questions in the same order, the same deadlines, the same rungs.' }],
  },
]

/** Decision by decision, what would have been otherwise. `sceneOf`: of a stop that is named. */
export const againLines = (
  { parted, ended }: Again,
  sceneOf: (stop: number) => Scene | undefined,
): readonly Line[] => {
  if (parted.length === 0 && ended === undefined) return none
  const told = parted.flatMap(({ stop, partings }): readonly Line[] => {
    const scene = sceneOf(stop)
    return scene === undefined
      ? []
      : [empty, placeLine(scene), whenLine(scene), ...partings.map((one) => bullet(partingWords(one)))]
  })
  const scene = ended === undefined ? undefined : sceneOf(ended.stop)
  return [
    title('Decision by decision'),
    ...told,
    ...(ended === undefined
      ? []
      : [
          empty,
          {
            spans: [
              {
                text: `From stop ${scene?.number ?? ended.stop + 1} on the two cannot be compared. `,
                as: 'gap' as const,
              },
              { text: ended.why },
            ],
          },
        ]),
  ]
}
