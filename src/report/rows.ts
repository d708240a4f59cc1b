/**
 * A record as rows for tables: one flat object to a fact, the same keys in the same order in each, so that any tool that reads
 * lines of JSON can load thousands of records. Ids, times and dates only; with words where they are asked for.
 */
import type { Moment } from '../calendar/time.ts'
import type { Placed } from '../case/case.ts'
import type { Answer, Fact, Value } from '../case/fact.ts'

/** A cell is null where the fact has no such thing. Documented in docs/export-format.md. */
export interface FactRow {
  readonly record: string
  /** Which of the files of one export this is that begin with the same seal, from 1: of two copies only one is to be counted. */
  readonly copy: number
  /** Whether nothing was found in the file that ordinary life does not explain. */
  readonly intact: boolean
  readonly redacted: boolean
  /** Whether the case is made up; such records are only among the rows where they were named. */
  readonly training: boolean
  readonly sealed: boolean
  readonly entry: number
  readonly fact: number
  /** Local time of the record, without its offset: `2026-11-19T10:31:05`. */
  readonly written: string
  readonly utc_offset: string
  readonly place: string
  readonly rung: string | null
  readonly kind: Fact['kind']
  readonly field: string | null
  readonly subject: string | null
  readonly value: Value['kind'] | null
  readonly choice: string | null
  /** A date that was answered, or the date of a moment, or of a deadline. */
  readonly date: string | null
  readonly time: string | null
  readonly about: boolean | null
  readonly next: string | null
  readonly clock: string | null
  readonly whose: string | null
  readonly policy: string | null
  readonly sha256: string | null
  readonly ending: string | null
  /** Which fact of which entry this one's successor replaces. */
  readonly replaces_entry: number | null
  readonly replaces_fact: number | null
  /** The text was left out of a redacted copy. */
  readonly left_out: boolean
  /** What was typed; always null where words were not asked for. */
  readonly text: string | null
}

/** Of which file the rows are. */
export type RowSource = Pick<FactRow, 'record' | 'copy' | 'intact' | 'redacted' | 'training'>

/** What is not in a fact by itself, for the fact at a place. */
export interface RowNotes {
  readonly isSealed: (entry: number) => boolean
  readonly isLeftOut: (entry: number, fact: number) => boolean
}

type Told = Partial<
  Omit<
    FactRow,
    | keyof RowSource
    | 'sealed'
    | 'left_out'
    | 'entry'
    | 'fact'
    | 'written'
    | 'utc_offset'
    | 'place'
    | 'rung'
    | 'kind'
  >
>

const nothing = {
  field: null,
  subject: null,
  value: null,
  choice: null,
  date: null,
  time: null,
  about: null,
  next: null,
  clock: null,
  whose: null,
  policy: null,
  sha256: null,
  ending: null,
  replaces_entry: null,
  replaces_fact: null,
  text: null,
} as const

const momentCells = ({ date, time, about }: Moment): Told => ({
  date,
  time: time ?? null,
  about: about === true,
})

const valueCells = (value: Value): Told => {
  switch (value.kind) {
    case 'choice':
      return { choice: value.choice.id }
    case 'text':
      return { text: value.text }
    case 'moment':
      return momentCells(value.moment)
    case 'date':
      return { date: value.date }
    case 'none':
      return {}
  }
}

const answerCells = ({ field, subject, value }: Answer): Told => ({
  field,
  subject: subject?.id ?? null,
  value: value.kind,
  ...valueCells(value),
})

const cellsOf = (fact: Fact): Told => {
  switch (fact.kind) {
    case 'answer':
      return answerCells(fact)
    case 'next':
      return { next: fact.to.id }
    case 'due':
      return {
        clock: fact.clock,
        whose: fact.whose,
        date: fact.deadline.date,
        time: fact.deadline.time ?? null,
      }
    case 'policy':
      return { policy: fact.policy.id, sha256: fact.sha256 }
    case 'replaces':
      return { replaces_entry: fact.entry, replaces_fact: fact.fact, choice: fact.reason.id }
    case 'recovered':
    case 'taken-over':
      return { text: fact.text }
    case 'closed':
      return { ending: fact.how.id }
    case 'device':
    case 'training':
    case 'program':
    case 'clock-given':
    case 'receipt':
      return {}
  }
}

/** The rows of a record's facts. `withText`: with what was typed. */
export const factRows = (
  { record, copy, intact, redacted, training }: RowSource,
  facts: readonly Placed[],
  { isSealed, isLeftOut }: RowNotes,
  withText: boolean,
): readonly FactRow[] =>
  facts.map(({ entry, index, place, fact }): FactRow => {
    const { text, ...told }: Required<Told> = { ...nothing, ...cellsOf(fact) }
    const left_out = isLeftOut(entry, index)
    return {
      record,
      copy,
      intact,
      redacted,
      training,
      sealed: isSealed(entry),
      entry,
      fact: index,
      written: fact.at.slice(0, 19),
      utc_offset: fact.at.slice(19),
      place: place.kind,
      rung: place.kind === 'rung' ? place.rung.id : null,
      kind: fact.kind,
      ...told,
      left_out,
      text: withText && !left_out ? text : null,
    }
  })
