/**
 * What the system's error codes mean, in words for the person in front of the screen: what is wrong, and what to
 * do next. Does not decide what the program does about it.
 */

export interface Failure {
  /** One sentence: what is wrong, with the path. */
  readonly reason: string
  /** One or two sentences: what to do next. */
  readonly hint: string
  /** The system's code, `ENOSPC`; empty where there was none. */
  readonly code: string
}

const ELSEWHERE = 'or choose another folder'

const SENTENCES: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ENOSPC: ['The disk is full', `Free some space and try again, ${ELSEWHERE}.`],
  EDQUOT: [
    'Your share of the disk is used up',
    `Delete what you no longer need and try again, ${ELSEWHERE}.`,
  ],
  EFBIG: ['The file has grown larger than the system allows', `Try again in another folder.`],
  EROFS: ['The disk can only be read, so it cannot be written', `Choose another folder.`],
  EACCES: ['You are not allowed to use it', `Ask for the right to read and write there, ${ELSEWHERE}.`],
  EPERM: ['The system does not permit using it', `Ask for the right to read and write there, ${ELSEWHERE}.`],
  EIO: [
    'The disk reports an error',
    `Try again. If it happens again, use another disk: this one may be failing.`,
  ],
  EMFILE: ['Too many files are open', `Close other programs and try again.`],
  ENFILE: ['Too many files are open', `Close other programs and try again.`],
  EBUSY: [
    'Another program is using the file',
    `Close it there (a scanner or a sync program may hold it) and try again.`,
  ],
  ENOENT: [
    'The file or its folder is not there',
    `Check that the disk or network folder is connected, ${ELSEWHERE}.`,
  ],
  ENOTDIR: ['A part of the path is a file, not a folder', `Choose another folder.`],
  EISDIR: ['It is a folder, not a file', `Move the folder away, ${ELSEWHERE}.`],
  ELOOP: ['The path leads round in a circle', `Choose another folder.`],
  ENAMETOOLONG: ['The path is too long', `Choose a folder with a shorter path.`],
  ESTALE: [
    'The network folder has lost the file',
    `Connect the network folder again and try again, ${ELSEWHERE}.`,
  ],
  ETIMEDOUT: [
    'The network folder does not answer',
    `Connect the network folder again and try again, ${ELSEWHERE}.`,
  ],
}

/** The system's code of anything thrown; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Whether this was thrown by the system, not by a bug. */
export function isSystemError(error: unknown): boolean {
  return /^E[A-Z0-9]+$/.test(codeOf(error))
}

/** Says in words what went wrong with the file at `path`. What is not a system's error is a bug and is thrown again. */
export function explain(error: unknown, path: string): Failure {
  const code = codeOf(error)
  if (!isSystemError(error)) throw error
  const [reason, hint] = SENTENCES[code] ?? ['The file cannot be used', `Try again, ${ELSEWHERE}.`]
  return { reason: `${reason} (${code}): ${path}`, hint, code }
}

/** An error as the system would give it, for what this program finds out by itself. */
export function systemError(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code })
}
