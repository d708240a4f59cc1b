// Casebooks full of honest records, for the benches: cases walked through the shipped policies by the engine itself and
// written by the writer itself (test/honest/). `node bench/records.mjs FOLDER [COUNT [ENTRIES [SEED]]]` makes one to look at.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bundleParts } from './parts.mjs'
import { newFolder } from './set-up.mjs'

const root = join(import.meta.dirname, '..')

/** Different cases, at most; more records are the same ones under other ids and with other salts. */
const mostWalked = 1000

/** What makes records: bundled once, since each bundle takes a moment. */
export const recordMaker = async () => {
  const contents = `export * from './test/honest/casebook.ts'\nexport * from './src/flow/shipped.ts'`
  const { parts } = await bundleParts(newFolder(), contents)
  return {
    parts,
    library: parts.libraryOf(parts.openShipped((name) => readFileSync(join(root, 'dist', name), 'utf8'))),
  }
}

/** Writes a casebook of so many records of about so many entries. Gives the paths of the records. */
export const makeRecords = ({ parts, library }, casebook, { count, entries = 12, seed = 1 }) => {
  for (const [path, text] of parts.pinsOf(library)) {
    mkdirSync(dirname(join(casebook, path)), { recursive: true })
    writeFileSync(join(casebook, path), text)
  }
  const paths = []
  for (const { id, text } of parts.recordsOf(library, seed, count, entries, Math.min(count, mostWalked))) {
    const path = join(casebook, 'records', `${id}.md`)
    writeFileSync(path, text)
    paths.push(path)
  }
  return paths
}

if (process.argv[1] === import.meta.filename) {
  const [folder = 'casebook', count = 10_000, entries = 12, seed = 1] = process.argv.slice(2)
  const wanted = { count: Number(count), entries: Number(entries), seed: Number(seed) }
  makeRecords(await recordMaker(), folder, wanted)
}
