/** `rungs flow show`: prints a whole policy for proof-reading. Checks nothing that loading does not check. */
import type { Ports } from '../ports.ts'
import { findPolicy } from './find-policy.ts'

export interface ShowOptions {
  /** The id of a policy, or the path of a flow folder. */
  readonly target: string
  /** Its `flows/` are looked in too. */
  readonly casebook?: string
}

/** Prints the Markdown to standard output; 0. Throws a `UserError` where there is no such policy or it does not load. */
export const flowShow = async (ports: Ports, { target, casebook }: ShowOptions): Promise<number> => {
  const policy = await findPolicy(ports, target, casebook)
  const { renderPolicy } = await import('../render/flow-show.ts')
  ports.out(renderPolicy(policy, ports.shipped.common(), ports.clock.now().slice(0, 10)))
  return 0
}
