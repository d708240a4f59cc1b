/**
 * Each walk of each example flow through the program itself, over a casebook in memory that holds the flow: the record is whole,
 * parses to what was written, and replays by the texts kept beside it to what the walk expects.
 */
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { startWithAnswers } from '../../src/commands/answers.ts'
import { resultOf } from '../../src/proof/walk-result.ts'
import { formatFact, formatHeader } from '../../src/record/format.ts'
import { readCase } from '../../src/sitting/read-case.ts'
import { listRecords } from '../../src/storage/records.ts'
import { diskWith, testPorts } from '../commands/ports.ts'
import { casebookFiles, examples, exampleWalk, exampleWalks, walkText } from '../language/examples.ts'

const casebook = '/home/Rungs'

/** A walk as an answers file, and when it begins. */
const answersOf = (id: string, name: string): { readonly text: string; readonly at: string } => {
  const document = parseDocument(walkText(id, name))
  const at = String(document.get('at'))
  document.delete('at')
  document.delete('expect')
  document.delete('closures')
  document.set('policy', id)
  return { text: document.toString(), at }
}

describe.each(examples)('%s', (id) => {
  test.each(exampleWalks(id))(`${id}: %s leaves a record that replays to its end`, async (name) => {
    const { text, at } = answersOf(id, name)
    const disk = diskWith({ ...casebookFiles(id, casebook), '/here/answers.yaml': text })
    const { ports, out } = testPorts({ disk })
    expect(await startWithAnswers(ports, { casebook, answers: '/here/answers.yaml', at })).toBe(0)
    const [file] = listRecords(disk, casebook)
    if (file === undefined) throw new Error('There is no record.')
    const { record, state } = await readCase(ports, casebook, file)
    expect(record.problems).toEqual([])
    expect(resultOf(state)).toEqual(exampleWalk(id, name).expect)
    expect([...state.off]).toEqual([])
    const written = Buffer.from(disk.readBytes(file.path)).toString('utf8')
    for (const { facts } of record.entries)
      for (const fact of facts) expect(written).toContain(formatFact(fact))
    expect(written.startsWith(formatHeader(record.id, record.zone, record.salt))).toBe(true)
    expect(out()).toContain(file.path)
  })
})
