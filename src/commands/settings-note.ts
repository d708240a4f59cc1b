/** For commands that ask nothing: says on stderr that the settings were passed over. */
import type { Ports } from '../ports.ts'
import { visible } from '../render/visible.ts'
import type { Casebook } from '../sitting/casebook.ts'

export const warnSettings = (ports: Ports, { problem }: Casebook): void => {
  if (problem !== undefined) ports.err(`rungs: note: the settings are not used: ${visible(problem)}\n`)
}
