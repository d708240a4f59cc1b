// Casebooks full of honest records, for the benches: cases walked through the shipped policies by the engine itself and
// written by the writer itself (test/honest/). `node bench/records.mjs FOLDER [COUNT [ENTRIES [SEED]]]` makes one to look at.
// Several processes share the work: each makes the records whose number leaves its own remainder.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { bundleParts, exportsOf } from './parts.mjs'
import { newFolder } from './set-up.mjs'

const root = join(import.meta.dirname, '..')

/** Different cases, at most; more records are the same ones under other ids and with other salts. */
const mostWalked = 1000

const writePins = (parts, library, casebook) => {
  for (const [path, text] of parts.pinsOf(library)) {
    mkdirSync(dirname(join(casebook, path)), { recursive: true })
    writeFileSync(join(casebook, path), text)
  }
}

const writeShare = ({ outfile, casebook, count, entries, seed, share, shares }) => {
  const parts = createRequire(import.meta.url)(outfile)
  const { libraryOf, openShipped } = parts
  const library = libraryOf(openShipped((name) => readFileSync(join(root, 'dist', name), 'utf8')))
  writePins(parts, library, casebook)
  const make = parts.recordMaker(library, seed, entries, Math.min(count, mostWalked))
  for (let number = share + 1; number <= count; number += shares) {
    const { id, text } = make(number)
    writeFileSync(join(casebook, 'records', `${id}.md`), text)
  }
}

/** Writes a casebook of so many records of about so many entries. Gives its folder. */
export const makeCasebook = async (casebook, { count, entries = 12, seed = 1 }) => {
  const contents = `${exportsOf(['flow/shipped'])}\nexport * from './test/honest/casebook.ts'`
  const { outfile } = await bundleParts(newFolder(), contents)
  const shares = Math.min(availableParallelism(), count)
  const made = Array.from({ length: shares }, async (_, share) => {
    const job = JSON.stringify({ outfile, casebook, count, entries, seed, share, shares })
    const [code] = await once(
      spawn(process.execPath, [import.meta.filename, '--share', job], { stdio: 'inherit' }),
      'exit',
    )
    if (code !== 0) throw new Error('the records could not be made')
  })
  await Promise.all(made)
  return casebook
}

if (process.argv[1] === import.meta.filename) {
  const [folder = 'casebook', count = 10_000, entries = 12, seed = 1] = process.argv.slice(2)
  if (folder === '--share') writeShare(JSON.parse(String(count)))
  else await makeCasebook(folder, { count: Number(count), entries: Number(entries), seed: Number(seed) })
}
