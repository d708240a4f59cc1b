/** The other end of reader.ts: starts the thread and passes it work, one answer for each question, in turn. */
import type { Worker } from 'node:worker_threads'
import type { Reader } from './ports.ts'
import type { ExaminedFile } from './verify/verified.ts'

interface Waiting {
  readonly resolve: (files: readonly ExaminedFile[]) => void
  readonly reject: (error: unknown) => void
}

/** `file`: the bundle of reader.ts. A thread that dies makes what is waited for fail. */
export const startReader = (file: string): Reader => {
  const { Worker: Thread } = process.getBuiltinModule('node:worker_threads')
  const thread: Worker = new Thread(file)
  const waiting: Waiting[] = []
  const fail = (error: unknown): void => {
    for (const { reject } of waiting.splice(0)) reject(error)
  }
  thread.on('message', (files: readonly ExaminedFile[]) => waiting.shift()?.resolve(files))
  thread.on('error', fail)
  thread.on('exit', () => fail(new Error('a thread that reads records has ended')))
  return {
    examine: (batch) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        thread.postMessage(batch)
      }),
    close: () => {
      thread.removeAllListeners('exit')
      void thread.terminate()
    },
  }
}
