/**
 * The highest number that the register of this computer has opened in a year. A record that was destroyed or handed over keeps
 * its number: two cases under one would be two versions of a record for whoever checks them. Reads only.
 */
import type { Ports } from '../ports.ts'
import { isSystemError } from '../storage/failure.ts'
import { parseRecordId } from '../storage/names.ts'
import { searchBack } from '../storage/register-file.ts'
import { registerPath } from '../storage/registers.ts'
import { trainingMark } from '../training-mark.ts'

/** Numbers are taken in their order, but a crash may have kept some from being opened until later. */
const enough = 64

const sizeOf = (ports: Ports, path: string): number => {
  try {
    const found = ports.disk.stat(path)
    return found?.plain === true ? found.size : 0
  } catch (error) {
    if (!isSystemError(error)) throw error
    return 0
  }
}

/** 0 where nothing was opened, or the register cannot be read: a new case never waits for that. What is wrong with it does not matter here. */
export const lastRegistered = (ports: Ports, casebook: string, mark: string, year: number): number => {
  if (mark === trainingMark) return 0
  const path = registerPath(casebook, mark)
  const size = sizeOf(ports, path)
  if (size === 0) return 0
  const numbers: number[] = []
  searchBack(ports.disk, path, size, ` Opened: ${mark}-${year}-`, (line) => {
    const [, id = ''] = / Opened: ([^,]+),/.exec(line) ?? []
    const number = parseRecordId(id)?.number
    if (number !== undefined) numbers.push(number)
    return numbers.length === enough
  })
  return Math.max(0, ...numbers)
}
