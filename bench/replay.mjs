// A record of 10,000 entries replayed by the built program: its first page, beside `node -e 0` of the same run; and one step
// forth or back, in a pseudo-terminal, from the key to the new page. Inquirer's `select` is pressed in turn: what a busy machine
// adds is in both.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { line, median, percentile, ratioOf } from './figures.mjs'
import { open } from './pty.mjs'
import { makeCasebook } from './records.mjs'
import { program } from './set-up.mjs'

const [right, left, down, end] = ['\x1b[C', '\x1b[D', '\x1b[B', '\x1b[F']

const press = (session, key) =>
  new Promise((resolve) => {
    const began = performance.now()
    session.onNext(() => resolve(performance.now() - began))
    session.send(key)
  })

// What else belongs to the page has been drawn, and the next key is no burst.
const settle = () => new Promise((resolve) => setTimeout(resolve, 15))

/** Until a text is on the screen. */
const shows = (begin, text) => async () => {
  const session = begin()
  const time = await session.until(text)
  await session.kill()
  return time
}

const firstPages = async (begin, bare, rounds) => {
  const once = {
    page: shows(begin, 'entry 1, fact 1'),
    verdict: shows(begin, 'follows the policy'),
    node: () => bare().end(),
  }
  const names = Object.keys(once)
  const times = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = -1; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const time = await once[name]()
      if (round >= 0) times[name].push(time)
    }
  return times
}

/** Steps on the first pages, in the middle and at the end: back and forth, and on. */
const steps = async (session, select, presses) => {
  const times = { ours: [], theirs: [] }
  await Promise.all([session.until('follows the policy'), select.until('Which one?')])
  for (const jump of [undefined, end]) {
    if (jump !== undefined) await press(session, jump)
    await new Promise((resolve) => setTimeout(resolve, 500))
    for (let i = 0; i < presses / 2; i++) {
      const forth = jump === undefined ? i % 3 !== 2 : i % 3 === 2
      times.ours.push(await press(session, forth ? right : left))
      await settle()
      times.theirs.push(await press(select, down))
      await settle()
    }
  }
  return { ours: times.ours.slice(10), theirs: times.theirs.slice(10) }
}

/** Once to its end, so that what is kept between starts is there. */
const warm = async (session) => {
  await session.until('follows the policy')
  session.send('q')
  await session.end()
}

/** Lines of the table. */
export const measureReplay = async (node, { homes, envFor, folder, bundled }, rounds = 21, presses = 500) => {
  const casebook = await makeCasebook(join(folder, 'long'), { count: 1, entries: 10_000, seed: 7 })
  const [name] = readdirSync(join(casebook, 'records')).filter((one) => one.endsWith('.md'))
  const home = homes.empty
  const begin = () =>
    open({
      node,
      args: [program, 'replay', join(casebook, 'records', name)],
      folder: home,
      env: envFor(home),
    })
  await warm(begin())
  const first = await firstPages(
    begin,
    () => open({ node, args: ['-e', '0'], folder: home, env: envFor(home) }),
    rounds,
  )
  const session = begin()
  const select = open({ node, args: [bundled], folder: home, env: envFor(home) })
  const stepped = await steps(session, select, presses)
  await Promise.all([session.kill(), select.kill()])
  const besideNode = (name, what, limit) =>
    line({
      what,
      figure: median(first[name]),
      unit: 'ms',
      reference: `node -e 0, ${median(first.node).toFixed(1)} ms`,
      ratio: ratioOf(first[name], first.node),
      limit,
    })
  return [
    besideNode('page', 'replay, 10,000 entries, first page', 8),
    besideNode('verdict', '  all of it checked'),
    line({
      what: '  a step',
      figure: median(stepped.ours),
      unit: 'ms',
      reference: `select, ${median(stepped.theirs).toFixed(2)} ms`,
      ratio: ratioOf(stepped.ours, stepped.theirs),
    }),
    line({
      what: '  a step, p99',
      figure: percentile(stepped.ours, 0.99),
      unit: 'ms',
      reference: `select: ${percentile(stepped.theirs, 0.99).toFixed(2)} ms`,
      limit: 16,
    }),
  ]
}
