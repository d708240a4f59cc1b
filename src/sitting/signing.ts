/**
 * The key of this computer while somebody works: made at first use, locked where it has a passphrase. No key, or a locked one,
 * stands in nobody's way: entries are sealed all the same, and a later signature covers them.
 */
import type { KeyObject } from 'node:crypto'
import type { Ports } from '../ports.ts'
import { type DeviceKey, formatKey, makeKey, parseKey, signSeal, unlock } from '../record/device-key.ts'
import type { Namespace } from '../record/ssh-signature.ts'
import type { Sign } from '../record/writer.ts'
import { keepKey, readKey } from '../storage/device-key.ts'
import { isSystemError } from '../storage/failure.ts'
import { profileFolder } from '../storage/places.ts'

export interface Signer {
  /** The mark of this computer. */
  readonly mark: string
  /** The public key in hex; absent where none could be kept. */
  readonly key?: string
  /** Whether a passphrase is needed before anything is signed. */
  readonly isLocked: () => boolean
  /** Whether that was the passphrase. */
  readonly unlock: (passphrase: string) => boolean
  readonly sign: (namespace: Namespace) => Sign
}

const nobody = (mark: string): Signer => ({
  mark,
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

const findKey = (ports: Ports, mark: string): DeviceKey | undefined => {
  try {
    return keptKey(ports) ?? newKey(ports, mark)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return undefined
  }
}

/** Who signs on this computer. Makes the key at first use; RUNGS_PASSPHRASE unlocks one that is locked. Never throws for the disk's reasons. */
export const openSigner = (ports: Ports, mark: string): Signer => {
  const found = findKey(ports, mark)
  if (found === undefined) return nobody(mark)
  let secret: KeyObject | undefined
  const open = (passphrase: string): boolean => {
    secret ??= unlock(found, passphrase)
    return secret !== undefined
  }
  // A key that no passphrase locks and that does not open is damaged: better none than one that never signs.
  if (!open(ports.env['RUNGS_PASSPHRASE'] ?? '') && !found.locked) return nobody(mark)
  return {
    mark,
    key: found.key,
    isLocked: () => secret === undefined,
    unlock: open,
    sign: (namespace) => (seal) => (secret === undefined ? undefined : signSeal(namespace, secret, seal)),
  }
}
