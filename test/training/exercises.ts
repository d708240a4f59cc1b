/** The made-up cases of this checkout, loaded, as the tests of their pages use them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { formatFinding } from '../../src/flow/finding.ts'
import type { Exercise } from '../../src/training/exercise.ts'
import { loadExercise } from '../../src/training/load.ts'
import { policyOf, worldOf } from '../flows/shipped.ts'

/** Throws every finding where one has any. */
export const exercisesOf = (id: string): readonly Exercise[] => {
  const folder = `flows/${id}/training`
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : []
  const policy = policyOf(id)
  return names.sort().map((name) => {
    const file = `${folder}/${name}`
    const loaded = loadExercise(
      worldOf(policy),
      policy,
      `${id}/${name.replace(/\.yaml$/, '')}`,
      file,
      readFileSync(file, 'utf8'),
    )
    if (loaded.kind !== 'ok') throw new Error(loaded.findings.map(formatFinding).join('\n'))
    return loaded.value
  })
}
