/** The opposite of a history: one dishonest act, done with the same program and the same key. */

import { signSeal, unlock } from '../../src/record/device-key.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { appendFact, beginRecord, type Sign, type Step, sealEntry } from '../../src/record/writer.ts'
import { keptKey } from '../../src/sitting/signing.ts'
import type { Verified } from '../../src/verify/verified.ts'
import { type Computer, put, type World } from './world.ts'

export interface Act {
  readonly name: string
  /** Writes the file, and says how it was before; undefined where there is nothing that could be done. */
  readonly commit: (
    world: World,
    by: Computer,
    target: Verified,
    others: readonly Verified[],
  ) => (() => void) | undefined
}

const replace = (world: World, path: string, text: string | Uint8Array): (() => void) => {
  const before = world.disk.readBytes(path)
  put(world, path, typeof text === 'string' ? Buffer.from(text) : text)
  return () => put(world, path, before)
}

const textOf = (world: World, path: string): string =>
  Buffer.from(world.disk.readBytes(path)).toString('utf8')

/** The last sealed entry and all that follows. */
const cutLast: Act = {
  name: 'its last entry cut off',
  commit: (world, _, { path, last }) => {
    const text = textOf(world, path)
    const at = text.lastIndexOf(`\n## ${last} `)
    return at < 0 ? undefined : replace(world, path, text.slice(0, at))
  },
}

const signWith = (by: Computer): Sign => {
  const kept = keptKey(by.ports)
  const secret = kept === undefined ? undefined : unlock(kept, by.passphrase ?? '')
  return (seal) => (secret === undefined ? undefined : signSeal('rungs-record', secret, seal))
}

/** The same facts, but for the first text, sealed and signed again from the beginning. */
const rewrite: Act = {
  name: 'rewritten with the same key',
  commit: (world, by, { path }) => {
    const record = parseRecord(world.disk.readBytes(path))
    const own = keptKey(by.ports)?.key
    const sign = signWith(by)
    const steps: Step[] = [beginRecord(record.id, record.zone, record.salt)]
    const head = () => (steps.at(-1) as Step).head
    let changed = false
    let ours = false
    for (const entry of record.entries) {
      for (const fact of entry.facts) {
        if (fact.kind === 'device') ours = own !== undefined && fact.key === own
        const isText: boolean = !changed && fact.kind === 'answer' && fact.value.kind === 'text'
        changed ||= isText
        const written = isText ? { ...fact, value: { kind: 'text', text: 'Somebody else' } as const } : fact
        steps.push(appendFact(head(), entry.place, written, ours ? sign : undefined))
      }
      if (entry.seal !== undefined) steps.push(sealEntry(head(), ours ? sign : undefined))
    }
    return changed ? replace(world, path, steps.map(({ text }) => text).join('')) : undefined
  },
}

/** Each has the other's name. */
const swap: Act = {
  name: 'swapped with another',
  commit: (world, _, target, others) => {
    const other = others.find(({ id }) => id !== target.id && id !== '')
    if (other === undefined) return undefined
    const one = world.disk.readBytes(target.path)
    const two = world.disk.readBytes(other.path)
    const back = [replace(world, target.path, two), replace(world, other.path, one)]
    return () => {
      for (const undo of back) undo()
    }
  },
}

export const dishonestActs: readonly Act[] = [cutLast, rewrite, swap]
