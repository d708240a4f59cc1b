/** What the build stores of the made-up cases of a policy: read, walked and checked already. Used by scripts/build.mjs only. */
import type { Calendar } from '../calendar/time.ts'
import type { World } from '../case/case.ts'
import { formatFinding } from '../flow/finding.ts'
import type { Policy } from '../flow/policy.ts'
import type { WalkText } from '../flow/shipped.ts'
import type { Exercise } from './exercise.ts'
import { exerciseId, loadExercise } from './load.ts'

type Shipped =
  | { readonly kind: 'ok'; readonly value: readonly Exercise[] }
  | { readonly kind: 'findings'; readonly findings: readonly string[] }

export const shipExercises = (
  policy: Policy,
  calendar: (id: string) => Calendar | undefined,
  files: readonly WalkText[],
): Shipped => {
  const world: World = {
    policy: (sha256) => (sha256 === policy.sha256 ? policy : undefined),
    calendar,
    pinnedCalendar: (sha256) => [calendar(policy.calendar)].find((one) => one?.sha256 === sha256),
  }
  const loaded = files.map(({ file, text }) =>
    loadExercise(world, policy, exerciseId(policy, file), file, text),
  )
  const findings = loaded.flatMap((one) => (one.kind === 'ok' ? [] : one.findings.map(formatFinding)))
  return findings.length > 0
    ? { kind: 'findings', findings }
    : { kind: 'ok', value: loaded.flatMap((one) => (one.kind === 'ok' ? [one.value] : [])) }
}
