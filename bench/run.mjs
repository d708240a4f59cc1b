// All benches: `npm run bench`. Prints the machine and a table; exits 1 where a limit is exceeded. Every figure stands
// beside a reference measured in the same run, so that ratios can be compared between machines; times cannot.
// `npm run bench -- WORD` runs only first-prompt, keys, save, memory, flows, engine, verify, report, draft or replay.
import { execFileSync } from 'node:child_process'
import { cpus, release } from 'node:os'
import { measureDraft } from './draft.mjs'
import { measureEngine } from './engine.mjs'
import { measureFirstPrompt } from './first-prompt.mjs'
import { measureFlows } from './flows.mjs'
import { measureKeys } from './keys.mjs'
import { measureMemory } from './memory.mjs'
import { measureReplay } from './replay.mjs'
import { measureReport } from './report.mjs'
import { measureSave } from './save.mjs'
import { newFolder, node24, setUp } from './set-up.mjs'
import { measureVerify } from './verify.mjs'

const node = node24()
let made
const place = async () => {
  made ??= await setUp(node)
  return made
}
const benches = {
  'first-prompt': async () => measureFirstPrompt(node, await place()),
  keys: async () => measureKeys(node, await place()),
  save: () => measureSave(newFolder()),
  memory: async () => measureMemory(node, await place()),
  flows: () => measureFlows(newFolder()),
  engine: () => measureEngine(newFolder()),
  verify: () => measureVerify(node, newFolder()),
  report: () => measureReport(node, newFolder()),
  draft: () => measureDraft(node, newFolder()),
  replay: async () => measureReplay(node, await place()),
}

const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !(name in benches))
if (unknown !== undefined)
  throw new Error(`there is no bench "${unknown}": ${Object.keys(benches).join(', ')}`)

const [cpu] = cpus()
const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
process.stdout.write(
  `${cpu?.model ?? 'unknown processor'}, ${cpus().length} cores, ${process.platform} ${release()}\n` +
    `Programs on Node ${version}; saving, flows, the engine and parts of verify on Node ${process.version}\n`,
)
const lines = []
for (const [name, measure] of Object.entries(benches))
  if (wanted.length === 0 || wanted.includes(name)) lines.push(...(await measure()))
console.table(lines)
if (lines.some(({ verdict }) => verdict === 'OVER')) {
  process.stdout.write('A limit is exceeded.\n')
  process.exitCode = 1
}
