// Two things timed in turn, the one first in one round and the other in the next, so that a machine's better and worse
// minutes fall on both.

const onWall = (act) => {
  const begin = process.hrtime.bigint()
  act()
  return Number(process.hrtime.bigint() - begin) / 1000
}

/** What the processor worked for us, threads that compile and collect garbage included. */
const onProcessor = (act) => {
  const begin = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(begin)
  return user + system
}

const timed = (ours, theirs, rounds, measure, before) => {
  const times = { ours: [], theirs: [] }
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? ['ours', 'theirs'] : ['theirs', 'ours']
    for (const name of order) {
      before()
      times[name].push(measure(name === 'ours' ? ours : theirs))
    }
  }
  return { ours: times.ours.slice(rounds >> 2), theirs: times.theirs.slice(rounds >> 2) }
}

/** Times of both in microseconds, of what waits for a disk. The first quarter of the rounds warms up and is thrown away. */
export const inTurn = (ours, theirs, rounds) => timed(ours, theirs, rounds, onWall, () => {})

/**
 * The same of what only computes: processor time, since the wall clock also measures whoever shares the machine.
 * `before`: what is done, untimed, before each, to clear the other's garbage away.
 */
export const inTurnComputing = (ours, theirs, rounds, before) =>
  timed(ours, theirs, rounds, onProcessor, before)
