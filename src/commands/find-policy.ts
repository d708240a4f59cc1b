/** Which policy a person means by a name or a path: one of the casebook, one that came with the program, or a flow folder. */
import { UserError } from '../errors.ts'
import { suggest } from '../flow/nearest.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { flowFolders, readFlow } from '../sitting/flow-files.ts'
import { choosable, shippedOnly } from '../sitting/library.ts'

const isPath = (target: string): boolean =>
  /[/\\]/.test(target) || target === '.' || target === '..' || target.endsWith('.yaml')

const fromFolder = async (ports: Ports, target: string): Promise<Policy> => {
  const [folder = target, another] = flowFolders(ports, target)
  if (another !== undefined)
    throw new UserError(`"${target}" holds several flows.`, `Name one of them: ${folder}, say.`)
  const { loadPolicy } = await import('../flow/load.ts')
  const { texts, findings } = readFlow(ports, folder)
  const loaded = loadPolicy(texts)
  if (loaded.kind === 'ok' && findings.length === 0) return loaded.policy
  throw new UserError(
    `The flow "${folder}" has findings.`,
    `"rungs flow lint ${folder}" shows each with its line.`,
    1,
  )
}

/**
 * The policy with this id (the casebook's own wins over the shipped one), or in this folder. A name with a slash, a dot or
 * ".yaml" is a path. Throws a `UserError` where there is none or where it does not load.
 */
export const findPolicy = async (ports: Ports, target: string, casebook?: string): Promise<Policy> => {
  if (isPath(target)) return fromFolder(ports, target)
  const all = casebook === undefined ? shippedOnly(ports) : choosable(ports, casebook)
  const found = all.find((one) => one.id === target)
  if (found !== undefined) {
    const loaded = await found.load()
    if (loaded.kind === 'ok') return loaded.policy
    throw new UserError(
      `The policy "${target}" cannot be used:\n${loaded.why.join('\n')}`,
      'Mend its flow.',
      1,
    )
  }
  throw new UserError(
    `There is no policy "${target}".`,
    `${suggest(
      target,
      all.map((one) => one.id),
    )} For a folder write ./${target}.`,
  )
}
