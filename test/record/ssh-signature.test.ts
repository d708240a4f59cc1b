/** Signatures as OpenSSH makes and checks them: with its own tools, where they are installed. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { formatKey, lockKey, makeKey, parseKey, signSeal, unlock } from '../../src/record/device-key.ts'
import {
  isSigned,
  type Namespace,
  publicKeyLine,
  readPublicKey,
  signatureFile,
} from '../../src/record/ssh-signature.ts'
import { key, seed, sign } from './key.ts'

const seal = '6c1f'.repeat(16)
const signature = sign(seal)

describe('a signature', () => {
  it('is of one seal, by one key, for one purpose', () => {
    expect(isSigned('rungs-record', key, seal, signature)).toBe(true)
    expect(isSigned('rungs-register', key, seal, signature)).toBe(false)
    expect(isSigned('rungs-record', key, seal.replace('6', '7'), signature)).toBe(false)
    expect(isSigned('rungs-record', makeKey('cd'.repeat(32)).key, seal, signature)).toBe(false)
    expect(isSigned('rungs-record', key, seal, `00${signature.slice(2)}`)).toBe(false)
  })

  it('by what is no key is none', () => {
    for (const wrong of ['', 'zz'.repeat(32), 'ff'.repeat(32), key.slice(2)])
      expect(isSigned('rungs-record', wrong, seal, signature)).toBe(false)
  })

  /** The base point, and the number one: whoever has a key of small order signs with them what they like (RFC 8032, 5.1). */
  const anybody = `58${'66'.repeat(31)}01${'00'.repeat(31)}`
  const seals = Array.from({ length: 64 }, (_, i) => i.toString(16).padStart(64, '0'))

  it.each([
    `01${'00'.repeat(31)}`,
    `01${'00'.repeat(30)}80`,
    `ec${'ff'.repeat(30)}7f`,
    `ec${'ff'.repeat(31)}`,
    '00'.repeat(32),
    `${'00'.repeat(31)}80`,
    `ed${'ff'.repeat(30)}7f`,
    `ed${'ff'.repeat(31)}`,
    `ee${'ff'.repeat(30)}7f`,
    `ee${'ff'.repeat(31)}`,
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  ])('that anybody can make is none: by the key %s', (weak) => {
    expect(seals.filter((one) => isSigned('rungs-record', weak, one, anybody))).toEqual([])
  })

  it('stands in its file field by field, in lines of 70 (PROTOCOL.sshsig of OpenSSH)', () => {
    const rows = signatureFile('rungs-record', key, signature).split('\n')
    const [first, body, end] = [rows[0], rows.slice(1, -2), rows.slice(-2)]
    expect([first, ...end]).toEqual(['-----BEGIN SSH SIGNATURE-----', '-----END SSH SIGNATURE-----', ''])
    expect(body.slice(0, -1).every((row) => row.length === 70)).toBe(true)
    expect(body.at(-1)).toMatch(/^.{1,70}$/)
    let rest = Buffer.from(body.join(''), 'base64')
    const take = (length: number): Buffer => {
      const taken = rest.subarray(0, length)
      rest = rest.subarray(length)
      return taken
    }
    const field = (): Buffer => take(take(4).readUInt32BE())
    expect(take(6).toString()).toBe('SSHSIG')
    expect(take(4).readUInt32BE()).toBe(1)
    expect(field().subarray(-32).toString('hex')).toBe(key)
    expect([field().toString(), field().toString(), field().toString()]).toEqual([
      'rungs-record',
      '',
      'sha256',
    ])
    expect(field().subarray(-64).toString('hex')).toBe(signature)
    expect(rest).toHaveLength(0)
  })

  const none = spawnSync('ssh-keygen', ['-?']).error !== undefined
  test.skipIf(none && process.env['CI'] === undefined)('is accepted by ssh-keygen -Y verify', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rungs-ssh-'))
    const verify = (namespace: Namespace, message: string): number | null => {
      writeFileSync(join(folder, 'allowed'), `K7 ${publicKeyLine(key, 'K7')}\n`)
      writeFileSync(join(folder, 'signature'), signatureFile('rungs-record', key, signature))
      const args = ['-Y', 'verify', '-f', join(folder, 'allowed'), '-I', 'K7', '-n', namespace]
      return spawnSync('ssh-keygen', [...args, '-s', join(folder, 'signature')], { input: message }).status
    }
    try {
      expect(verify('rungs-record', `${seal}\n`)).toBe(0)
      expect(verify('rungs-register', `${seal}\n`)).not.toBe(0)
      expect(verify('rungs-record', `${seal.replace('6', '7')}\n`)).not.toBe(0)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('a public key', () => {
  it('reads back from hex and from the line that OpenSSH writes', () => {
    expect(readPublicKey(key.toUpperCase())).toBe(key)
    expect(readPublicKey(` ${key}\n`)).toBe(key)
    expect(readPublicKey(publicKeyLine(key, 'K7'))).toBe(key)
    expect(readPublicKey(`K7 namespaces="rungs-record" ${publicKeyLine(key, 'a comment')}\n`)).toBe(key)
  })

  it('is nothing else', () => {
    for (const wrong of [
      '',
      'ssh-ed25519',
      'ssh-ed25519 AAAA',
      'ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB',
      key.slice(1),
      `0${key}`,
      `${key}0`,
    ])
      expect(readPublicKey(wrong)).toBeUndefined()
  })
})

describe('the key of a computer', () => {
  it('reads back as it was kept, and signs', () => {
    const made = makeKey(seed)
    expect(made.key).toBe(key)
    expect(parseKey(formatKey(made, 'K7'))).toEqual(made)
    const secret = unlock(made, '')
    if (secret === undefined) throw new Error('it does not open')
    expect(signSeal('rungs-record', secret, seal)).toBe(signature)
  })

  it('opens with its passphrase and no other', () => {
    const made = makeKey(seed, 'correct horse')
    expect(parseKey(formatKey(made, 'K7'))).toEqual(made)
    expect([made.locked, unlock(made, ''), unlock(made, 'correct hors')]).toEqual([
      true,
      undefined,
      undefined,
    ])
    const secret = unlock(made, 'correct horse')
    if (secret === undefined) throw new Error('it does not open')
    expect(lockKey(secret, '')).toEqual(makeKey(seed))
    const locked = lockKey(secret, 'another')
    expect([locked.locked, unlock(locked, 'correct horse'), unlock(locked, 'another') === undefined]).toEqual(
      [true, undefined, false],
    )
  })

  it('does not open where the public key is another’s, or it is damaged', () => {
    const made = makeKey(seed)
    expect(unlock({ ...made, key: makeKey('cd'.repeat(32)).key }, '')).toBeUndefined()
    expect(unlock({ ...made, pem: made.pem.replace('M', 'N') }, '')).toBeUndefined()
    const line = publicKeyLine(key, 'K7')
    for (const text of [
      '',
      'ssh-ed25519 AAAA K7\n',
      formatKey(made, 'K7').slice(4),
      `${line}\n`,
      `${line}\nnothing`,
      `no key\n${made.pem}${line}\n`,
    ])
      expect(parseKey(text)).toBeUndefined()
  })
})
