/** What the facts of a record say, as texts of a page. Typed words stay apart from ours. */
import { formatDate } from '../../calendar/date.ts'
import { formatDue, formatUnsure } from '../../calendar/deadline.ts'
import { momentWords } from '../../calendar/moment.ts'
import type { Stamp } from '../../calendar/time.ts'
import { civil } from '../../calendar/zone.ts'
import type { Exported, Said, Told } from '../../export/exported.ts'
import { groupReceipt } from '../../record/receipt.ts'
import { code, link, note, type Text, typed } from '../document/document.ts'

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** `10:31:05` */
export const timeOfDay = (stamp: Stamp): string => stamp.slice(11, 19)

/** `Thu 19 Nov 2026, 10:31:05` */
export const stampWords = (stamp: Stamp): string => `${formatDate(civil(stamp).date)}, ${timeOfDay(stamp)}`

export const factAnchor = (entry: number, fact: number): string => `fact.${entry}.${fact}`

const placeWords = (entry: number, fact: number): string => `entry ${entry}, fact ${fact}`

export const factLink = (entry: number, fact: number): Text => [
  link(placeWords(entry, fact), factAnchor(entry, fact)),
]

/** Links to facts that there are; a damaged record may speak of others. */
export const linksAmong = (entries: Exported['entries']): ((entry: number, fact: number) => Text) => {
  const anchors = new Set(
    entries.flatMap(({ entry, facts }) => facts.map(({ fact }) => factAnchor(entry, fact))),
  )
  return (entry, fact) =>
    anchors.has(factAnchor(entry, fact)) ? factLink(entry, fact) : [placeWords(entry, fact)]
}

export const saidText = (said: Said): Text => {
  switch (said.kind) {
    case 'typed':
      return [typed(said.text)]
    case 'left-out':
      return [note('left out of this copy')]
    case 'choice':
      return [said.label]
    case 'moment':
      return [momentWords(said)]
    case 'date':
      return [formatDate(said.date)]
    case 'none':
      return ['not given']
  }
}

const dueText = (due: Told & { readonly kind: 'due' }): Text => {
  const unsure = formatUnsure(due)
  return [
    `${formatDue(due)}, to ${due.what}. Counted: ${due.working}${unsure === undefined ? '' : `; ${unsure}`}`,
  ]
}

/** `linked`: a place in the record, as a link where there is such a fact. */
export const toldText = (told: Told, linked: (entry: number, fact: number) => Text): Text => {
  switch (told.kind) {
    case 'due':
      return dueText(told)
    case 'policy':
      return [`${told.label}, SHA-256 `, code(told.sha256)]
    case 'replaces':
      return [...linked(told.entry, told.fact), `: ${told.reason.label}`]
    case 'device':
      return told.key === undefined
        ? [`${told.mark}, without a key`]
        : [`${told.mark}, which signs with the key `, code(told.key)]
    case 'receipt':
      return [`for all up to entry ${told.entry}: `, code(groupReceipt(told.code))]
    case 'recovered':
      return [
        `a write of ${counted(told.bytes, 'byte')} that had been cut off, SHA-256 `,
        code(told.sha256),
        '. What can be read of it: ',
        ...saidText(told.said),
      ]
    case 'training':
      return ['made-up case: ', told.exercise.label]
    case 'program':
      return [`Rungs ${told.version}`]
    case 'clock-given':
      return ['given by hand, not read']
    default:
      return saidText(told)
  }
}

/** Whose a deadline was. */
export const whoHad = { ours: 'the writer', theirs: 'the other side', both: 'both sides' } as const
