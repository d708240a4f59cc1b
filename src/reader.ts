/** A thread that examines records for `verify`: wired to the real disk, like main.ts. Decides nothing. */
import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import { parentPort } from 'node:worker_threads'
import { openShipped } from './flow/shipped.ts'
import type { Batch } from './ports.ts'
import { examineBatch } from './sitting/examining.ts'
import { type Held, nothingHeld, type Shelf } from './sitting/library.ts'
import { nodeDisk } from './storage/node-disk.ts'

/** The bundle stands in a folder beside what came with the program. */
const shelf: Shelf = {
  disk: nodeDisk(),
  shipped: openShipped((name) => readFileSync(path.join(__dirname, '..', name), 'utf8')),
}

let held: Held | undefined

parentPort?.on('message', (batch: Batch) => {
  held ??= nothingHeld(batch.closures)
  void examineBatch(shelf, batch, held).then((files) => parentPort?.postMessage(files))
})
