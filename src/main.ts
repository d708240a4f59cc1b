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
import { version } from './version.ts'

const colour = (env: NodeJS.ProcessEnv, tty: boolean): Colour => {
  const forced = env['FORCE_COLOR']
  if (forced !== undefined && forced !== '' && forced !== '0' && forced !== 'false') return 1
  if ((env['NO_COLOR'] ?? '') !== '' || forced === '0' || forced === 'false' || env['TERM'] === 'dumb')
    return 0
  return tty ? 1 : 0
}

// Each stream is made when it is first asked for, which loads a part of Node: what is not needed is not touched.
const { env, pid, platform } = process

type Writer = (text: string) => void

interface Printer {
  readonly print: Writer
  /** See `Ports`. */
  readonly taken: () => Promise<boolean>
}

/** Whether something that was printed was lost, and nobody chose that. */
let lost = false

/**
 * Whoever closes the pipe (`| head`) has what they wanted: the rest is dropped without a word, and the work is done all the
 * same, for it may be a record that is being written; the exit code is the work's. Anything else (a full disk) is told.
 */
const writer = (streamOf: () => NodeJS.WriteStream, tell: Writer): Printer => {
  let open = true
  let goOn = (): void => undefined
  const fail = (error: NodeJS.ErrnoException) => {
    if (open && error.code !== 'EPIPE') {
      lost = true
      tell(
        `rungs: error: What was to be printed could not be written (${error.code ?? error.message}).\nrungs: hint: Free some space, or print to another place.\n`,
      )
    }
    open = false
    goOn()
  }
  let stream: NodeJS.WriteStream | undefined
  return {
    print: (text) => {
      stream ??= streamOf()
        .on('error', fail)
        .on('drain', () => goOn())
      if (open) stream.write(text)
    },
    taken: () =>
      new Promise((resolve) => {
        goOn = () => resolve(open)
        if (!open || stream?.writableNeedDrain !== true) goOn()
      }),
  }
}

const err = writer(
  () => process.stderr,
  () => undefined,
)
const out = writer(() => process.stdout, err.print)

/** More would wait for the disk. */
const mostReaders = 8

const ports: Ports = {
  clock: { now: () => stampAt(Date.now(), london), instant: Date.now, given: false },
  disk: nodeDisk(),
  version,
  shipped: openShipped((name) => readFileSync(path.join(__dirname, name), 'utf8')),
  env,
  cwd: process.cwd(),
  home: os.homedir(),
  platform,
  host: os.hostname(),
  process: pid,
  random: (bytes) => process.getBuiltinModule('node:crypto').randomBytes(bytes),
  out: out.print,
  taken: out.taken,
  err: err.print,
  get interactive() {
    return process.stdout.isTTY === true && process.stdin.isTTY === true
  },
  get columns() {
    return process.stdout.columns ?? 80
  },
  get watched() {
    return process.stderr.isTTY === true
  },
  startReaders: () => {
    const cores = os.availableParallelism()
    return cores === 1
      ? []
      : Array.from({ length: Math.min(cores, mostReaders) }, () =>
          startReader(path.join(__dirname, 'apart', 'reader.cjs')),
        )
  },
  edit: async (file) => (await import('./editor.ts')).edit(file, env, platform),
  openTerminal: (plain) =>
    openTerminal({
      plain,
      input: process.stdin,
      output: process.stdout,
      colour: colour(env, process.stdout.isTTY === true),
    }),
}

void run(process.argv.slice(2), ports).then((code) => {
  process.exitCode = code
})

process.on('exit', (code) => {
  if (lost && code === 0) process.exitCode = 2
})
