/** A case that is begun in a terminal, by a script, in an empty casebook; and what its record then says. */
import { expect } from 'vitest'
import { start } from '../../src/commands/start.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { placedFacts } from '../../src/sitting/read-case.ts'
import type { Disk } from '../../src/storage/disk.ts'
import type { Prompt } from '../../src/terminal/screen.ts'
import { clockAt, testPorts } from '../commands/ports.ts'
import { choose, type Line, scripted, type } from './scripted.ts'

export const toFirstRung: readonly Line[] = [
  [/immediate danger/, choose('no')],
  [/What is the disagreement/, choose('not-accepted')],
  [/Who are you/, type('J. Example, DSL')],
]

export const run = async (
  disk: Disk,
  script: readonly Line[],
  policy = 'greenvale',
): Promise<readonly Prompt[]> => {
  const terminal = scripted(script)
  const { ports } = testPorts({
    disk,
    interactive: true,
    clock: { ...clockAt('2026-11-19T10:30:00+00:00'), given: false },
    openTerminal: () => Promise.resolve(terminal),
  })
  await start(ports, { plain: false, policy })
  expect(terminal.left(), 'lines of the script that were not reached').toBe(0)
  return terminal.prompts
}

export const factsIn = (disk: Disk) => {
  const [name = ''] = disk.list('/home/Rungs/records').filter((one) => one.endsWith('.md'))
  return placedFacts(parseRecord(disk.readBytes(`/home/Rungs/records/${name}`)))
}

export const answersIn = (disk: Disk): readonly string[] =>
  factsIn(disk).flatMap(({ fact }) => {
    if (fact.kind !== 'answer') return []
    const { field, value } = fact
    if (value.kind === 'choice') return [`${field}: ${value.choice.label}`]
    return [`${field}: ${value.kind === 'text' ? value.text : value.kind}`]
  })
