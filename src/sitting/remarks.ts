/** What is to be said of a sitting besides what was asked and answered: once, when it is over. Prints nothing. */

import type { Ports } from '../ports.ts'
import { isSystemError } from '../storage/failure.ts'
import { listRecords } from '../storage/records.ts'
import { registerPath } from '../storage/registers.ts'
import { trainingMark } from '../training-mark.ts'
import type { Sitting } from './sitting.ts'

const hasRegister = ({ disk }: Ports, casebook: string, mark: string): boolean => {
  try {
    return (disk.stat(registerPath(casebook, mark))?.size ?? 0) > 0
  } catch (error) {
    if (!isSystemError(error)) throw error
    return true
  }
}

/**
 * Whether the register of this computer has gone from a casebook in which it has records. `id`: of a record that has entries, where
 * it is known already; else the folder is looked into. Asked before anything is registered.
 */
export const isRegisterGone = (ports: Ports, casebook: string, mark: string, id?: string): boolean => {
  if (mark === trainingMark || hasRegister(ports, casebook, mark)) return false
  const ids = id === undefined ? listRecords(ports.disk, casebook).map((one) => one.id) : [id]
  return ids.some((one) => one.startsWith(`${mark}-`))
}

/** Sentences, one a line; none where all is as it should be. Asked when the sitting is over. */
export const remarksOn = ({ signer, unregistered, registerGone, reminder }: Sitting): readonly string[] => [
  ...(reminder?.kind === 'not-written'
    ? [`The reminder is NOT written: ${reminder.reason}. ${reminder.hint} The record lacks nothing.`]
    : []),
  ...(signer?.remark === undefined ? [] : [`${signer.remark}.`]),
  ...(unregistered !== undefined
    ? [
        `The register of this computer has no line for this yet. ${unregistered}. The record itself lacks nothing, and a later visit makes up for it.`,
      ]
    : registerGone === true
      ? [
          'The register of this computer was gone from this casebook, and has been begun again: if nobody removed it on purpose, keep the new one and look for the old one in a backup.',
        ]
      : []),
]

/** Where the key was locked to the end. */
export const unsignedRemark =
  'It is not signed: the key of this computer is locked. The next time that somebody signs covers it.'
