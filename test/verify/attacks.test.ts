/** The tables of docs/attacks.md, cell by cell: each attack is made, and each layer asked by itself whether it sees it. */
import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { attacks } from './attacks.ts'
import { layers, untouched } from './scene.ts'

const page = readFileSync(new URL('../../docs/attacks.md', import.meta.url), 'utf8')

const cellsOf = (line: string): readonly string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())

interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const tables: readonly Table[] = [...page.matchAll(/(?:^\|.*\|\n)+/gm)].map(([table]) => {
  const [columns = [], , ...rows] = table.trimEnd().split('\n').map(cellsOf)
  return { columns, rows }
})

const tableOf = (title: string): readonly Table[] => tables.filter(({ columns }) => columns[0] === title)

const rows = tableOf('attack').flatMap((one) => one.rows)
const names = Object.keys(layers)

describe('the page on attacks', () => {
  it('has a column for each layer, in one order, and says what each is', () => {
    for (const { columns } of tableOf('attack')) expect(columns).toEqual(['attack', ...names])
    expect(tableOf('layer').flatMap((one) => one.rows.map(([name]) => name))).toEqual(names)
  })

  it('has a row for each attack that is made here, and no other', () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(attacks))
    for (const cells of rows) {
      expect(cells).toHaveLength(names.length + 1)
      for (const cell of cells.slice(1)) expect(['✓', '·']).toContain(cell)
    }
  })

  it('says of each attack that no layer sees what to do about it', () => {
    const unseen = rows.filter((cells) => !cells.includes('✓')).map(([name]) => name)
    const told = tableOf('what nobody would notice').flatMap((one) => one.rows)
    expect(told.map(([name]) => name)).toEqual(unseen)
    for (const [, advice] of told) expect(advice).toMatch(/\.$/)
  })
})

describe('the layers', () => {
  it('see nothing where nothing was done', async () => {
    for (const [name, sees] of Object.entries(layers))
      expect([name, await sees(untouched)]).toEqual([name, false])
  })

  it('see a changed text beside a record where the program has the right one, too', async () => {
    expect(await layers['rules']?.({ ...untouched, shipped: true })).toBe(false)
    for (const name of ['policy', 'calendar']) {
      const scene = attacks[`The text of the ${name} beside the record is changed`]
      if (scene === undefined) throw new Error('no such attack')
      expect([name, await layers['rules']?.({ ...scene, shipped: true })]).toEqual([name, true])
    }
  })

  test.each(rows.map(([name = '', ...cells]) => [name, cells] as const))('%s', async (name, cells) => {
    const scene = attacks[name]
    if (scene === undefined) throw new Error('no such attack')
    expect(scene).not.toEqual(untouched)
    const seen: string[] = []
    for (const [layer, sees] of Object.entries(layers)) if (await sees(scene)) seen.push(layer)
    expect(seen).toEqual(names.filter((_, i) => cells[i] === '✓'))
  })
})
