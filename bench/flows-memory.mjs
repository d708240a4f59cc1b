// How much memory one check of a flow takes at the most, beyond the modules themselves: in a new process each, all shipped
// flows with their routes, and what is hostile and just small enough to be looked at. `node flows-memory.mjs PARTS WHAT`
// is such a process; Linux only, since it reads VmHWM of /proc/self/status.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { line } from './figures.mjs'
import { bodies, shipped } from './shipped-flows.mjs'

const hostile = {
  keys: () => Array.from({ length: 110_000 }, (_, i) => `k${i}: 1`).join('\n'),
  list: () => `a:\n${'- b\n'.repeat(247_000)}`,
  pairs: () => `a: [${'{a: b},'.repeat(140_000)}]`,
}

const most = () => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024

const checkOnce = ([parts, what]) => {
  const { enumerateRoutes, loadPolicy } = createRequire(import.meta.url)(parts)
  const load = (id, files) => loadPolicy({ id, folder: id, files, bodies, sha256: '0'.repeat(64) })
  const flows = what === 'shipped' ? shipped() : []
  const text = hostile[what]?.()
  const before = most()
  for (const { id, files } of flows) enumerateRoutes(load(id, files).policy)
  if (text !== undefined && load('hostile', new Map([['policy.yaml', text]])).kind !== 'findings')
    throw new Error(`"${what}" should have been refused`)
  process.stdout.write(String(most() - before))
}

/** Lines of the table; none where there is no /proc. The limits are about twice what was measured first. */
export const measureFlowsMemory = (parts) => {
  if (process.platform !== 'linux') return []
  const growth = (what) =>
    Number(execFileSync(process.execPath, [import.meta.filename, parts, what], { encoding: 'utf8' }))
  const worst = Math.max(...Object.keys(hostile).map(growth))
  return [
    line({ what: 'memory of checking them', figure: growth('shipped'), unit: 'MB', limit: 80 }),
    line({ what: 'memory, 1 MB of hostile YAML', figure: worst, unit: 'MB', limit: 160 }),
  ]
}

if (process.argv[1] === import.meta.filename) checkOnce(process.argv.slice(2))
