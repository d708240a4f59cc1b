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

  /** `message` says what is wrong and where; `hint` what to do next. Both one or two sentences. */
  constructor(message: string, hint: string, exitCode: Failure = 2) {
    super(message)
    this.name = 'UserError'
    this.hint = hint
    this.exitCode = exitCode
  }
}
