// What the benches run: Node 24, a casebook with 50 open cases, and the hello-world in a bundle that starts as ours does.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')
export const program = join(root, 'bin/rungs.cjs')
export const unbundled = join(import.meta.dirname, 'hello.mjs')

const answers = `policy: greenvale
scenario: not-accepted
danger: no
recorded-by: A. Example, Designated Safeguarding Lead
about:
  children: A.B., year 4
  decision: Referral not accepted, MASH
  told: yesterday 16:00
  concern: Bruises, and a fear of going home
  child-said: That it hurts
  sought: A strategy meeting
rungs:
  social-worker:
    - outcome: refused
      how: telephone
      who: B. Example, duty social worker
      said: The threshold is not met
      checks: [form, chronology]
  team-leader:
    - outcome: waiting
      how: telephone
      who: C. Example, team leader
      look-again: tomorrow
`

/** The path of Node 24: this one, or the registry's `node` package. */
export const node24 = () =>
  process.versions.node.startsWith('24.')
    ? process.execPath
    : execFileSync('npm', ['exec', '--yes', '--package=node@24', '--', 'node', '-p', 'process.execPath'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        shell: process.platform === 'win32',
      }).trim()

const bundleHello = async (folder) => {
  mkdirSync(join(folder, 'bin'))
  copyFileSync(program, join(folder, 'bin/rungs.cjs'))
  const outfile = join(folder, 'dist/rungs.cjs')
  await build({
    entryPoints: [unbundled],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
  })
  return join(folder, 'bin/rungs.cjs')
}

/** A folder that is removed at the end of the process. */
export const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** All homes are in one new folder, and so is the compile cache. */
export const setUp = async (node) => {
  const folder = newFolder()
  const homes = { empty: join(folder, 'empty'), full: join(folder, 'full') }
  for (const home of Object.values(homes)) mkdirSync(home)
  const { PATH, LANG } = process.env
  const envFor = (home) => ({ PATH, LANG, HOME: home, XDG_CONFIG_HOME: home, TMPDIR: folder })
  const file = join(folder, 'answers.yaml')
  writeFileSync(file, answers)
  for (let count = 0; count < 50; count++)
    execFileSync(node, [program, 'start', '--answers', file, '--at', '2026-11-19T10:30'], {
      cwd: homes.full,
      env: envFor(homes.full),
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  return { folder, homes, envFor, bundled: await bundleHello(folder) }
}
