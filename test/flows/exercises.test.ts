/** Every made-up case of every shipped flow: it loads, and comes out as it says. One policy: `npx vitest run test/flows/exercises -t southwark`. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatFinding } from '../../src/flow/finding.ts'
import { loadExercise } from '../../src/training/load.ts'
import { policies, policyOf, worldOf } from './shipped.ts'

const filesOf = (id: string): readonly string[] =>
  readdirSync(`flows/${id}/training`).filter((name) => name.endsWith('.yaml'))

const cases = policies.flatMap((id) => filesOf(id).map((name) => ({ id, name })))

test.each(cases)('$id: $name', ({ id, name }) => {
  const policy = policyOf(id)
  const file = `flows/${id}/training/${name}`
  const loaded = loadExercise(worldOf(policy), policy, `${id}/${name}`, file, readFileSync(file, 'utf8'))
  expect(loaded.kind === 'ok' ? [] : loaded.findings.map(formatFinding)).toEqual([])
})
