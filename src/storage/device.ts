/**
 * The mark of this computer, `K7`, kept in the user's profile: chosen once, then only read. Its key is in device-key.ts.
 */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Disk } from './disk.ts'
import { explain } from './failure.ts'
import { type FindKept, keepOnce, readKept } from './kept-once.ts'
import { MARK, MARK_DIGITS, MARK_LETTERS } from './names.ts'

const FILE = 'device'

function allMarks(): readonly string[] {
  return Array.from(MARK_LETTERS).flatMap((letter) => Array.from(MARK_DIGITS, (digit) => letter + digit))
}

function choose(random: (bytes: number) => Uint8Array, taken: readonly string[]): string {
  const free = allMarks().filter((mark) => !taken.includes(mark))
  const [high = 0, low = 0] = random(2)
  const mark = free[(high * 256 + low) % Math.max(1, free.length)]
  if (mark !== undefined) return mark
  throw new UserError(
    'Every mark for a computer is taken in this casebook.',
    'Start a second casebook for further computers, with --casebook.',
  )
}

const firstMark: FindKept = (content) =>
  content
    .split('\n')
    .slice(0, -1)
    .find((line) => MARK.test(line))

function refuse(error: unknown, file: string): never {
  const { reason, hint } = explain(error, file)
  throw new UserError(
    `The mark of this computer cannot be kept. ${reason}.`,
    `${hint} XDG_CONFIG_HOME (on Windows LOCALAPPDATA) names the folder it is kept in.`,
  )
}

/**
 * The mark of this computer: as kept in `<profile>/device`, or else a new one that is not among `taken`. `random`
 * yields that many random bytes. Throws a `UserError` where it cannot be kept or read.
 */
export function deviceMark(
  disk: Disk,
  profile: string,
  random: (bytes: number) => Uint8Array,
  taken: readonly string[],
): string {
  const file = path.join(profile, FILE)
  try {
    const mark = readKept(disk, file, firstMark) ?? keepOnce(disk, file, choose(random, taken), firstMark)
    if (mark !== undefined) return mark
  } catch (error) {
    if (error instanceof UserError) throw error
    refuse(error, file)
  }
  throw new UserError(`What was kept came back as something else: ${file}`, 'Delete that file and try again.')
}
