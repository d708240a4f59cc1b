/** A casebook with a case that waits on its second rung, to be looked at again on a day that has passed; begun by the command line itself. */
import { run } from '../../src/cli.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { diskWith, testPorts } from './ports.ts'

/** Stands in everything that was typed. */
export const marker = 'ZQXMARKZQX'

const answers = `policy: greenvale
scenario: not-accepted
danger: no
recorded-by: ${marker} Example, DSL
about: {children: ${marker} A.B., concern: ${marker} bruise, decision: ${marker} no, child-said: ${marker}, sought: ${marker}}
rungs:
  social-worker: {outcome: refused, who: ${marker}, said: ${marker}, reason: ${marker}, reference: ${marker}}
  team-leader: {outcome: waiting, look-again: tomorrow, who: ${marker}}
`

/** In `/book`, begun at `at`. */
export const waitingCasebook = async (at = '2020-11-19T10:30'): Promise<Disk> => {
  const disk = diskWith({ '/here/answers.yaml': answers })
  const { ports, err } = testPorts({ disk, env: { RUNGS_CASEBOOK: '/book' } })
  const code = await run(['start', '--answers', '/here/answers.yaml', '--at', at], ports)
  if (code !== 0) throw new Error(err())
  return disk
}
