/** A process that takes a lock whenever its parent tells it to; see lock-race.test.ts. */
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { hostname } from 'node:os'
import { type HeldLock, takeLock } from '../../src/storage/lock.ts'
import { nodeLockSystem } from '../../src/storage/lock-system.ts'
import { nodeDisk } from '../../src/storage/node-disk.ts'

export interface Order {
  readonly act: 'take' | 'release' | 'churn'
  readonly record: string
  /** When to begin, in milliseconds since 1970, so that all begin together. */
  readonly at: number
  /** `churn`: how often to take and release. */
  readonly times: number
}

const disk = nodeDisk()
const system = nodeLockSystem(disk, randomBytes, Date.now)
const holder = { person: 'A. Example', host: hostname(), process: process.pid, since: 'now' }
let held: HeldLock | undefined

/** Holds the lock for a moment and shows with a file of its own that nobody else does. */
function hold(record: string): string {
  const lock = takeLock(disk, record, holder, system)
  if (lock.kind !== 'held') return lock.kind
  try {
    fs.closeSync(fs.openSync(`${record}.inside`, 'wx'))
    fs.unlinkSync(`${record}.inside`)
    return 'held'
  } catch {
    return 'two holders'
  } finally {
    lock.release()
  }
}

function churn(record: string, times: number): string {
  let holds = 0
  for (let time = 0; time < times; time++) {
    const answer = hold(record)
    if (answer === 'held') holds++
    else if (answer !== 'busy') return answer
  }
  return `held ${holds}`
}

function obey({ act, record, at, times }: Order): string {
  while (Date.now() < at);
  if (act === 'churn') return churn(record, times)
  if (act === 'take') {
    const lock = takeLock(disk, record, holder, system)
    if (lock.kind === 'held') held = lock
    return lock.kind
  }
  held?.release()
  held = undefined
  return 'released'
}

process.on('message', (order: Order) => {
  process.send?.(obey(order))
})
process.send?.('ready')
