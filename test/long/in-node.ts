/**
 * Runs a long test's work as the program itself would run: bundled, in a thread of its own. Vitest's own way of loading
 * modules makes code that is called a million times half as fast.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { afterAll } from 'vitest'
import type { Job, Jobs } from './work.ts'

const entry = join(import.meta.dirname, 'work.ts')
const folder = mkdtempSync(join(tmpdir(), 'rungs-long-'))
const outfile = join(folder, 'work.cjs')

const built = build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'error',
  // Helpers find the flows and the golden records from where they stand themselves: two folders down.
  define: { 'import.meta.url': JSON.stringify(pathToFileURL(entry).href) },
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** For work of which each piece must not take long. */
export interface Watch {
  /** In milliseconds. A piece that takes longer ends the work. */
  readonly patience: number
  /** Words for the piece of that number. */
  readonly name: (piece: number) => string
}

/** What the job comes to. Jobs that are started together run side by side. */
export const inNode = async <Name extends keyof Jobs>(
  job: Job<Name>,
  watch?: Watch,
): Promise<Jobs[Name]['result']> => {
  await built
  const piece = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(outfile, { workerData: { job, piece } })
  return new Promise((resolve, reject) => {
    let last = { piece: 0, at: Date.now() }
    const timer = setInterval(() => {
      const now = Atomics.load(piece, 0)
      if (now !== last.piece) last = { piece: now, at: Date.now() }
      if (watch === undefined || now === 0 || Date.now() - last.at < watch.patience) return
      reject(new Error(`${watch.name(now)} takes longer than ${watch.patience} ms`))
      void worker.terminate()
    }, 500)
    worker
      .once('message', resolve)
      .once('error', reject)
      .once('exit', () => clearInterval(timer))
  })
}
