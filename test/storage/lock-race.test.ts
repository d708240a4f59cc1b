/** Many real processes that want one lock at the same moment: exactly one gets it, every time. */
import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lockPath } from '../../src/storage/lock.ts'
import { currentClaim, formatClaim, NOBODY } from '../../src/storage/lock-claim.ts'
import type { Order } from './lock-worker.ts'

const WORKERS = 6
const ROUNDS = 50

let folder = ''
let workers: readonly ChildProcess[] = []

const answerOf = (worker: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => worker.once('message', resolve))

async function startWorker(): Promise<ChildProcess> {
  const worker = fork(join(folder, 'worker.mjs'), { stdio: 'inherit', execArgv: [] })
  await answerOf(worker)
  return worker
}

function tell(order: Omit<Order, 'at'>): Promise<readonly unknown[]> {
  const at = Date.now() + 5
  return Promise.all(
    workers.map((worker) => {
      const answer = answerOf(worker)
      worker.send({ ...order, at })
      return answer
    }),
  )
}

/** The number of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', ''], { stdio: 'ignore' }).pid
}

function staleClaim(pid: number): string {
  const holder = { person: 'B. Example', host: hostname(), process: pid, since: 'before' }
  return formatClaim({ ...holder, id: 'ab'.repeat(16), replaces: NOBODY })
}

beforeAll(async () => {
  folder = fs.mkdtempSync(join(tmpdir(), 'rungs-lock-'))
  await build({
    entryPoints: [join(import.meta.dirname, 'lock-worker.ts')],
    outfile: join(folder, 'worker.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
  workers = await Promise.all(Array.from({ length: WORKERS }, startWorker))
})

afterAll(() => {
  for (const worker of workers) worker.kill('SIGKILL')
  fs.rmSync(folder, { recursive: true, force: true })
})

describe('many processes at once', () => {
  const dead = deadProcess()
  const beginnings: Readonly<Record<string, (lock: string) => void>> = {
    'no lock': () => undefined,
    'the lock of a dead process': (lock) => fs.writeFileSync(lock, staleClaim(dead)),
    'a file that a crash left empty': (lock) => {
      fs.writeFileSync(lock, '')
      fs.utimesSync(lock, 1, 1)
    },
    'half a claim': (lock) => {
      fs.writeFileSync(lock, staleClaim(dead).slice(0, 60))
      fs.utimesSync(lock, 1, 1)
    },
  }

  for (const [name, begin] of Object.entries(beginnings)) {
    it(`${name}: one winner in each of ${ROUNDS} rounds`, async () => {
      for (let round = 1; round <= ROUNDS; round++) {
        const record = join(folder, `${name.replaceAll(' ', '-')}-${round}.md`)
        begin(lockPath(record))
        const answers = await tell({ act: 'take', record, times: 1 })
        const winner = workers[answers.indexOf('held')]
        expect(answers.toSorted(), `round ${round}`).toEqual([...Array(WORKERS - 1).fill('busy'), 'held'])
        expect(currentClaim(fs.readFileSync(lockPath(record), 'utf8'))?.process).toBe(winner?.pid)
        await tell({ act: 'release', record, times: 1 })
        expect(fs.existsSync(lockPath(record))).toBe(false)
      }
    })
  }

  it('taking and releasing as fast as they can: never two holders', async () => {
    const record = join(folder, 'churn.md')
    fs.writeFileSync(lockPath(record), staleClaim(dead))
    const answers = await tell({ act: 'churn', record, times: 300 })
    for (const answer of answers) expect(answer).toMatch(/^held \d+$/)
    const holds = answers.map((answer) => Number(String(answer).slice('held '.length)))
    expect(Math.max(...holds)).toBeGreaterThan(0)
    expect(fs.existsSync(lockPath(record))).toBe(false)
  })

  it('the holder is killed: the others wait for nobody, and one of them goes on', async () => {
    for (let round = 1; round <= 5; round++) {
      const record = join(folder, `killed-${round}.md`)
      const first = await tell({ act: 'take', record, times: 1 })
      const holder = workers[first.indexOf('held')]
      const ended = new Promise((resolve) => holder?.once('exit', resolve))
      holder?.kill('SIGKILL')
      await ended
      workers = workers.filter((worker) => worker !== holder)
      const answers = await tell({ act: 'take', record, times: 1 })
      expect(answers.filter((answer) => answer === 'held').length).toBe(1)
      await tell({ act: 'release', record, times: 1 })
      workers = [...workers, await startWorker()]
    }
  })
})
