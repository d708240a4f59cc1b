/**
 * Two verifiers, written apart, say the same of records that were tampered with at random: ours, and the one in
 * test/second-verifier/, which has nothing but the page on the format. RUNGS_MUTATIONS=20000 tries so many.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { generator } from '../../src/proof/values.ts'
import { examine } from '../../src/verify/examined.ts'
import { checkIntegrity } from '../../src/verify/integrity.ts'
import { noWitnesses } from '../../src/verify/witness.ts'
import { mutated } from './mutations.ts'

const program = fileURLToPath(new URL('../second-verifier/verify.py', import.meta.url))
const hasPython = spawnSync('python3', ['--version']).status === 0
const count = Number(process.env['RUNGS_MUTATIONS'] ?? 300)

/** More would not fit on a command line. */
const atOnce = 2000

/** What the page wants two verifiers to agree on. */
interface Said {
  readonly verdict: string
  readonly entry: number | null
  readonly signed: number
  readonly findings: readonly { readonly code: string; readonly entry: number }[]
}

const essence = ({ verdict, entry, signed, findings: [first] }: Said): string =>
  JSON.stringify([verdict, entry, signed, first?.code, first?.entry])

const ours = (bytes: Uint8Array): Said => {
  const { examined } = examine('', bytes)
  const { verdict, signed } = checkIntegrity({ ...noWitnesses, examined })
  return {
    verdict: verdict.kind,
    entry: 'entry' in verdict ? verdict.entry : null,
    signed,
    findings: examined.findings,
  }
}

const theirs = (folder: string, files: readonly Uint8Array[]): readonly Said[] => {
  const paths = files.map((bytes, i) => {
    const path = join(folder, `${i}.md`)
    writeFileSync(path, bytes)
    return path
  })
  const found = spawnSync('python3', [program, '--json', '--apart', ...paths], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  return JSON.parse(found.stdout) as Said[]
}

test.skipIf(!hasPython && process.env['CI'] === undefined)(
  'a second verifier says the same of records that were tampered with',
  { timeout: 30_000 + count * 10 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'rungs-agrees-'))
    const seen = new Set<string>()
    try {
      for (let from = 0; from < count; from += atOnce) {
        const length = Math.min(atOnce, count - from)
        const files = Array.from({ length }, (_, i) => mutated(generator(20261119, from + i)))
        const said = theirs(folder, files)
        for (const [i, bytes] of files.entries()) {
          const own = ours(bytes)
          const other = said[i]
          expect(other && essence(other), `mutation ${from + i}`).toBe(essence(own))
          seen.add(own.verdict)
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['changed', 'two-versions', 'unfinished', 'cannot-judge']),
    )
  },
)
