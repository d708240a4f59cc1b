// Puts brackets round the functions of the bundle that the first prompts call. V8 compiles a bracketed function together
// with its file, and so Node's compile cache keeps it; of all others it keeps only where they are. Which functions these
// are is found by running the bundle up to its first prompts. Changes no behaviour: without it the start is slower.
import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'

// A case with something of every kind in it: what reads and lists such cases is on the way to the first prompt.
const answers = `policy: greenvale
scenario: not-accepted
danger: no
recorded-by: A. Example
about:
  children: A.B., year 4
  told: yesterday 16:00
  concern: |
    Bruises [on the arm].
    A fear of going home.
rungs:
  social-worker:
    - { outcome: refused, how: telephone, who: B. Example, said: "no", checks: [form] }
  team-leader:
    - { outcome: waiting, how: telephone, who: C. Example, look-again: tomorrow }
`

/** The formats of a letter that is made again and again, and is soon made, and what is loaded for each. */
const letters = [
  ['md', 'letter-markdown.cjs'],
  ['eml', 'letter-mail.cjs'],
]

const run = (bundle, folder, coverage, argv) =>
  spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'first-prompt.cjs'), bundle, '--casebook', folder, ...argv],
    {
      env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, NODE_V8_COVERAGE: coverage },
      // What a letter still needs is told to whoever asked for it, and nobody did.
      stdio: ['ignore', 'ignore', argv[0] === 'draft' ? 'ignore' : 'inherit'],
      timeout: 30_000,
    },
  )

/** The functions of the bundle, from coverage files of several runs: where, called or not, and inside another or not. */
const functionsIn = (folder, bundle) => {
  const found = new Map()
  const file = realpathSync(bundle)
  for (const name of readdirSync(folder)) {
    const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    const script = result.find(({ url }) => url.startsWith('file:') && fileURLToPath(url) === file)
    for (const { ranges } of script?.functions ?? []) {
      const [{ startOffset: from, endOffset: to, count }] = ranges
      found.set(`${from}-${to}`, {
        from,
        to,
        called: count > 0 || (found.get(`${from}-${to}`)?.called ?? false),
      })
    }
  }
  const [, ...all] = [...found.values()].sort((a, b) => a.from - b.from || b.to - a.to)
  let end = 0
  return all.map((one) => {
    const top = one.from >= end
    if (top) end = one.to
    return { ...one, top }
  })
}

/** Round what is to be moved to the beginning. */
const moved = ['/*<early*/', '/*early>*/']
const isMoved = /\/\*<early\*\/([\s\S]*?)\/\*early>\*\//g
const directive = '"use strict";'

const toBeginning = (source) => {
  if (!source.startsWith(directive)) throw new Error('The bundle does not begin as expected.')
  const first = [...source.matchAll(isMoved)].map(([, text]) => text).join('')
  return directive + first + source.slice(directive.length).replace(isMoved, '')
}

/**
 * What to write before and after a function, or undefined. An arrow may be bracketed anywhere. A declaration becomes an
 * assignment, and only at the top of the bundle; it is moved to its beginning, for a declaration can be called before its place.
 * Methods stay as they are.
 */
const bracketsFor = (source, { from, to, top }) => {
  const text = source.slice(from, to)
  if (/^(async\s*)?\(|^(async )?[\w$]+\s*=>/.test(text)) return { from, to, before: '(', after: ')' }
  const [declared, start, name] = /^((?:async )?function) ([\w$]+)(?=\()/.exec(text) ?? []
  if (!top || declared === undefined || !/[;}\n]/.test(source[from - 1] ?? '')) return undefined
  return {
    from,
    skip: declared.length,
    to,
    before: `${moved[0]}var ${name}=(${start}`,
    after: `);${moved[1]}`,
  }
}

const bracket = (source, functions) => {
  const brackets = functions.filter(({ called }) => called).flatMap((one) => bracketsFor(source, one) ?? [])
  const marks = brackets
    .flatMap(({ from, skip = 0, to, before, after }) => [
      { at: from, on: from + skip, text: before },
      { at: to, on: to, text: after, closes: true },
    ])
    .sort((a, b) => a.at - b.at || Number(b.closes ?? false) - Number(a.closes ?? false))
  let on = 0
  let out = ''
  for (const mark of marks) {
    out += source.slice(on, mark.at) + mark.text
    on = mark.on
  }
  return { source: toBeginning(out + source.slice(on)), count: brackets.length }
}

const rewrite = (file, coverage) => {
  const { source, count } = bracket(readFileSync(file, 'utf8'), functionsIn(coverage, file))
  new Script(source)
  writeFileSync(file, source)
  return count
}

/** Rewrites `dist/rungs.cjs`, and the tools for records: checking one record is done again and again, and is soon done. */
export const compileEarly = (dist) => {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-build-'))
  const coverage = join(folder, 'coverage')
  const file = join(dist, 'rungs.cjs')
  try {
    mkdirSync(join(folder, 'records'))
    writeFileSync(join(folder, 'open.yaml'), answers)
    const open = ['start', '--answers', join(folder, 'open.yaml'), '--at', '2026-11-19T10:30']
    // Two, so that they are sorted.
    for (const _ of [1, 2]) run(file, folder, join(folder, 'not-used'), open)
    for (const argv of [[], ['start']]) run(file, folder, coverage, argv)
    const [record] = readdirSync(join(folder, 'records')).filter((name) => name.endsWith('.md'))
    run(file, folder, join(folder, 'verify'), ['verify', join(folder, 'records', String(record))])
    for (const [format] of letters) {
      const out = join(folder, `letter.${format}`)
      const words = ['draft', '1', 'service-manager-letter', '--format', format, '--out', out]
      run(file, folder, coverage, words)
    }
    for (const [, tools] of letters) rewrite(join(dist, 'apart', tools), coverage)
    const count =
      rewrite(file, coverage) + rewrite(join(dist, 'apart/record-tools.cjs'), join(folder, 'verify'))
    if (count < 200) process.stderr.write('The first prompts could not be run: starting will be slower.\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
