// From a key press to the screen's update: the home screen, beside Inquirer's `select` with the same rows, both open at
// once and pressed in turn. The pseudo-terminal's own way there and back is in both figures.
import { line, median, percentile, ratioOf } from './figures.mjs'
import { open } from './pty.mjs'
import { program } from './set-up.mjs'

const down = '\x1b[B'
const rows = [
  'Start: they said no, or nothing happens',
  ...[50, 49, 48, 47, 46, 45].map(
    (n) => `Go on: A1-2026-00${n}  Greenvale · Ask to speak to a Team Leader  Fri 20 Nov`,
  ),
  'Contacts',
  'Leave',
]

const press = (session) =>
  new Promise((resolve) => {
    const began = performance.now()
    session.onNext(() => resolve(performance.now() - began))
    session.send(down)
  })

// What else belongs to the update has been drawn, and the next key is no burst.
const settle = () => new Promise((resolve) => setTimeout(resolve, 15))

/** Lines of the table. */
export const measureKeys = async (node, { homes, envFor, bundled }, presses = 400) => {
  const start = (args, home) => open({ node, args, folder: home, env: envFor(home) })
  const ours = start([program], homes.full)
  const theirs = start([bundled, ...rows], homes.empty)
  await Promise.all([ours.until('What do you want to do?'), theirs.until('Which one?')])
  await settle()
  const times = { ours: [], theirs: [] }
  for (let round = -20; round < presses; round++)
    for (const [name, session] of round % 2 === 0
      ? [
          ['ours', ours],
          ['theirs', theirs],
        ]
      : [
          ['theirs', theirs],
          ['ours', ours],
        ]) {
      const time = await press(session)
      if (round >= 0) times[name].push(time)
      await settle()
    }
  await Promise.all([ours.kill(), theirs.kill()])
  return [
    line({
      what: 'key to screen',
      figure: median(times.ours),
      unit: 'ms',
      reference: `select, the same rows, ${median(times.theirs).toFixed(2)} ms`,
      ratio: ratioOf(times.ours, times.theirs),
      limit: 1,
    }),
    line({
      what: 'key to screen, p99',
      figure: percentile(times.ours, 0.99),
      unit: 'ms',
      reference: `select: ${percentile(times.theirs, 0.99).toFixed(2)} ms`,
      limit: 16,
    }),
  ]
}
