/** `rungs flow lint`: says what is wrong with flows, all at once, with places and hints. Changes nothing. */
import { UserError } from '../errors.ts'
import { byPlace, type Finding } from '../flow/finding.ts'
import type { Policy } from '../flow/policy.ts'
import { rungsOf } from '../flow/rungs.ts'
import type { Ports } from '../ports.ts'
import { jsonText } from '../render/json.ts'
import { draftsIn } from '../sitting/drafts.ts'
import { exercisesIn } from '../sitting/exercises.ts'
import { readFlow } from '../sitting/flow-files.ts'
import { flowFolders, foldersHere, join, statOf } from '../sitting/flow-folders.ts'
import { flowById, isPath } from '../sitting/named-flow.ts'
import { readTexts } from '../sitting/walk-files.ts'

export interface LintOptions {
  /** Folders of flows, or files of them. None: the folder that the person is in. */
  readonly paths: readonly string[]
  readonly json: boolean
  /** Its own flows can be named by their ids. */
  readonly casebook?: string
}

interface Linted {
  readonly folder: string
  readonly findings: readonly Finding[]
  readonly files: ReadonlyMap<string, string>
  readonly policy?: Policy
}

const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`

/** Lint is for folders: one of that name wins over an id, and what came with the program was linted when it was built. */
const foldersOf = (ports: Ports, word: string, casebook: string | undefined): readonly string[] => {
  const isThere = isPath(word) || statOf(ports, word) !== undefined
  const flow = isThere ? undefined : flowById(ports, word, casebook)
  if (flow === undefined) return flowFolders(ports, word)
  if (flow.kind === 'folder') return [flow.folder]
  throw new UserError(
    `"${word}" came with Rungs, which has no findings about it.`,
    `For a folder of your own write ./${word}.`,
  )
}

const folders = (ports: Ports, { paths, casebook }: LintOptions): readonly string[] =>
  paths.length === 0
    ? foldersHere(ports, 'rungs flow lint')
    : [...new Set(paths.flatMap((one) => foldersOf(ports, one, casebook)))]

/** Lints one folder. Of a file that could not be read as text nothing more is said than that. */
const lintFolder = async (ports: Ports, folder: string): Promise<Linted> => {
  const [{ loadPolicy }, { generalCriteria }] = await Promise.all([
    import('../flow/load.ts'),
    import('../flow/lint/criteria.ts'),
  ])
  const { texts, findings: unreadable, unread } = readFlow(ports, folder)
  const loaded = loadPolicy(texts)
  const files = new Map([
    ...[...texts.files].map(([name, text]) => [join(folder, name), text] as const),
    ...(['training', 'drafts'] as const)
      .flatMap((name) => readTexts(ports, folder, name))
      .map(({ file, text }) => [file, text] as const),
  ])
  const known = (finding: Finding): boolean =>
    unread.some(
      (name) =>
        finding.file === join(folder, name) || finding.message.startsWith(`There is no file ${name} `),
    )
  const found =
    loaded.kind === 'ok'
      ? generalCriteria(loaded.policy, texts, ports.shipped.common())
      : loaded.findings.filter((one) => !known(one))
  const trained = loaded.kind === 'ok' ? await exercisesIn(ports, loaded.policy, folder) : undefined
  const drafted = loaded.kind === 'ok' ? await draftsIn(ports, loaded.policy, folder) : undefined
  const findings = [...unreadable, ...found, ...(trained?.findings ?? []), ...(drafted?.findings ?? [])].sort(
    byPlace,
  )
  return { folder, findings, files, ...(loaded.kind === 'ok' ? { policy: loaded.policy } : {}) }
}

const clean = ({ folder, policy }: Linted): string => {
  const rungs = policy?.scenarios.reduce((sum, one) => sum + rungsOf(one).length, 0) ?? 0
  return `${folder} is clean: ${count(policy?.scenarios.length ?? 0, 'scenario')}, ${count(rungs, 'rung')}\n`
}

const print = async (ports: Ports, linted: readonly Linted[]): Promise<void> => {
  const [{ renderFinding }, { visible }] = await Promise.all([
    import('../render/finding-text.ts'),
    import('../render/visible.ts'),
  ])
  for (const one of linted) {
    for (const finding of one.findings)
      ports.out(`${renderFinding(finding, one.files.get(finding.file))}\n\n`)
    if (one.findings.length === 0) ports.out(visible(clean(one).trimEnd()).concat('\n'))
  }
  const all = linted.flatMap((one) => one.findings)
  const where = new Set(all.map((one) => one.file)).size
  if (all.length > 0) ports.out(`${count(all.length, 'finding')} in ${count(where, 'file')}\n`)
}

/**
 * Prints every finding, or an array of them with `json`. 0: all are clean; 1: there are findings. Throws a `UserError`
 * where a path holds no flow or cannot be read.
 */
export const flowLint = async (ports: Ports, options: LintOptions): Promise<number> => {
  const linted = await Promise.all(folders(ports, options).map((folder) => lintFolder(ports, folder)))
  const findings = linted.flatMap((one) => one.findings)
  if (options.json) ports.out(jsonText(findings))
  else await print(ports, linted)
  return findings.length > 0 ? 1 : 0
}
