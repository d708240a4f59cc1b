/** `rungs key`: shows the public key of this computer, locks it with a passphrase, or puts another in its place. */
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { type DeviceKey, formatKey, lockKey, makeKey, signSeal, unlock } from '../record/device-key.ts'
import { publicKeyLine } from '../record/ssh-signature.ts'
import type { Sign } from '../record/writer.ts'
import { jsonText } from '../render/json.ts'
import { visible } from '../render/visible.ts'
import { markOf, openCasebook } from '../sitting/casebook.ts'
import { newRegistrar } from '../sitting/register-end.ts'
import { registerKey } from '../sitting/registering.ts'
import { keptKey, openSigner } from '../sitting/signing.ts'
import { keyPath, replaceKey } from '../storage/device-key.ts'
import { explain } from '../storage/failure.ts'
import { profileFolder } from '../storage/places.ts'
import { askSafely } from '../wizard/danger-page.ts'
import { sentences, tell } from './tell.ts'

export interface KeyOptions {
  readonly plain: boolean
  readonly json: boolean
  readonly casebook?: string
  /** Nothing: show it. */
  readonly what?: string
}

interface Kept {
  readonly key: DeviceKey
  readonly mark: string
  readonly profile: string
  readonly casebook: string
  /** It was made just now: this computer had none. */
  readonly first: boolean
}

const keep = ({ ports }: { readonly ports: Ports }, { profile, mark }: Kept, key: DeviceKey): void => {
  const written = replaceKey(ports.disk, profile, formatKey(key, mark))
  if (written.kind === 'not-saved') throw new UserError(`${written.reason}.`, written.hint)
}

const findKept = async (ports: Ports, casebook: string | undefined): Promise<Kept> => {
  const opened = await openCasebook(ports, casebook)
  const mark = markOf(ports, opened)
  const profile = profileFolder(ports.env, ports.platform, ports.home)
  const before = readKept(ports, profile)
  const { remark } = openSigner(ports, mark)
  const key = readKept(ports, profile)
  if (key === undefined)
    throw new UserError(
      `There is no key in ${keyPath(profile)}, and none can be kept there.`,
      'Check that you may write to that folder.',
    )
  if (remark !== undefined) tell(ports, [`${remark}.`])
  return { key, mark, profile, casebook: opened.folder, first: before === undefined }
}

const readKept = (ports: Ports, profile: string): DeviceKey | undefined => {
  try {
    return keptKey(ports)
  } catch (error) {
    const { reason, hint } = explain(error, keyPath(profile))
    throw new UserError(`The key of this computer cannot be read. ${reason}.`, hint)
  }
}

/** Asks for passphrases in turn; undefined where that was given up. */
const askFor = async (
  ports: Ports,
  plain: boolean,
  questions: readonly {
    readonly title: string
    readonly check: (text: string, before: readonly string[]) => string | undefined
  }[],
): Promise<readonly string[] | undefined> => {
  if (!ports.interactive)
    throw new UserError('There is no terminal to ask for a passphrase in.', 'Run it in a terminal.')
  const terminal = await ports.openTerminal(plain)
  try {
    const given: string[] = []
    for (const { title, check } of questions) {
      const reply = await askSafely(terminal, ports.shipped.common(), {
        kind: 'text',
        page: { head: [{ spans: [{ text: 'The key of this computer', as: 'title' }] }], body: [] },
        title,
        keys: [],
        secret: true,
        check: (text) => check(text, given),
      })
      if (reply.kind !== 'text') return undefined
      given.push(reply.text)
    }
    return given
  } finally {
    terminal.close()
  }
}

const shortest = 8

const present = (key: DeviceKey) => ({
  title: 'The passphrase it has now',
  check: (text: string) =>
    unlock(key, text) === undefined ? 'That is not the passphrase of this key.' : undefined,
})

