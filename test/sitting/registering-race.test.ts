/** Real processes that write one register at the same time, as where two cases are open: no line is lost, none stands twice. */
import { fork } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { headsOf } from '../../src/register/heads.ts'
import { parseRegister } from '../../src/register/parse.ts'
import { checkRegisterSignatures } from '../../src/register/signatures.ts'
import { sealOf } from '../register/sample.ts'
import { temporaryFolder } from '../storage/temporary-folder.ts'

const entries = 60
const ids = ['K7-2026-0001', 'K7-2026-0002', 'K7-2026-0003']

const runWorker = (worker: string, casebook: string, id: string): Promise<readonly number[]> =>
  new Promise((resolve, reject) => {
    const child = fork(worker, [casebook, id, `${entries}`], { stdio: 'inherit', execArgv: [] })
    child.once('message', (registered) => resolve(registered as number[]))
    child.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)))
  })

it('three processes at once: no line lost, serials without gaps', async () => {
  const folder = temporaryFolder()
  const worker = join(folder, 'worker.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'register-worker.ts')],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  const casebook = join(folder, 'book')
  fs.mkdirSync(join(casebook, 'records'), { recursive: true })
  const registered = await Promise.all(ids.map((id) => runWorker(worker, casebook, id)))

  const register = parseRegister(fs.readFileSync(join(casebook, 'register-K7.md')))
  expect(register.problems).toEqual([])
  expect(checkRegisterSignatures(register).findings).toEqual([])
  expect(register.lines.map(({ line }) => line.n)).toEqual(register.lines.map((_, i) => i + 1))
  const { records } = headsOf(register)
  ids.forEach((id, i) => {
    const record = records.get(id)
    expect(record?.furthest).toMatchObject({ entry: entries, seal: sealOf(id, entries) })
    for (const n of registered[i] ?? []) expect(record?.seals.get(n)).toBe(sealOf(id, n))
    expect(record?.mentions.map(({ kind }) => kind)).toEqual(['opened'])
  })
  expect(fs.readdirSync(casebook).toSorted()).toEqual(['records', 'register-K7.md'])
})
