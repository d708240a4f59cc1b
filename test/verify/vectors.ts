/** The published vectors (test/vectors/) as values, and their files as they are given to a verifier. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Place {
  readonly code: string
  readonly entry: number
}

/** What a verifier says of the first file, in the words of test/vectors/README.md. */
export interface Said {
  readonly verdict: string
  readonly entry: number | null
  readonly signed: number
  readonly witnessed: number
  readonly findings: readonly Place[]
}

export interface Expected extends Said {
  readonly about: string
  readonly files: readonly string[]
  readonly arguments: readonly string[]
  readonly lengthened?: number
  readonly seen?: readonly string[]
}

export interface Vector {
  readonly name: string
  readonly folder: string
  readonly expected: Expected
}

export const root = fileURLToPath(new URL('../vectors', import.meta.url))

const readVector = (name: string): Vector => {
  const folder = join(root, name)
  return { name, folder, expected: JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) }
}

export const vectors: readonly Vector[] = readdirSync(root)
  .filter((name) => /^\d{3}-/.test(name))
  .toSorted()
  .map(readVector)

/** Calls `use` with a folder in which the files of a vector stand as they are to be given: one that is large is made so. */
export const withFiles = <T>({ folder, expected }: Vector, use: (folder: string) => T): T => {
  const { lengthened, files } = expected
  if (lengthened === undefined) return use(folder)
  const made = mkdtempSync(join(tmpdir(), 'rungs-vector-'))
  try {
    cpSync(folder, made, { recursive: true })
    truncateSync(join(made, files[0] ?? ''), lengthened)
    return use(made)
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

/** What must match for every verifier. */
export const essence = ({ verdict, entry, signed, witnessed, findings }: Said): unknown => ({
  verdict,
  entry,
  signed,
  witnessed,
  first: findings[0]?.code,
})
