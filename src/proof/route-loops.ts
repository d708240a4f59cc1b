/**
 * Ways that lead round: the rungs that a case can come to again and again, and whether it can always get out. Also the
 * longest route that comes to no rung twice. All of it in time that grows with the flow, not with its routes.
 */

/** For each number the numbers that it leads to. */
export type Arrows = readonly (readonly number[])[]

/**
 * The groups of numbers that lead to one another (strongly connected components, after Tarjan), those that lead to no
 * other group first. Without recursion: a ladder of any length fits.
 */
export const groupsOf = (arrows: Arrows): readonly (readonly number[])[] => {
  const groups: number[][] = []
  const seen = new Int32Array(arrows.length).fill(-1)
  const low = new Int32Array(arrows.length)
  const done = new Uint8Array(arrows.length)
  const open: number[] = []
  let count = 0
  const enter = (at: number): { at: number; next: number } => {
    seen[at] = low[at] = count++
    open.push(at)
    return { at, next: 0 }
  }
  const leave = (at: number): void => {
    if (low[at] !== seen[at]) return
    const group: number[] = []
    for (let member = -1; member !== at; ) {
      member = open.pop() ?? at
      done[member] = 1
      group.push(member)
    }
    groups.push(group.reverse())
  }
  for (let root = 0; root < arrows.length; root++) {
    if (seen[root] !== -1) continue
    const stack = [enter(root)]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { at } = top
      const to = arrows[at]?.[top.next++]
      if (to === undefined) {
        stack.pop()
        leave(at)
        const above = stack.at(-1)
        if (above !== undefined) low[above.at] = Math.min(low[above.at] ?? 0, low[at] ?? 0)
      } else if (seen[to] === -1) stack.push(enter(to))
      else if (done[to] === 0) low[at] = Math.min(low[at] ?? 0, seen[to] ?? 0)
    }
  }
  return groups
}

/** Whether the members of a group can come round at all. */
export const isRound = (arrows: Arrows, group: readonly number[]): boolean =>
  group.length > 1 || (group[0] !== undefined && arrows[group[0]]?.includes(group[0]) === true)

/** The circles in which each leads to exactly one other; `up[i]` below 0 leads out. */
export const circlesOf = (up: readonly number[]): readonly (readonly number[])[] => {
  const circles: number[][] = []
  const mark = new Int32Array(up.length)
  for (let start = 0; start < up.length; start++) {
    const trail: number[] = []
    let at = start
    for (; at >= 0 && mark[at] === 0; at = up[at] ?? -1) {
      mark[at] = start + 1
      trail.push(at)
    }
    if (at >= 0 && mark[at] === start + 1) circles.push(trail.slice(trail.indexOf(at)))
  }
  return circles
}

/** From which of these numbers one of `goals` can be reached. */
export const canReach = (arrows: Arrows, goals: readonly number[]): Uint8Array => {
  const back: number[][] = arrows.map(() => [])
  for (const [from, list] of arrows.entries()) for (const to of list) back[to]?.push(from)
  const found = new Uint8Array(arrows.length)
  const open = [...goals]
  for (const goal of goals) found[goal] = 1
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const from of back[at] ?? [])
      if (found[from] === 0) {
        found[from] = 1
        open.push(from)
      }
  return found
}

export interface Longest {
  /** How many rungs; of each start. Elsewhere 0. */
  readonly rungs: Int32Array
  /** False: there may be a longer one; looking further would take too long. */
  readonly exact: boolean
}

interface Search {
  readonly arrows: Arrows
  /** Several numbers can stand for one rung, at which a route may come by only once. */
  readonly rungOf: (at: number) => number
  /** Which group a number is in. */
  readonly groupOf: Int32Array
  /** What is known of numbers in groups that were searched before. */
  readonly known: Int32Array
  left: number
  exact: boolean
}

/** The longest way from `start` through its group and out of it, by trying; `bound` ends the search when it is reached. */
const tryAll = (search: Search, start: number, bound: number): number => {
  const { arrows, rungOf, groupOf, known } = search
  const used = new Set([rungOf(start)])
  const trail = [{ at: start, next: 0 }]
  let best = 1
  for (let top = trail.at(-1); top !== undefined && best < bound; top = trail.at(-1)) {
    if (search.left-- <= 0) {
      search.exact = false
      break
    }
    const to = arrows[top.at]?.[top.next++]
    if (to === undefined) {
      trail.pop()
      used.delete(rungOf(top.at))
    } else if (groupOf[to] !== groupOf[start]) best = Math.max(best, trail.length + (known[to] ?? 0))
    else if (!used.has(rungOf(to))) {
      used.add(rungOf(to))
      trail.push({ at: to, next: 0 })
      best = Math.max(best, trail.length)
    }
  }
  return best
}

/**
 * The longest route from each of `starts` that comes to no rung twice. `groups`: of the rungs, those that lead nowhere
 * first. Where many rungs lead to one another every order of them would have to be tried: then the search is cut.
 */
export const longestFrom = (
  arrows: Arrows,
  rungOf: (at: number) => number,
  groups: readonly (readonly number[])[],
  starts: readonly number[],
): Longest => {
  const groupOfRung = new Map(groups.flatMap((group, i) => group.map((rung) => [rung, i] as const)))
  const groupOf = Int32Array.from(arrows, (_, at) => groupOfRung.get(rungOf(at)) ?? -1)
  const members: number[][] = groups.map(() => [])
  const entered = new Uint8Array(arrows.length)
  for (const start of starts) entered[start] = 1
  for (const [from, list] of arrows.entries()) {
    members[groupOf[from] ?? -1]?.push(from)
    for (const to of list) if (groupOf[from] !== groupOf[to]) entered[to] = 1
  }
  const search: Search = {
    arrows,
    rungOf,
    groupOf,
    known: new Int32Array(arrows.length),
    left: 20_000 + 40 * arrows.length,
    exact: true,
  }
  for (const [i, group] of groups.entries()) {
    const inside = members[i] ?? []
    const out = inside.reduce(
      (most, at) =>
        (arrows[at] ?? []).reduce(
          (so, to) => (groupOf[to] === i ? so : Math.max(so, search.known[to] ?? 0)),
          most,
        ),
      0,
    )
    for (const at of inside) if (entered[at] === 1) search.known[at] = tryAll(search, at, group.length + out)
  }
  return { rungs: search.known, exact: search.exact }
}
