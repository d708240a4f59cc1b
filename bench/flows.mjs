// Checking flows and walking all their routes, beside the `yaml` package alone on the same texts; and whether a flow twice
// as long takes twice as long. All in this process, in turn, without disk or terminal.
import { bigFlow } from './big-flow.mjs'
import { clear } from './clear.mjs'
import { line, median, ratioOf } from './figures.mjs'
import { measureFlowsMemory } from './flows-memory.mjs'
import { inTurnComputing } from './in-turn.mjs'
import { bundleParts, exportsOf } from './parts.mjs'
import { bodies, shipped } from './shipped-flows.mjs'

const made = (scenarios, rungs) => ({ id: 'bench', files: bigFlow(scenarios, rungs) })

const check = (parts, { id, files }) => {
  const loaded = parts.loadPolicy({ id, folder: id, files, bodies, sha256: '0'.repeat(64) })
  if (loaded.kind !== 'ok') throw new Error(JSON.stringify(loaded.findings.slice(0, 3), undefined, 2))
  return loaded.policy
}

/** All that a flow's author waits for: every finding, and every route. */
const checkAndWalk = (parts, flow) => parts.enumerateRoutes(check(parts, flow))

const parseAlone = (parts, { files }) => {
  for (const text of files.values()) parts.parse(text)
}

const milliseconds = (times) => median(times) / 1000

const besideYaml = (parts, rounds) => {
  const all = shipped()
  const alone = () => {
    for (const flow of all) parseAlone(parts, flow)
    parts.parse(bodies)
  }
  const measured = (what, act, limit) => {
    const times = inTurnComputing(() => all.forEach(act), alone, rounds, clear)
    return line({
      what: `${what} of ${all.length} flows`,
      figure: milliseconds(times.ours),
      unit: 'ms',
      reference: `parse of yaml, ${milliseconds(times.theirs).toFixed(1)} ms`,
      ratio: ratioOf(times.ours, times.theirs),
      limit,
    })
  }
  const policies = all.map((flow) => check(parts, flow))
  return [
    measured('lint and routes', (flow) => checkAndWalk(parts, flow), 3),
    measured('  of these: lint', (flow) => check(parts, flow)),
    measured('  of these: routes', (_, i) => parts.enumerateRoutes(policies[i])),
  ]
}

const twiceAsLong = (parts, what, short, long, rounds) => {
  const times = inTurnComputing(
    () => checkAndWalk(parts, long),
    () => checkAndWalk(parts, short),
    rounds,
    clear,
  )
  return line({
    what,
    figure: milliseconds(times.ours),
    unit: 'ms',
    reference: `1,000 rungs, ${milliseconds(times.theirs).toFixed(1)} ms`,
    ratio: ratioOf(times.ours, times.theirs),
    limit: 2.2,
  })
}

/** Lines of the table. `folder`: for the bundle. */
export const measureFlows = async (folder, rounds = 24) => {
  const { outfile, parts } = await bundleParts(
    folder,
    `${exportsOf(['flow/load', 'proof/routes'])}\nexport { parse } from 'yaml'`,
  )
  const few = rounds >> 1
  return [
    ...besideYaml(parts, rounds),
    twiceAsLong(parts, '2,000 rungs, one ladder', made(1, 1000), made(1, 2000), few),
    twiceAsLong(parts, '2,000 rungs, 40 ladders of 50', made(20, 50), made(40, 50), few),
    ...measureFlowsMemory(outfile),
  ]
}
