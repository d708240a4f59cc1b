// Steps of the engine per second, beside XState's pure `transition` on the same ladder. A step is one answered question:
// with us `decide` and an `evolve` for each fact that follows; there one `transition`. Both check the answer, keep every
// answer in a log, and go up at each refusal; ladder.mjs says how the machine is made. What it takes to begin a walk (our
// two commands that open a case, their `initialTransition`) is in the time and is no step. Processor
// time, in several processes, since each compiles the same code in its own way.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { line, median } from './figures.mjs'
import { bundleParts, exportsOf } from './parts.mjs'

const files = ['flow/load', 'calendar/load', 'case/case', 'case/decide', 'case/evolve', 'case/next']
const contents = `${exportsOf(files)}
export { assign, initialTransition, setup, transition } from 'xstate'`

/** Lines of the table. `folder`: for the bundle. */
export const measureEngine = async (folder, processes = 5) => {
  const { outfile } = await bundleParts(folder, contents)
  const walk = join(import.meta.dirname, 'engine-walk.mjs')
  const all = Array.from({ length: processes }, () =>
    JSON.parse(execFileSync(process.execPath, [walk, outfile], { encoding: 'utf8' })),
  )
  const thousands = (name) => median(all.map((one) => one[name])) / 1000
  return [
    line({
      what: `decide and evolve, ${all[0].steps} steps`,
      figure: thousands('ours'),
      unit: 'thousand/s',
      reference: `transition of XState, ${thousands('theirs').toFixed(1)} thousand/s`,
      ratio: median(all.map(({ ratio }) => ratio)),
      least: 1,
      aim: 4,
    }),
  ]
}
