/** A thread that examines records for `verify`: wired to the real disk, like main.ts. Decides nothing. */
import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import { parentPort } from 'node:worker_threads'
import { openShipped } from './flow/shipped.ts'
import type { Batch } from './ports.ts'
import { examineFile } from './sitting/examining.ts'
import { type Held, nothingHeld, type Shelf } from './sitting/library.ts'
import { nodeDisk } from './storage/node-disk.ts'
import type { ExaminedFile } from './verify/verified.ts'

/** The bundle stands in a folder beside what came with the program. */
const shelf: Shelf = {
  disk: nodeDisk(),
  shipped: openShipped((name) => readFileSync(path.join(__dirname, '..', name), 'utf8')),
}

let held: Held | undefined

const examineAll = async ({ paths, closures, now }: Batch): Promise<readonly ExaminedFile[]> => {
  held ??= nothingHeld(closures)
  const files: ExaminedFile[] = []
  for (const one of paths) files.push(await examineFile(shelf, one, held, now))
  return files
}

parentPort?.on('message', (batch: Batch) => {
  void examineAll(batch).then((files) => parentPort?.postMessage(files))
})
