// Puts brackets round the functions of the bundle that the first prompts call. V8 compiles a bracketed function together
// with its file, and so Node's compile cache keeps it; of all others it keeps only where they are. Which functions these
// are is found by running the bundle up to its first prompts. Changes no behaviour: without it the start is slower.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Script } from 'node:vm'

const answers = `policy: greenvale
scenario: not-accepted
danger: no
recorded-by: A. Example
rungs:
  social-worker: { outcome: refused, how: telephone, who: B. Example, said: "no" }
`

const run = (bundle, folder, coverage, argv) =>
  spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'first-prompt.cjs'), bundle, '--casebook', folder, ...argv],
    {
      env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, NODE_V8_COVERAGE: coverage },
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 30_000,
    },
  )

/** Start and end of each function that was called, by the coverage files of several runs. */
const called = (folder, bundle) => {
  const found = new Map()
  for (const name of readdirSync(folder)) {
    const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    const script = result.find(({ url }) => url.endsWith(bundle.replaceAll('\\', '/')))
    for (const { ranges } of script?.functions ?? []) {
      if (ranges[0].count > 0 && ranges[0].startOffset > 0)
        found.set(ranges[0].startOffset, ranges[0].endOffset)
    }
  }
  return found
}

// Arrows only: they may be bracketed anywhere; a declaration or a method may not.
const isArrow = (text) => /^(async\s*)?(\(|[\w$]+\s*=>)/.test(text) && !/^async\s*\(.*\)\s*\{/.test(text)

const bracket = (source, ranges) => {
  const marks = [...ranges]
    .filter(([from, to]) => isArrow(source.slice(from, to)))
    .flatMap(([from, to]) => [
      [from, '('],
      [to, ')'],
    ])
    .sort(([a, one], [b, two]) => a - b || (one === ')' ? -1 : 1) - (two === ')' ? -1 : 1))
  let at = 0
  let out = ''
  for (const [place, mark] of marks) {
    out += source.slice(at, place) + mark
    at = place
  }
  return { source: out + source.slice(at), count: marks.length / 2 }
}

/** Rewrites `dist/rungs.cjs`. */
export const compileEarly = (dist) => {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-build-'))
  const coverage = join(folder, 'coverage')
  const file = join(dist, 'rungs.cjs')
  try {
    mkdirSync(join(folder, 'records'))
    writeFileSync(join(folder, 'open.yaml'), answers)
    const open = ['start', '--answers', join(folder, 'open.yaml'), '--at', '2026-11-19T10:30']
    run(file, folder, join(folder, 'not-used'), open)
    for (const argv of [[], ['start']]) run(file, folder, coverage, argv)
    const { source, count } = bracket(readFileSync(file, 'utf8'), called(coverage, file))
    if (count < 100) process.stderr.write('The first prompts could not be run: starting will be slower.\n')
    new Script(source)
    writeFileSync(file, source)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
