/** Many files by several threads: all of them, in their order, whatever becomes of a thread. */
import { expect, test } from 'vitest'
import type { Batch, Reader } from '../../src/ports.ts'
import { examineBatch, examineFiles } from '../../src/sitting/examining.ts'
import { nothingHeld } from '../../src/sitting/library.ts'
import { diskWith, testPorts } from '../commands/ports.ts'
import { libraryOf, recordsOf } from '../honest/casebook.ts'

const folder = '/here/records'
const { shipped } = testPorts().ports
const records = recordsOf(libraryOf(shipped), 3, 40, 6)
const disk = diskWith(Object.fromEntries(records.map(({ id, text }) => [`${folder}/${id}.md`, text])))
const { ports } = testPorts({ shipped, disk })

/** Most of these are not there: what is said of them is soon said. */
const paths = Array.from(
  { length: 1500 },
  (_, i) => `${folder}/${i % 25 === 0 ? (records[(i / 25) % records.length]?.id ?? '') : i}.md`,
)

const working = (): Reader => {
  const held = nothingHeld([])
  return { examine: (batch: Batch) => examineBatch(ports, batch, held), close: () => Promise.resolve() }
}

/** Answers some batches, and then no more. */
const dying = (answers: number): Reader => {
  const well = working()
  let left = answers
  return {
    ...well,
    examine: (batch) => (left-- > 0 ? well.examine(batch) : Promise.reject(new Error('dead'))),
  }
}

const examineWith = async (readers: readonly Reader[]): Promise<unknown[]> => {
  const files: unknown[] = []
  const many = { ...ports, startReaders: () => readers }
  for await (const file of examineFiles(many, paths, [], 'verdicts')) files.push(file)
  return files
}

test('threads make no difference, and neither does a thread that dies', async () => {
  const alone = await examineWith([])
  expect(alone).toHaveLength(paths.length)
  expect(await examineWith([working(), working(), working()])).toEqual(alone)
  expect(await examineWith([dying(0), working(), dying(3)])).toEqual(alone)
})
