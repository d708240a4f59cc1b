/** The other end of reader.ts: starts the thread and passes it work, one answer for each question, in turn. */
import type { Worker } from 'node:worker_threads'
import type { Reader } from './ports.ts'
import type { ExaminedFile } from './verify/verified.ts'

interface Waiting {
  readonly resolve: (files: readonly ExaminedFile[]) => void
  readonly reject: (error: unknown) => void
}

/** So that garbage is cleared away before it fills the memory of a school's laptop: a record needs a megabyte or two. */
const memory = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 1024 }

/** `file`: the bundle of reader.ts. A thread that dies makes what is waited for fail, and what is asked of it afterwards. */
export const startReader = (file: string): Reader => {
  const { Worker: Thread } = process.getBuiltinModule('node:worker_threads')
  const thread: Worker = new Thread(file, { resourceLimits: memory })
  const waiting: Waiting[] = []
  let dead: unknown
  const fail = (error: unknown): void => {
    dead ??= error
    for (const { reject } of waiting.splice(0)) reject(error)
  }
  thread.on('message', (files: readonly ExaminedFile[]) => waiting.shift()?.resolve(files))
  thread.on('error', fail)
  thread.on('exit', () => fail(new Error('a thread that reads records has ended')))
  return {
    examine: (batch) =>
      new Promise((resolve, reject) => {
        if (dead !== undefined) {
          reject(dead)
          return
        }
        waiting.push({ resolve, reject })
        thread.postMessage(batch)
      }),
    close: () => {
      thread.removeAllListeners('exit')
      return thread.terminate()
    },
  }
}
