/**
 * A program in a real pseudo-terminal, and its screen read back. Waits for what the screen shows, never for time.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'
import { build } from 'esbuild'

export interface SessionOptions {
  readonly columns?: number
  readonly rows?: number
  readonly cwd?: string
  /** Added to an otherwise bare environment. */
  readonly env?: Readonly<Record<string, string>>
}

export interface Cursor {
  readonly row: number
  readonly column: number
}

export interface Session {
  /** The rows of the screen from the top, without spaces at their ends. */
  readonly rows: () => readonly string[]
  readonly columns: () => number
  readonly screen: () => string
  /** Everything, with what has scrolled off the top. */
  readonly scrollback: () => string
  readonly cursor: () => Cursor
  /** Rows of the screen that were too wide: the terminal had to go on with them on the next row. */
  readonly overflows: () => readonly string[]
  /** Every byte that the program has written so far. */
  readonly written: () => string
  /** Types. Keys sent without waiting between may arrive together, as a paste does. */
  readonly send: (keys: string) => void
  /**
   * Waits until the screen (rows without spaces at their ends) shows a text, or is as wanted. Fails with the screen where
   * it never does.
   */
  readonly until: (wanted: string | RegExp | ((screen: string) => boolean)) => Promise<void>
  readonly resize: (columns: number, rows: number) => void
  /** The exit code, once the program has ended. */
  readonly ended: Promise<number>
  readonly kill: (signal?: string) => void
}

export const keys = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  enter: '\r',
  escape: '\x1b',
  space: ' ',
  backspace: '\x7f',
  pageDown: '\x1b[6~',
  pageUp: '\x1b[5~',
  interrupt: '\x03',
  paste: (text: string) => `\x1b[200~${text}\x1b[201~`,
} as const

const patience = 10_000

/** Bundles a TypeScript program into the temporary folder; the file to run. `unbundle` it when done. */
export const bundle = async (entry: string): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-pty-'))
  const outfile = join(folder, 'program.mjs')
  const banner =
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    banner: { js: banner },
  })
  return outfile
}

/** Takes a bundled program away again. */
export const unbundle = (file: string): void => rmSync(dirname(file), { recursive: true, force: true })

/** Starts `node file ...args` in a terminal of 80 by 24, unless told otherwise. */
export const start = (file: string, args: readonly string[], options: SessionOptions = {}): Session => {
  const { columns = 80, rows = 24, cwd = tmpdir(), env = {} } = options
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1_000 })
  const child = spawn(process.execPath, [file, ...args], {
    name: env['TERM'] ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, LANG: 'en_GB.UTF-8', TERM: 'xterm-256color', ...env },
  })
  let watchers: (() => void)[] = []
  let bytes = ''
  let over = false
  const look = () => {
    for (const watcher of watchers) watcher()
  }
  child.onData((data) => {
    bytes += data
    terminal.write(data, look)
  })
  const ended = new Promise<number>((resolve) => {
    child.onExit(({ exitCode }) => {
      over = true
      terminal.write('', () => {
        look()
        resolve(exitCode)
      })
    })
  })
  const lines = (from: number, to: number): readonly string[] => {
    const buffer = terminal.buffer.active
    return Array.from(
      { length: to - from },
      (_, index) => buffer.getLine(from + index)?.translateToString(true) ?? '',
    )
  }
  const screenRows = () => {
    const top = terminal.buffer.active.baseY
    return lines(top, top + terminal.rows)
  }
  const screen = () => screenRows().join('\n').trimEnd()
  const matches = (wanted: string | RegExp | ((screen: string) => boolean)): boolean => {
    const now = screen()
    if (typeof wanted === 'function') return wanted(now)
    return typeof wanted === 'string' ? now.includes(wanted) : wanted.test(now)
  }
  const until: Session['until'] = (wanted) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer)
        watchers = watchers.filter((one) => one !== check)
      }
      const fail = (why: string) => {
        stop()
        reject(
          new Error(
            `${why}: ${String(wanted)}\n${'-'.repeat(terminal.cols)}\n${screen()}\n${'-'.repeat(terminal.cols)}`,
          ),
        )
      }
      const timer = setTimeout(() => fail('never shown'), patience)
      const check = () => {
        if (matches(wanted)) {
          stop()
          resolve()
        } else if (over) fail('the program ended without showing')
      }
      watchers.push(check)
      check()
    })
  return {
    rows: screenRows,
    columns: () => terminal.cols,
    screen,
    scrollback: () => lines(0, terminal.buffer.active.length).join('\n').trimEnd(),
    cursor: () => ({ row: terminal.buffer.active.cursorY, column: terminal.buffer.active.cursorX }),
    overflows: () => {
      const buffer = terminal.buffer.active
      return screenRows().filter((_, index) => buffer.getLine(buffer.baseY + index)?.isWrapped === true)
    },
    written: () => bytes,
    send: (typed) => child.write(typed),
    until,
    resize: (newColumns, newRows) => {
      terminal.resize(newColumns, newRows)
      child.resize(newColumns, newRows)
    },
    ended,
    kill: (signal) => {
      if (!over) child.kill(signal)
    },
  }
}
