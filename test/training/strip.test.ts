import { describe, expect, it } from 'vitest'
import { walk } from '../../src/proof/walk.ts'
import { strip } from '../../src/training/strip.ts'
import { policies, policyOf, walkOf, walksOf, worldOf } from '../flows/shipped.ts'

describe('strip', () => {
  for (const id of policies)
    for (const name of walksOf(id))
      it(`${id}/${name}`, () => {
        const policy = policyOf(id)
        const world = worldOf(policy)
        const one = walkOf(id, name)
        const { facts } = walk(world, policy, one.script, one.start)
        const made = strip({ facts, world }, { policy, world })
        if (made.kind === 'not-made') throw new Error(made.why)
        expect({ lost: made.lost, remarks: made.remarks }).toEqual({ lost: [], remarks: [] })
      })
})
