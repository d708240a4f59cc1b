/** A process that registers the entries of a record of its own, one after the other; see registering-race.test.ts. */

import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { Ports } from '../../src/ports.ts'
import type { RecordState } from '../../src/register/standing.ts'
import { newRegistrar } from '../../src/sitting/register-end.ts'
import { registerRecord } from '../../src/sitting/registering.ts'
import { nodeDisk } from '../../src/storage/node-disk.ts'
import { keys, sealOf, signAs } from '../register/sample.ts'

const [, , casebook = '', id = '', entries = ''] = process.argv
const [key = ''] = keys

const ports = {
  clock: { now: () => '2026-11-19T10:31:05+00:00', instant: Date.now, given: false },
  disk: nodeDisk(),
  env: {},
  host: hostname(),
  process: process.pid,
  random: randomBytes,
} as unknown as Ports

const registrar = newRegistrar(ports, casebook, { mark: 'K7', key, sign: signAs(key) }, () => {})

const stateOf = (n: number): RecordState => ({
  id,
  opened: sealOf(id, 0),
  n,
  seal: sealOf(id, n),
  closed: false,
})

/** The entries that were registered when they were sealed; others lag, and the last is registered at the latest. */
const registered: number[] = []
for (let n = 1; n <= Number(entries); n++)
  if (registerRecord(registrar, stateOf(n)).kind === 'registered') registered.push(n)
const deadline = Date.now() + 20_000
while (registerRecord(registrar, stateOf(Number(entries))).kind !== 'registered' && Date.now() < deadline);
process.send?.(registered)
