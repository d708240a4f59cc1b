/** The made-up cases of a policy: those that came with the program, and those in the folder of a flow of one's own. Reads files; checks through training/. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import { type Finding, formatFinding } from '../flow/finding.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import type { Exercise } from '../training/exercise.ts'
import { choosable, localFlow, worldOf } from './library.ts'
import { findFlow } from './named-flow.ts'
import { readTexts } from './walk-files.ts'

/** A policy with its made-up cases. */
export interface Repertoire {
  readonly policy: Policy
  /** What its digest is taken over. */
  readonly text: string
  readonly exercises: readonly Exercise[]
}

export interface FoundExercises {
  readonly exercises: readonly Exercise[]
  readonly findings: readonly Finding[]
}

/** The made-up cases in a flow's folder: those that are good, and what is wrong with the others. */
export const exercisesIn = async (ports: Ports, policy: Policy, folder: string): Promise<FoundExercises> => {
  const files = readTexts(ports, folder, 'training')
  if (files.length === 0) return { exercises: [], findings: [] }
  const { exerciseId, loadExercise } = await import('../training/load.ts')
  const world = worldOf(ports, policy)
  const loaded = files.map(({ file, text }) =>
    loadExercise(world, policy, exerciseId(policy, file), file, text),
  )
  return {
    exercises: loaded.flatMap((one) => (one.kind === 'ok' ? [one.value] : [])),
    findings: loaded.flatMap((one) => (one.kind === 'ok' ? [] : one.findings)),
  }
}

const refuse = (what: string, findings: readonly Finding[]): UserError =>
  new UserError(what, 'Mend the file and run it again.', 1, findings.map(formatFinding))

/** The made-up cases of a policy, by the word that it was named with. Throws a `UserError` where one cannot be used. */
export const exercisesOf = async (
  ports: Ports,
  policy: Policy,
  named: string,
  casebook: string,
): Promise<readonly Exercise[]> => {
  const flow = findFlow(ports, named, casebook)
  if (flow.kind === 'shipped') return ports.shipped.exercises(flow.id)
  const { exercises, findings } = await exercisesIn(ports, policy, flow.folder)
  if (findings.length > 0) throw refuse(`A made-up case of ${policy.id} cannot be used:`, findings)
  return exercises
}

/** A policy that can be chosen, with its made-up cases. Throws a `UserError` where its flow or one of them cannot be used. */
export const repertoireOf = async (ports: Ports, casebook: string, id: string): Promise<Repertoire> => {
  const found = choosable(ports, casebook).find((one) => one.id === id)
  if (found === undefined) {
    const { suggest } = await import('../flow/nearest.ts')
    throw new UserError(
      `There is no policy "${id}".`,
      suggest(
        id,
        choosable(ports, casebook).map((one) => one.id),
      ),
    )
  }
  const loaded = await found.load()
  if (loaded.kind === 'unusable')
    throw new UserError(`The policy "${id}" cannot be used:`, 'Mend its flow.', 1, loaded.why)
  const { policy, text } = loaded
  return { policy, text, exercises: await exercisesOf(ports, policy, id, casebook) }
}

/** The policies that have made-up cases, in the order in which they can be chosen. */
export const withExercises = (
  ports: Ports,
  casebook: string,
): readonly { readonly id: string; readonly title: string }[] =>
  choosable(ports, casebook).filter(({ id }) => {
    const folder = localFlow(ports, casebook, id)
    return folder === undefined
      ? ports.shipped.exercises(id).length > 0
      : readTexts(ports, folder, 'training').length > 0
  })

/** One made-up case from a file, which says for which policy it is where it was made from a record. Throws as `repertoireOf`. */
export const exerciseFrom = async (
  ports: Ports,
  casebook: string,
  file: string,
  text: string,
  id: string,
): Promise<{ readonly repertoire: Repertoire; readonly exercise: Exercise }> => {
  const repertoire = await repertoireOf(ports, casebook, id)
  const { exerciseId, loadExercise } = await import('../training/load.ts')
  const { policy } = repertoire
  const loaded = loadExercise(
    worldOf(ports, policy),
    policy,
    exerciseId(policy, path.basename(file)),
    file,
    text,
  )
  if (loaded.kind !== 'ok') throw refuse(`${file} cannot be used:`, loaded.findings)
  return { repertoire, exercise: loaded.value }
}
