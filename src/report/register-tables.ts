/** What the registers come to, as tables. */
import type { Whereabouts } from './registered.ts'
import { at, cell, nameOf, type Spot, type Table, under } from './spot.ts'
import type { Sum } from './suppress.ts'

const whereabouts: Readonly<Record<Whereabouts, string>> = {
  here: 'with their record here',
  'not here': 'without it',
  destroyed: 'registered as destroyed',
  'handed over': 'registered as handed to others',
}

/** None where no register was looked at. */
export const registerTables = (registers: Spot): readonly Table[] => [
  {
    id: 'registers',
    title: 'The registers',
    head: ['What', 'how many'],
    rows: [
      { label: 'Registers that could be counted from', cells: [cell(at(registers, 'files'), 'whole')] },
      { label: 'Registers that are damaged, and were not', cells: [cell(at(registers, 'files'), 'damaged')] },
      { label: 'Cases opened in them', cells: [cell(registers, 'cases')] },
      ...Object.entries(whereabouts).map(([key, words]) => ({
        label: `of them ${words}`,
        cells: [cell(at(registers, 'whereabouts'), key)],
      })),
      { label: 'Cases closed in them', cells: [cell(registers, 'closed')] },
    ],
  },
  {
    id: 'registered quarters',
    title: 'By quarter, as registered',
    head: ['Quarter', 'opened', 'closed'],
    rows: under(at(registers, 'quarters')).map(([label, quarter]) => ({
      label,
      cells: [cell(quarter, 'opened'), cell(quarter, 'closed')],
    })),
  },
]

export const registerSums = (registers: Spot): readonly Sum[] => [
  {
    total: nameOf(registers, 'cases'),
    parts: Object.keys(whereabouts).map((key) => nameOf(at(registers, 'whereabouts'), key)),
  },
  ...(['opened', 'closed'] as const).map((what) => ({
    total: nameOf(registers, what === 'opened' ? 'cases' : 'closed'),
    parts: under(at(registers, 'quarters')).map(([, quarter]) => nameOf(quarter, what)),
  })),
]
