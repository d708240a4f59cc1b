/** The words before the colon on a fact line, and which field or statement each one names. One word per thing. */
import type { Field } from '../case/fact.ts'
import { fields } from '../case/fields.ts'

/** Labels of the facts that are no answers. */
export const labels = {
  next: 'Next',
  'due-ours': 'Due (you)',
  'due-theirs': 'Due (them)',
  'due-both': 'Due (both)',
  policy: 'Policy',
  device: 'Device',
  training: 'TRAINING',
  program: 'Program',
  'clock-given': 'Clock',
  replaces: 'Replaces',
  recovered: 'Recovered',
  'taken-over': 'Taken over',
  receipt: 'Receipt',
  closed: 'Closed',
} as const

export type Statement = keyof typeof labels

const turned = <K extends string>(rows: readonly (readonly [K, string])[]): ReadonlyMap<string, K> =>
  new Map(rows.map(([key, label]) => [label, key]))

const fieldNames = Object.keys(fields) as Field[]

/** Label → field. */
export const fieldOf = turned(fieldNames.map((field) => [field, fields[field].label] as const))

/** Label → statement. */
export const statementOf = turned(Object.entries(labels) as [Statement, string][])
