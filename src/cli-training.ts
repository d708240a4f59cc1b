/** What `rungs train` does. The build makes a bundle of its own of what is behind it: nobody on the phone waits for that. */
import type { Action } from './cli.ts'
import { UserError } from './errors.ts'
import { type Flags, given, oneOf, textOf } from './flags.ts'
import { pushes } from './flow/words/closed-lists.ts'
import type { Way } from './rehearsal/menu.ts'

const ways = ['walk', 'demonstrate', 'quiz', 'hands'] as const satisfies readonly Way[]

const wayOf = (flags: Flags): { readonly way?: Way } => {
  const asked = ways.filter((one) => flags[one] === true)
  // A show of hands is a way to answer a quiz.
  const named = asked.filter((one) => one !== 'quiz' || !asked.includes('hands'))
  if (named.length > 1)
    throw new UserError(
      `--${named[0]} and --${named[1]} are two ways to go through a case.`,
      'Give one of them.',
    )
  return named[0] === undefined ? {} : { way: named[0] }
}

const speedOf = (flags: Flags): number => {
  const typed = textOf(flags, 'speed')
  if (typed === undefined) return 1
  const speed = /^\d{1,3}(?:\.\d{1,3})?$/.test(typed) ? Number(typed) : 0
  if (speed >= 0.1 && speed <= 100) return speed
  throw new UserError(
    `--speed takes a number from 0.1 to 100, and not "${typed.slice(0, 40)}".`,
    'Twice as fast as reading aloud: --speed 2',
  )
}

/** The flag that belongs to a case that is gone through. */
const wayFlag = (flags: Flags): string | undefined =>
  [...ways, 'push', 'speed'].find((one) => flags[one] !== undefined && flags[one] !== false)

/** A page for the wall is printed, and nothing is gone through or made. */
const refuseBesidePage = (flags: Flags): void => {
  const flag = wayFlag(flags) ?? (flags['from'] === undefined ? undefined : 'from')
  if (flag === undefined) return
  throw new UserError(`--handout and --notes make a page, and --${flag} does not.`, 'Give one of them.')
}

/** What belongs to a case that is gone through, and not to one that is made. */
const refuseWay = (flags: Flags, name: string | undefined): void => {
  const flag = wayFlag(flags)
  if (name === undefined && flag === undefined) return
  throw new UserError(
    `--from makes a made-up case, and ${name === undefined ? `--${flag}` : `"${name}"`} goes through one.`,
    'Make it first: rungs train --from RECORD --out FILE.yaml; then: rungs train FILE.yaml',
  )
}

export const trainingActions = {
  train: async ({ ports, flags, plain }, [name]) => {
    if (flags['handout'] === true || flags['notes'] === true) {
      refuseBesidePage(flags)
      return (await import('./commands/handout.ts')).handout(ports, {
        notes: flags['notes'] === true,
        format: oneOf(flags, 'format', ['md', 'html']),
        ...(name === undefined ? given(flags, 'policy') : { policy: name }),
        ...given(flags, 'out'),
        ...given(flags, 'casebook'),
      })
    }
    const from = textOf(flags, 'from')
    if (from !== undefined) {
      refuseWay(flags, name)
      const { trainFrom } = await import('./commands/train-from.ts')
      return trainFrom(ports, {
        from,
        ...given(flags, 'out'),
        ...given(flags, 'policy'),
        ...given(flags, 'casebook'),
      })
    }
    const way = wayOf(flags)
    const speed = speedOf(flags)
    return (await import('./commands/train.ts')).train(ports, {
      plain,
      speed,
      ...way,
      push: textOf(flags, 'push') === undefined ? 'firm' : oneOf(flags, 'push', pushes),
      ...(name === undefined ? {} : { case: name }),
      ...given(flags, 'policy'),
      ...given(flags, 'out'),
      ...given(flags, 'casebook'),
    })
  },
} satisfies Record<string, Action>

export type TrainingVerb = keyof typeof trainingActions
