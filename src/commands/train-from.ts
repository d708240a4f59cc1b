/** `rungs train --from`: a made-up case out of a real record, without a word that was typed. The record is only read. */
import type { Placed } from '../case/case.ts'
import { UserError } from '../errors.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { visible } from '../render/visible.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { worldOf } from '../sitting/library.ts'
import { type Looked, lookAt } from '../sitting/looking.ts'
import { openOutlet } from '../sitting/outlet.ts'
import { findOneRecord } from '../sitting/record-paths.ts'
import { type Edition, editionsOf } from '../sitting/todays-edition.ts'
import { strip } from '../training/strip.ts'
import { isSound } from '../verify/verified.ts'
import { tell } from './tell.ts'

export interface TrainFromOptions {
  /** The path of a record or of a copy, or the number of a case. */
  readonly from: string
  /** The file to write; it may not exist yet. */
  readonly out?: string
  /** The policy of the record, where it is not to be found beside it. */
  readonly policy?: string
  readonly casebook?: string
}

const policyNamed = async (ports: Ports, named: string, casebook: string): Promise<Policy> => {
  const { findNamed } = await import('../sitting/named-policy.ts')
  return (await findNamed(ports, named, casebook)).policy
}

/** The last policy that the record came to, as it was and as it is today. */
const editionOf = async (ports: Ports, casebook: string, looked: Looked): Promise<Edition> => {
  const edition = (await editionsOf(ports, casebook, looked)).at(-1)
  if (edition !== undefined) return edition
  throw new UserError('The record names no policy.', 'It was left before a policy was chosen.')
}

const isMoved = (facts: readonly Placed[]): boolean =>
  new Set(facts.flatMap(({ fact }) => (fact.kind === 'policy' ? [fact.sha256] : []))).size > 1

const editionWords = ({ facts }: Looked, { then, now }: Edition): readonly string[] => [
  ...(then.sha256 === now.sha256
    ? []
    : [
        `The made-up case is for today's edition of ${now.id} (sha256 ${now.sha256.slice(0, 12)}…); the record was walked by another (${then.sha256.slice(0, 12)}…).`,
      ]),
  ...(isMoved(facts)
    ? ['The record came to another policy or edition on its way; the last one counts.']
    : []),
]

const soundness = ({ verified }: Looked): readonly string[] =>
  isSound(verified)
    ? []
    : [
        'The record did not pass its checks: "rungs verify" says why. The made-up case is made of what could be read.',
      ]

const toWrite =
  'Every typed word is left out. Write the title, the story and what they say, and look whether the days tell too much.'

/** What `rungs train FILE` knows as a file. */
const checkName = (out: string | undefined): void => {
  if (out === undefined || out === '-' || /\.ya?ml$/i.test(out)) return
  throw new UserError(
    `“${out}” would not be known as a made-up case.`,
    'End its name in .yaml: --out FILE.yaml',
  )
}

/**
 * 0: made, and it goes the same way; 1: made, and the record did not pass its checks or something of it is not in the made-up case. Throws
 * a `UserError` where none could be made.
 */
export const trainFrom = async (ports: Ports, options: TrainFromOptions): Promise<number> => {
  checkName(options.out)
  const casebook = await openCasebook(ports, options.casebook)
  const file = await findOneRecord(ports, options.from, options.casebook)
  const looked = await lookAt(ports, {
    file,
    closures: casebook.settings.closures,
    ...(options.policy === undefined
      ? {}
      : { policy: await policyNamed(ports, options.policy, casebook.folder) }),
  })
  const edition = await editionOf(ports, casebook.folder, looked)
  const { now } = edition
  const made = strip(looked, { policy: now, world: worldOf(ports, now) })
  if (made.kind === 'not-made')
    throw new UserError(`No made-up case can be made of this record: ${made.why}`, 'Take another record.')
  const outlet = openOutlet(ports, options.out)
  outlet.write(made.text)
  const written = outlet.close()
  if (written !== undefined) ports.out(`Written: ${visible(written)}\n`)
  const wrong = soundness(looked)
  tell(ports, [...wrong, ...editionWords(looked, edition), ...made.lost, ...made.remarks, toWrite])
  return wrong.length + made.lost.length === 0 ? 0 : 1
}
