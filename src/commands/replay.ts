/** `rungs replay`: steps through what happened in a record, decision by decision. Changes nothing. */
import { UserError } from '../errors.ts'
import type { Policy } from '../flow/policy.ts'
import type { Pace } from '../player/pace.ts'
import { play } from '../player/player.ts'
import { printedStory, scenesOf } from '../player/print.ts'
import { beginningOf, type Show, showOf } from '../player/show.ts'
import type { Ports } from '../ports.ts'
import { jsonText } from '../render/json.ts'
import { recordJson } from '../render/verify-json.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { glanceAtBeginning, type Looking, lookAt } from '../sitting/looking.ts'
import { findOneRecord } from '../sitting/record-paths.ts'
import { plainLines } from '../terminal/plain-text.ts'
import { isSound } from '../verify/verified.ts'

export interface ReplayOptions {
  /** The path of a record or of a copy, or the number of a case. */
  readonly record: string
  readonly plain: boolean
  readonly json: boolean
  readonly auto: boolean
  readonly hideOutcome: boolean
  readonly speed?: string
  readonly maxPause?: string
  /** The policy of the record, where it is not to be found beside it. */
  readonly policy?: string
  readonly casebook?: string
}

const numberOf = (flag: string, typed: string | undefined, usual: number, least: number): number => {
  if (typed === undefined) return usual
  const value = /^\d{1,6}(?:\.\d{1,3})?$/.test(typed) ? Number(typed) : Number.NaN
  if (value >= least && value <= 100_000) return value
  throw new UserError(
    `${flag} takes a number, and not "${typed.slice(0, 40)}".`,
    flag === '--speed' ? 'Twice as fast as it happened: --speed 2' : 'At most five seconds: --max-pause 5',
  )
}

/** Longer than it takes to read what is new on a page; nobody waits for days. */
const usualPause = 4

const paceOf = ({ auto, speed, maxPause }: ReplayOptions): Pace | undefined => {
  const pace = {
    speed: numberOf('--speed', speed, 1, 0.001),
    maxPause: numberOf('--max-pause', maxPause, usualPause, 0),
  }
  if (!auto && (speed ?? maxPause) !== undefined)
    throw new UserError('--speed and --max-pause are for playing.', 'Give --auto with them.')
  return auto ? pace : undefined
}

const print = (ports: Ports, show: Show): void => {
  const width = Math.min(ports.columns, 100)
  for (const lines of printedStory(show)) ports.out(plainLines(lines, width))
}

const isWhole = ({ verified }: Show): boolean => typeof verified === 'object' && isSound(verified)

const inTerminal = async (
  ports: Ports,
  looking: Looking,
  hide: boolean,
  pace: Pace | undefined,
): Promise<number> => {
  const check = async (): Promise<Show> => showOf(ports, await lookAt(ports, looking), hide)
  const glanced = looking.policy === undefined ? await glanceAtBeginning(ports, looking) : undefined
  const show = glanced === undefined ? await check() : beginningOf(ports, glanced, hide)
  const terminal = await ports.openTerminal(false)
  try {
    const played = await play(show, terminal, check, pace)
    return played.ended === 'interrupted' ? 130 : isWhole(played.show) ? 0 : 1
  } finally {
    terminal.close()
  }
}

const inPrint = async (ports: Ports, looking: Looking, json: boolean): Promise<number> => {
  const show = showOf(ports, await lookAt(ports, looking), false)
  if (json && typeof show.verified === 'object')
    ports.out(jsonText({ record: recordJson(show.verified), stops: scenesOf(show) }))
  else print(ports, show)
  return isWhole(show) ? 0 : 1
}

const policyOf = async (ports: Ports, named: string, casebook: string): Promise<Policy> => {
  const { findNamed } = await import('../sitting/named-policy.ts')
  return (await findNamed(ports, named, casebook)).policy
}

/** 0: nothing is wrong with the record; 1: something is; 130: given up. Throws a `UserError` where there is nothing to replay. */
export const replay = async (ports: Ports, options: ReplayOptions): Promise<number> => {
  const pace = paceOf(options)
  const isPaged = ports.interactive && !options.plain && !options.json
  if (pace !== undefined && !isPaged)
    throw new UserError('--auto plays in a terminal, page by page.', 'Without it the whole story is printed.')
  // Printed at once, each stop would be told of by the questions after it.
  if (options.hideOutcome && !isPaged)
    throw new UserError(
      '--hide-outcome keeps answers back in a terminal, page by page.',
      'Leave it out, and the story is told with its answers.',
    )
  const casebook = await openCasebook(ports, options.casebook)
  const looking: Looking = {
    file: await findOneRecord(ports, options.record, options.casebook),
    closures: casebook.settings.closures,
    ...(options.policy === undefined
      ? {}
      : { policy: await policyOf(ports, options.policy, casebook.folder) }),
  }
  return isPaged
    ? inTerminal(ports, looking, options.hideOutcome, pace)
    : inPrint(ports, looking, options.json)
}
