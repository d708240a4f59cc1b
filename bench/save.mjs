/**
 * What one save costs (compare, write, flush, read back, compare) against a bare write and flush of the same bytes in
 * the same process, taken in pairs; and whether it depends on the length of the file. Usage: node bench/save.mjs [FOLDER]
 */
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const median = (numbers) => numbers.toSorted((left, right) => left - right)[numbers.length >> 1]
const FACT = Buffer.from(
  '- 2026-11-19T10:41:15+00:00 What they said:\n> Threshold for section 17 not met; early help.\n',
)

async function loadStorage(folder) {
  const outfile = join(folder, 'storage.mjs')
  await build({
    stdin: {
      contents: "export * from './src/storage/journal.ts'; export * from './src/storage/node-disk.ts'",
      resolveDir: join(import.meta.dirname, '..'),
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
  return import(pathToFileURL(outfile).href)
}

function microseconds(act) {
  const begin = process.hrtime.bigint()
  act()
  return Number(process.hrtime.bigint() - begin) / 1000
}

/** `facts`: how many the record holds at the start. Times in microseconds. */
function measure(storage, folder, facts, times) {
  const text = Buffer.concat(Array(facts).fill(FACT))
  const path = join(folder, `record-${facts}.md`)
  const created = storage.createJournal(storage.nodeDisk(), path, text)
  if (created.kind !== 'created') throw new Error(created.kind)
  fs.writeFileSync(`${path}.bare`, text)
  const bare = fs.openSync(`${path}.bare`, 'a')
  const pairs = []
  for (let time = 0; time < times; time++) {
    const saving = () => {
      if (storage.append(created.journal, FACT).kind !== 'saved') throw new Error('not saved')
    }
    const writing = () => {
      fs.writeSync(bare, FACT)
      fs.fsyncSync(bare)
    }
    const first = time % 2 === 0
    const one = microseconds(first ? saving : writing)
    const two = microseconds(first ? writing : saving)
    pairs.push(first ? { save: one, bare: two } : { save: two, bare: one })
  }
  fs.closeSync(bare)
  storage.closeJournal(created.journal)
  return pairs.slice(times >> 2)
}

/** Medians: of the save and the bare write in microseconds, of their ratio in each pair. */
export async function measureSave(parent = tmpdir(), times = 2000) {
  const folder = fs.mkdtempSync(join(parent, 'rungs-bench-'))
  try {
    const storage = await loadStorage(folder)
    measure(storage, join(folder), 1, times)
    return [10, 1000, 10_000].map((facts) => {
      const pairs = measure(storage, folder, facts, times)
      return {
        facts,
        save: median(pairs.map((pair) => pair.save)),
        bare: median(pairs.map((pair) => pair.bare)),
        ratio: median(pairs.map((pair) => pair.save / pair.bare)),
      }
    })
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) console.table(await measureSave(process.argv[2]))
