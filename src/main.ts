/** The only wiring: the real clock, disk, terminal. Decides nothing. */

import { readFileSync } from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { london, stampAt } from './calendar/zone.ts'
import { run } from './cli.ts'
import { openShipped } from './flow/shipped.ts'
import type { Ports } from './ports.ts'
import { startReader } from './reader-thread.ts'
import { nodeDisk } from './storage/node-disk.ts'
import { openTerminal } from './terminal/open.ts'
import type { Colour } from './terminal/style.ts'

const colour = (env: NodeJS.ProcessEnv, tty: boolean): Colour => {
  const forced = env['FORCE_COLOR']
  if (forced !== undefined && forced !== '' && forced !== '0' && forced !== 'false') return 1
  if ((env['NO_COLOR'] ?? '') !== '' || forced === '0' || forced === 'false' || env['TERM'] === 'dumb')
    return 0
  return tty ? 1 : 0
}

const { stdin, stdout, stderr, env, pid, platform } = process

type Writer = (text: string) => void

/** Whether something that was printed was lost, and nobody chose that. */
let lost = false

/**
 * Whoever closes the pipe (`| head`) has what they wanted: the rest is dropped without a word, and the work is done all the
 * same, for it may be a record that is being written; the exit code is the work's. Anything else (a full disk) is told.
 */
const writer = (stream: NodeJS.WriteStream, tell: Writer): Writer => {
  let open = true
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (open && error.code !== 'EPIPE') {
      lost = true
      tell(
        `rungs: error: What was to be printed could not be written (${error.code ?? error.message}).\nrungs: hint: Free some space, or print to another place.\n`,
      )
    }
    open = false
  })
  return (text) => {
    if (open) stream.write(text)
  }
}

const err = writer(stderr, () => undefined)
const out = writer(stdout, err)

/** More would wait for the disk. */
const mostReaders = 8

const ports: Ports = {
  clock: { now: () => stampAt(Date.now(), london), instant: Date.now, given: false },
  disk: nodeDisk(),
  shipped: openShipped((name) => readFileSync(path.join(__dirname, name), 'utf8')),
  env,
  cwd: process.cwd(),
  home: os.homedir(),
  platform,
  host: os.hostname(),
  process: pid,
  random: (bytes) => process.getBuiltinModule('node:crypto').randomBytes(bytes),
  out,
  err,
  interactive: stdin.isTTY === true && stdout.isTTY === true,
  columns: stdout.columns ?? 80,
  watched: stderr.isTTY === true,
  startReaders: () => {
    const cores = os.availableParallelism()
    return cores === 1
      ? []
      : Array.from({ length: Math.min(cores, mostReaders) }, () =>
          startReader(path.join(__dirname, 'apart', 'reader.cjs')),
        )
  },
  openTerminal: (plain) =>
    openTerminal({ plain, input: stdin, output: stdout, colour: colour(env, stdout.isTTY === true) }),
}

void run(process.argv.slice(2), ports).then((code) => {
  process.exitCode = code
})

process.on('exit', (code) => {
  if (lost && code === 0) process.exitCode = 2
})
