/**
 * The key of this computer while somebody works: made at first use, locked where it has a passphrase. No key, or a locked one,
 * stands in nobody's way: entries are sealed all the same, and a later signature covers them.
 */
import type { KeyObject } from 'node:crypto'
import type { Ports } from '../ports.ts'
import { type DeviceKey, formatKey, makeKey, parseKey, signSeal, unlock } from '../record/device-key.ts'
import type { Namespace } from '../record/ssh-signature.ts'
import type { Sign } from '../record/writer.ts'
import { keepKey, keyPath, putKeyAside, readKey } from '../storage/device-key.ts'
import { explain } from '../storage/failure.ts'
import { profileFolder } from '../storage/places.ts'

export interface Signer {
  /** The mark of this computer. */
  readonly mark: string
  /** The public key in hex; absent where none could be kept. */
  readonly key?: string
  /** What is to be said of the key, once: it was damaged, or none can be kept. */
  readonly remark?: string
  /** Whether a passphrase is needed before anything is signed. */
  readonly isLocked: () => boolean
  /** Whether that was the passphrase. */
  readonly unlock: (passphrase: string) => boolean
  readonly sign: (namespace: Namespace) => Sign
}

const nobody = (mark: string, remark: string): Signer => ({
  mark,
  remark,
  isLocked: () => false,
  unlock: () => false,
  sign: () => () => undefined,
})

/** The key that is kept in the profile; nothing where none is, or what is there is no key. Throws what the disk throws. */
export const keptKey = (ports: Ports): DeviceKey | undefined => {
  const text = readKey(ports.disk, profileFolder(ports.env, ports.platform, ports.home))
  return text === undefined ? undefined : parseKey(text)
}

const newKey = (ports: Ports, mark: string): DeviceKey | undefined => {
  const seed = Buffer.from(ports.random(32)).toString('hex')
  const profile = profileFolder(ports.env, ports.platform, ports.home)
  const kept = keepKey(ports.disk, profile, formatKey(makeKey(seed), mark))
  return kept === undefined ? undefined : parseKey(kept)
}

interface Found {
  readonly key?: DeviceKey
  readonly remark?: string
}

const isUsable = (key: DeviceKey): boolean => key.locked || unlock(key, '') !== undefined

/** A file that holds no key, or one that does not open though nothing locks it, is kept: perhaps somebody can mend it. */
const makeInPlace = (ports: Ports, mark: string): Found => {
  const profile = profileFolder(ports.env, ports.platform, ports.home)
  const aside = putKeyAside(ports.disk, profile, ports.clock.instant())
  const key = newKey(ports, mark)
  const remark =
    aside === undefined
      ? undefined
      : `The key of this computer could not be read any more, and a new one signs from now on. The old file is kept: ${aside}`
  return { ...(key === undefined ? {} : { key }), ...(remark === undefined ? {} : { remark }) }
}

const findKey = (ports: Ports, mark: string): Found => {
  try {
    const kept = keptKey(ports)
    return kept !== undefined && isUsable(kept) ? { key: kept } : makeInPlace(ports, mark)
  } catch (error) {
    const file = keyPath(profileFolder(ports.env, ports.platform, ports.home))
    return { remark: `Nothing is signed, for this computer has no key. ${explain(error, file).reason}` }
  }
}

/** Who signs on this computer. Makes the key at first use; RUNGS_PASSPHRASE unlocks one that is locked. Never throws for the disk's reasons. */
export const openSigner = (ports: Ports, mark: string): Signer => {
  const { key: found, remark } = findKey(ports, mark)
  if (found === undefined) return nobody(mark, remark ?? 'Nothing is signed, for this computer has no key.')
  let secret: KeyObject | undefined
  const open = (passphrase: string): boolean => {
    secret ??= unlock(found, passphrase)
    return secret !== undefined
  }
  // A key that another process is making at this moment may not open yet: better none than one that never signs.
  if (!open(ports.env['RUNGS_PASSPHRASE'] ?? '') && !found.locked)
    return nobody(mark, 'Nothing is signed, for the key of this computer is damaged.')
  return {
    mark,
    key: found.key,
    ...(remark === undefined ? {} : { remark }),
    isLocked: () => secret === undefined,
    unlock: open,
    sign: (namespace) => (seal) => (secret === undefined ? undefined : signSeal(namespace, secret, seal)),
  }
}