const passphrase = async (ports: Ports, { plain }: KeyOptions, kept: Kept): Promise<number> => {
  const { key } = kept
  const answers = await askFor(ports, plain, [
    ...(key.locked ? [present(key)] : []),
    {
      title: `A new passphrase of at least ${shortest} characters; Enter alone: none`,
      check: (text) =>
        text === '' || text.length >= shortest ? undefined : `It needs at least ${shortest} characters.`,
    },
    {
      title: 'The same once more',
      check: (text, before) => (text === before.at(-1) ? undefined : 'That is not the same.'),
    },
  ])
  if (answers === undefined) return 130
  const secret = unlock(key, key.locked ? (answers[0] ?? '') : '')
  if (secret === undefined)
    throw new UserError(
      `The key in ${keyPath(kept.profile)} is damaged.`,
      'Make another with "rungs key new".',
    )
  const chosen = answers.at(-1) ?? ''
  keep({ ports }, kept, lockKey(secret, chosen))
  ports.out(
    sentences(
      ports,
      chosen === ''
        ? ['The key has no passphrase now.']
        : [
            'The key is locked.',
            'Rungs asks for the passphrase when you leave a case, never during the call.',
          ],
    ),
  )
  return 0
}

const show = (ports: Ports, { json }: KeyOptions, { key, mark, profile }: Kept): number => {
  const ssh = publicKeyLine(key.key, mark)
  if (json) ports.out(jsonText({ mark, key: key.key, ssh, locked: key.locked, file: keyPath(profile) }))
  else {
    // The keys are for copying, and are never broken.
    ports.out([`Device:      ${mark}`, `Public key:  ${key.key}`, `For OpenSSH: ${ssh}`, ''].join('\n'))
    ports.out(
      sentences(ports, [
        key.locked ? 'Locked with a passphrase.' : 'No passphrase: whoever uses this account can sign.',
      ]),
    )
    ports.out(`Kept in:     ${visible(keyPath(profile))}\n`)
  }
  return 0
}

/** Tells the register of the casebook; in what words that went. Where it cannot, it says later that the old key was lost. */
const registerRotation = (
  ports: Ports,
  { key, mark, casebook }: Kept,
  made: DeviceKey,
  sign: Sign,
): readonly string[] => {
  const secret = unlock(made, '')
  if (secret === undefined) return []
  const registered = registerKey(
    newRegistrar(ports, casebook, {
      mark,
      key: made.key,
      sign: (seal) => signSeal('rungs-register', secret, seal),
      before: { key: key.key, sign },
    }),
  )
  if (registered.kind === 'not-registered')
    return [`The register in ${casebook} does not say so yet. ${registered.reason}.`]
  return registered.lines === 0
    ? [`In ${casebook} this computer has no register that could say so.`]
    : [`The register in ${casebook} says so, signed with both keys.`]
}

const others =
  'No other casebook can know: its register will say, when you next write there, that the key before did not sign for this one. Tell whoever checks those records.'

const replace = async (ports: Ports, options: KeyOptions, kept: Kept): Promise<number> => {
  if (kept.first) {
    const first = `The first key of this computer signs from now on: ${kept.key.key}`
    ports.out(sentences(ports, [first, 'There was none before. Give it to whoever checks your records.']))
    return 0
  }
  const given = kept.key.locked ? await askFor(ports, options.plain, [present(kept.key)]) : ['']
  if (given === undefined) return 130
  const before = unlock(kept.key, given[0] ?? '')
  const made = makeKey(Buffer.from(ports.random(32)).toString('hex'))
  keep({ ports }, kept, made)
  ports.out(sentences(ports, [`A new key signs from now on: ${made.key}`]))
  // The old key can sign for the new one only now: it is not kept.
  const told =
    before === undefined
      ? []
      : registerRotation(ports, kept, made, (seal) => signSeal('rungs-register', before, seal))
  ports.out(sentences(ports, [...told, others, 'What was signed with the old key stays as it is.']))
  return 0
}

/** 0: done; 130: given up. Throws a `UserError` where the key cannot be read or kept. */
export const key = async (ports: Ports, options: KeyOptions): Promise<number> => {
  const { what } = options
  const kept = await findKept(ports, options.casebook)
  switch (what) {
    case undefined:
      return show(ports, options, kept)
    case 'passphrase':
      return passphrase(ports, options, kept)
    case 'new':
      return replace(ports, options, kept)
    default:
      throw new UserError(
        `rungs key cannot do "${what}".`,
        'There is: rungs key, rungs key passphrase, rungs key new.',
      )
  }
}
