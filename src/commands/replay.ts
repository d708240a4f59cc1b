/** `rungs replay`: steps through what happened in a record, decision by decision. Changes nothing. */
import { UserError } from '../errors.ts'
import { type Pace, play } from '../player/player.ts'
import { printedStory, scenesOf } from '../player/print.ts'
import { judgeShow, openShow, type Show } from '../player/show.ts'
import type { Ports } from '../ports.ts'
import { jsonText } from '../render/json.ts'
import { recordJson } from '../render/verify-json.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { lookAt } from '../sitting/looking.ts'
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

/** Up to so many facts are judged before anything is shown; of more the first page does not wait for it. */
const soonJudged = 3000

const inTerminal = async (ports: Ports, show: Show, pace: Pace | undefined): Promise<boolean> => {
  if (show.looked.facts.length <= soonJudged) judgeShow(show)
  const terminal = await ports.openTerminal(false)
  try {
    return (await play(show, terminal, pace)) === 'left'
  } finally {
    terminal.close()
  }
}

/** 0: nothing is wrong with the record; 1: something is; 130: given up. Throws a `UserError` where there is nothing to replay. */
export const replay = async (ports: Ports, options: ReplayOptions): Promise<number> => {
  const pace = paceOf(options)
  const paged = ports.interactive && !options.plain && !options.json
  if (pace !== undefined && !paged)
    throw new UserError('--auto plays in a terminal, page by page.', 'Without it the whole story is printed.')
  const casebook = await openCasebook(ports, options.casebook)
  const file = await findOneRecord(ports, options.record, options.casebook)
  const policy =
    options.policy === undefined
      ? undefined
      : (await (await import('../sitting/named-policy.ts')).findNamed(ports, options.policy, casebook.folder))
          .policy
  const { closures } = casebook.settings
  const looked = await lookAt(ports, { file, closures, ...(policy === undefined ? {} : { policy }) })
  const show = openShow(ports, looked, options.hideOutcome)
  if (paged) {
    if (!(await inTerminal(ports, show, pace))) return 130
  } else {
    judgeShow(show)
    if (options.json) ports.out(jsonText({ record: recordJson(show.verified), stops: scenesOf(show) }))
    else print(ports, show)
  }
  if (!show.judged) judgeShow(show)
  return isSound(show.verified) ? 0 : 1
}
