/** Which files `verify` takes for records: all of a tree, each once, whatever links there are; and it says what it did not look into. */
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { findOneRecord, findRecordPaths } from '../../src/sitting/record-paths.ts'
import { nodeDisk } from '../../src/storage/node-disk.ts'
import { testPorts } from '../commands/ports.ts'
import { temporaryFolder } from '../storage/temporary-folder.ts'

const windows = process.platform === 'win32'

/** A folder with these files; those that end in / are folders. */
const folderWith = (...files: readonly string[]): string => {
  const folder = temporaryFolder()
  for (const file of files) {
    mkdirSync(join(folder, file.slice(0, file.lastIndexOf('/') + 1)), { recursive: true })
    if (!file.endsWith('/')) writeFileSync(join(folder, file), `${file}\n`)
  }
  return folder
}

const find = async (folder: string, words: readonly string[] = [folder], casebook = folder) => {
  const { ports } = testPorts({ disk: nodeDisk(), cwd: folder })
  const found = await findRecordPaths(ports, words, casebook)
  const short = (file: string): string => file.replaceAll(`${folder}/`, '')
  return {
    records: found.records.map(short),
    registers: found.registers.map(short),
    unnamed: found.unnamed.map(short),
    problems: found.problems.map(short),
  }
}

describe.skipIf(windows)('a folder', () => {
  it('is looked into as a whole, whatever calls itself a casebook in it', async () => {
    const folder = folderWith(
      'rungs.yaml',
      'records/K7-2026-0001.md',
      'schoolA/records/K7-2026-0001.md',
      'schoolB/K8-2026-0001.md',
      'schoolB/a/b/c/d/e/f/g/h/i/j/K8-2026-0002.md',
      'policies/K9-2026-0001.md',
      'register-K7.md',
    )
    expect(await find(folder)).toEqual({
      records: [
        'policies/K9-2026-0001.md',
        'records/K7-2026-0001.md',
        'schoolA/records/K7-2026-0001.md',
        'schoolB/K8-2026-0001.md',
        'schoolB/a/b/c/d/e/f/g/h/i/j/K8-2026-0002.md',
      ],
      registers: ['register-K7.md'],
      unnamed: [],
      problems: [],
    })
  })

  it('is passed over where it is hidden, or holds what is kept beside records', async () => {
    const folder = folderWith(
      '.git/K7-2026-0001.md',
      'records/policies/K7-2026-0002.md',
      'records/calendars/K7-2026-0003.md',
      'records/other/minutes.md',
      'K7-2026-0004.md.torn',
    )
    expect(await find(folder)).toMatchObject({
      records: ['records/other/minutes.md'],
      unnamed: ['records/other/minutes.md'],
      problems: [],
    })
  })

  it('too deep to be anybody’s is named', async () => {
    const deep = Array.from({ length: 101 }, () => 'a').join('/')
    const folder = folderWith(`${deep}/K7-2026-0001.md`)
    expect(await find(folder)).toMatchObject({
      records: [],
      problems: [`It lies too deep to be looked into: ${deep}.`],
    })
  })

  it('is looked into once, however many links lead to it', async () => {
    const folder = folderWith('records/K7-2026-0001.md')
    for (const name of ['l1', 'l2', 'l3', 'records/l4']) symlinkSync(folder, join(folder, name))
    symlinkSync('records/K7-2026-0001.md', join(folder, 'K7-2026-0001.md'))
    linkSync(join(folder, 'records/K7-2026-0001.md'), join(folder, 'K7-2026-0002.md'))
    // The same file under the name of another record passes for that, and is looked at as such.
    expect(await find(folder)).toMatchObject({
      records: ['K7-2026-0001.md', 'K7-2026-0002.md'],
      problems: [],
    })
    expect(await find(folder, ['records', '.', 'l1', 'l2/records/K7-2026-0001.md'])).toMatchObject({
      records: ['records/K7-2026-0001.md', 'K7-2026-0002.md'],
    })
  })

  it('is not left by a link, but for the records of a casebook', async () => {
    const other = folderWith('K7-2026-0001.md')
    const folder = folderWith('rungs.yaml', 'county/school/')
    symlinkSync(other, join(folder, 'records'))
    symlinkSync(other, join(folder, 'county/school/records'))
    expect(await find(folder)).toMatchObject({ records: ['records/K7-2026-0001.md'], problems: [] })
    expect(await find(folder, [])).toMatchObject({ records: ['records/K7-2026-0001.md'], problems: [] })
    expect(await find(folder, ['county'])).toMatchObject({
      records: [],
      problems: ['This link leads to another folder, and was not followed: county/school/records.'],
    })
  })

  it('is named where it, or what is in it, cannot be opened', async () => {
    const folder = folderWith('K7-2026-0001.md', 'shut/K7-2026-0002.md')
    symlinkSync('round', join(folder, 'round'))
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/K7`), Buffer.of(0xff), Buffer.from('.md')]), 'x')
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/z`), Buffer.of(0xff)]))
    chmodSync(join(folder, 'shut'), 0)
    const { records, problems } = await find(folder)
    chmodSync(join(folder, 'shut'), 0o700)
    expect(records.filter((file) => !file.startsWith('shut'))).toEqual(['K7-2026-0001.md'])
    expect(problems.join('\n')).toContain(
      'The name of this is no UTF-8, so it cannot be looked into: K7\ufffd.md.',
    )
    expect(problems.join('\n')).toContain(
      'The name of this is no UTF-8, so it cannot be looked into: z\ufffd.',
    )
    expect(problems.join('\n')).toContain('round in a circle (ELOOP)')
    // To root no folder is shut.
    expect(problems).toHaveLength(process.getuid?.() === 0 ? 3 : 4)
  })

  it('with a casebook in it holds more than records: without a path only those are taken', async () => {
    const folder = folderWith('records/K7-2026-0001.md', 'flows/x/README.md', 'register-K7.md')
    expect(await find(folder, [])).toEqual({
      records: ['records/K7-2026-0001.md'],
      registers: ['register-K7.md'],
      unnamed: [],
      problems: [],
    })
    expect((await find(folder)).unnamed).toEqual(['flows/x/README.md'])
  })
})

test('a word that is no path means a case', async () => {
  const folder = folderWith('records/K7-2026-0042.md')
  expect((await find(folder, ['42'])).records).toEqual(['records/K7-2026-0042.md'])
  expect((await find(folder, ['43'])).problems).toEqual(['There is no such file or folder: 43.'])
  expect((await find(folder, ['4\ufffd.md'])).problems).toEqual([
    'The name of this is no UTF-8, so it cannot be looked into: 4\ufffd.md.',
  ])
})

it('a folder is no case, where one record is wanted', async () => {
  const folder = folderWith('rungs.yaml', 'sent/K7-2026-0001.md')
  const { ports } = testPorts({ disk: nodeDisk(), cwd: folder })
  await expect(findOneRecord(ports, 'sent', folder)).rejects.toThrow(
    /sent is a folder, and one record is wanted/,
  )
  await expect(findOneRecord(ports, 'send', folder)).rejects.toThrow(/There is no case "send"/)
})
