// The most memory that was ever resident (VmHWM of /proc/PID/status; Linux only): at the first prompt, beside a Node that
// waits and does nothing, and over a whole walk.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { line, median } from './figures.mjs'
import { open } from './pty.mjs'
import { program } from './set-up.mjs'

const megabytes = (pid) =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(join('/proc', String(pid), 'status'), 'utf8'))?.[1]) / 1024

const pause = () => new Promise((resolve) => setTimeout(resolve, 300))

/** What is pressed at which question: refused on every rung, and closed unresolved. The first that is shown counts. */
const walk = [
  ['Is any child in immediate danger?', '2'],
  ['Which policy is yours?', '2'],
  ['What is the disagreement about?', '2'],
  ['Who are you?', 'A. Example\r'],
  ['further step. What now?', '4'],
  ['When did this happen?', '\r'],
  ['How did you speak or write?', '1'],
  ['Who was it?', 'B. Example\r'],
  ['What did they say?', 'The threshold is not met\r'],
  ['What reason did they give?', '\r'],
  ['Did they give a reference', '\r'],
  ['Which of these were done', '\r'],
  ['What happened?', '2'],
  ['believe', '1'],
  ['When will you look at this again?', 'tomorrow\r'],
  ['Which child or children?', 'A.B., year 4\r'],
  ['Which decision do you dispute', 'Referral not accepted\r'],
  ['When were you told', 'yesterday 16:00\r'],
  ['What is your concern?', 'Bruises\r'],
  ['What has the child said', '\r'],
  ['What do you want to happen?', 'An enquiry\r'],
  ['still outstanding', 'The referral\r'],
  ['owed feedback', '\r'],
  ['passed over', '2'],
  ['Close this case?', '1'],
]

const atPrompt = async (node, args, text, home, env) => {
  const session = open({ node, args, folder: home, env })
  if (text !== undefined) await session.until(text)
  await pause()
  const size = megabytes(session.pid)
  await session.kill()
  return size
}

const wholeWalk = async (node, home, env) => {
  const session = open({ node, args: [program, 'start', '--policy', 'greenvale'], folder: home, env })
  let most = 0
  // A walk that has come to ask in a circle is a fault of this script, not a figure.
  for (let turns = 0; turns < 300; turns++) {
    const found = await session.untilOne(walk.map(([shown]) => shown))
    if (found === undefined) return most
    most = Math.max(most, megabytes(session.pid))
    session.send(walk[found][1])
  }
  throw new Error('the walk does not come to its end')
}

/** Lines of the table; none where there is no /proc. */
export const measureMemory = async (node, { homes, envFor }, rounds = 7) => {
  if (process.platform !== 'linux') return []
  const env = envFor(homes.empty)
  const sizes = { bare: [], start: [] }
  for (let round = 0; round < rounds; round++) {
    sizes.bare.push(await atPrompt(node, ['-e', 'setTimeout(() => {}, 1e6)'], undefined, homes.empty, env))
    sizes.start.push(await atPrompt(node, [program, 'start'], 'immediate danger?', homes.empty, env))
  }
  return [
    line({
      what: 'memory at the first prompt',
      figure: median(sizes.start),
      unit: 'MB',
      reference: `node -e that waits, ${median(sizes.bare).toFixed(1)} MB`,
      ratio: median(sizes.start) / median(sizes.bare),
      limit: 1.6,
    }),
    line({
      what: 'memory over a whole walk',
      figure: await wholeWalk(node, homes.empty, env),
      unit: 'MB',
      limit: 120,
    }),
  ]
}
