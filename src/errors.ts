/**
 * The one exception that is not a bug: something the person can mend. `cli.ts` catches it
 * last; on the way, only what turns it into something to show. Anything else that is thrown is a bug.
 */

/** 1: it looked and something is wrong. 2: it could not do the job. */
export type Failure = 1 | 2

/** The build makes several bundles, each with this class of its own: they know each other's errors by this. */
const brand = Symbol.for('rungs.UserError')

export class UserError extends Error {
  static override [Symbol.hasInstance](value: unknown): value is UserError {
    return typeof value === 'object' && value !== null && brand in value
  }

  readonly [brand] = true
  readonly hint: string
  readonly exitCode: Failure
  /** The lines of the message: a line end within one of them is part of a name. */
  readonly parts: readonly string[]

  /**
   * `message` says what is wrong and where; `hint` what to do next. Both one or two sentences on one line: a line end in them is
   * part of a name. `found`: what was found, on lines of their own.
   */
  constructor(message: string, hint: string, exitCode: Failure = 2, found: readonly string[] = []) {
    super([message, ...found].join('\n'))
    this.name = 'UserError'
    this.hint = hint
    this.exitCode = exitCode
    this.parts = [message, ...found.flatMap((one) => one.split('\n'))]
  }
}
