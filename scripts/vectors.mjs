// The published test vectors (test/vectors/): records, good ones and bad ones, with what a verifier must say of each. Made of the
// tables in scripts/vectors/, where each expectation is written by hand. `node scripts/vectors.mjs [FOLDER]` writes them all.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytes } from './vectors/bytes.mjs'
import { ends } from './vectors/ends.mjs'
import { spelledFacts } from './vectors/facts.mjs'
import {
  misspelledAnswers,
  misspelledHeadings,
  misspelledStamps,
  misspelledStatements,
} from './vectors/misspelled.mjs'
import { order } from './vectors/order.mjs'
import { copies, keys, memories, receipts } from './vectors/outside.mjs'
import { redacted } from './vectors/redacted.mjs'
import { registers } from './vectors/registers.mjs'
import { edits, seals } from './vectors/seals.mjs'
import { signatures } from './vectors/signatures.mjs'
import { wholes } from './vectors/whole.mjs'
import { texts, unseenCharacters, words } from './vectors/words.mjs'

/** By the number of the first: a group grows at its end, so that no vector ever changes its number. */
const groups = [
  [1, wholes],
  [50, spelledFacts],
  [100, misspelledStamps],
  [120, misspelledAnswers],
  [180, misspelledStatements],
  [230, misspelledHeadings],
  [250, words],
  [300, unseenCharacters],
  [350, texts],
  [420, seals],
  [450, edits],
  [480, signatures],
  [530, order],
  [590, ends],
  [650, bytes],
  [700, redacted],
  [750, receipts],
  [770, keys],
  [785, copies],
  [800, memories],
  [820, registers],
]

const numbered = groups.flatMap(([start, vectors], i) => {
  const next = groups[i + 1]?.[0] ?? 1000
  if (start + vectors.length > next)
    throw new Error(`the vectors from ${start} on run into those from ${next} on`)
  return vectors.map((vector, at) => ({
    ...vector,
    folder: `${String(start + at).padStart(3, '0')}-${vector.name}`,
  }))
})

/** A finding takes a line: a page that a person reads. */
const inJson = (expected) =>
  `${JSON.stringify(expected, undefined, 2).replace(/\{\s+("code": "[a-z0-9-]+",)\s+("entry": \d+)\s+\}/g, '{ $1 $2 }')}\n`

const write = (folder) => {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder))
    if (/^\d{3}-/.test(name)) rmSync(join(folder, name), { recursive: true })
  for (const { folder: name, files, expected } of numbered) {
    mkdirSync(join(folder, name))
    for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, name, file), content)
    writeFileSync(join(folder, name, 'expected.json'), inJson(expected))
  }
}

write(process.argv[2] ?? join(import.meta.dirname, '../test/vectors'))
