// How long a person waits for the first prompt, in a pseudo-terminal with a warm compile cache, beside `node -e 0` and
// beside a hello-world of Inquirer's `select`. All are taken in turn, round by round; ratios are within a round.
import { line, median, ratioOf } from './figures.mjs'
import { open } from './pty.mjs'
import { program, unbundled } from './set-up.mjs'

const contestants = ({ homes, bundled }) => ({
  node: { args: ['-e', '0'], home: homes.empty },
  start: { args: [program, 'start'], home: homes.empty, text: 'immediate danger?' },
  startFull: { args: [program, 'start'], home: homes.full, text: 'immediate danger?' },
  home: { args: [program], home: homes.full, text: 'What do you want to do?' },
  train: { args: [program, 'train'], home: homes.empty, text: 'Whose policy?' },
  rehearse: {
    args: [program, 'train', 'greenvale/a-first-no', '--walk'],
    home: homes.empty,
    text: 'Noor, in year 4',
  },
  bundled: { args: [bundled], home: homes.empty, text: 'Which one?' },
  unbundled: { args: [unbundled], home: homes.empty, text: 'Which one?' },
})

const once = async ({ args, home, text }, node, envFor) => {
  const session = open({ node, args, folder: home, env: envFor(home) })
  if (text === undefined) return session.end()
  const time = await session.until(text)
  await session.kill()
  return time
}

/** Once to its end, so that what is kept between starts is there. */
const warm = async ({ args, home, text }, node, envFor) => {
  if (text === undefined) return
  const session = open({ node, args, folder: home, env: envFor(home) })
  await session.until(text)
  await new Promise((resolve) => setTimeout(resolve, 500))
  session.send('\x03')
  await session.end()
}

/** Lines of the table. `rounds`: how often each is started. */
export const measureFirstPrompt = async (node, place, rounds = 41) => {
  const all = Object.entries(contestants(place))
  const times = Object.fromEntries(all.map(([name]) => [name, []]))
  for (const [, one] of all) await warm(one, node, place.envFor)
  for (let round = 0; round < rounds; round++) {
    const turn = round % all.length
    for (const [name, one] of [...all.slice(turn), ...all.slice(0, turn)])
      times[name].push(await once(one, node, place.envFor))
  }
  const against = (name, other, limit, what, reference) =>
    line({
      what,
      figure: median(times[name]),
      unit: 'ms',
      reference: `${reference}, ${median(times[other]).toFixed(1)} ms`,
      ratio: ratioOf(times[name], times[other]),
      limit,
    })
  const bare = 'node -e 0'
  const plain = 'select, not bundled'
  return [
    against('start', 'node', 2, 'rungs start, no cases', bare),
    against('startFull', 'node', 2, 'rungs start, 50 cases', bare),
    against('home', 'node', 2.5, 'rungs, 50 open cases', bare),
    against('train', 'node', 2, 'rungs train, the menu', bare),
    against('rehearse', 'node', 2.5, 'rungs train CASE --walk', bare),
    against('bundled', 'node', undefined, 'select alone, bundled the same', bare),
    against('unbundled', 'node', undefined, plain, bare),
    against('start', 'unbundled', 1, 'rungs start, no cases', plain),
    against('startFull', 'unbundled', 1, 'rungs start, 50 cases', plain),
    against('home', 'unbundled', 1, 'rungs, 50 open cases', plain),
  ]
}
