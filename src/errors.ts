/**
 * The one exception that is not a bug: something the person can mend. `cli.ts` catches it
 * last; on the way, only what turns it into something to show. Anything else that is thrown is a bug.
 */

/** 1: it looked and something is wrong. 2: it could not do the job. */
export type Failure = 1 | 2

export class UserError extends Error {
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
