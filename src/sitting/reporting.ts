/** Records → their tally, counted while they are verified: a case once, however many copies of it there are. Prints nothing. */

import { civil } from '../calendar/zone.ts'
import type { BatchFile, Ports } from '../ports.ts'
import { beginSum, negative, type Tree } from '../report/count.ts'
import type { CaseFigures } from '../report/figures.ts'
import { isIn, type Period } from '../report/period.ts'
import { registerCounts } from '../report/registered.ts'
import { beginTally, type Counted, countsOf } from '../report/tally.ts'
import { isTrainingId } from '../training-mark.ts'
import { isNoRecord } from '../verify/examined.ts'
import { isSound, type Verified } from '../verify/verified.ts'
import { type CopyFile, type VerifiedFiles, type VerifyTask, verifyFiles } from './verifying.ts'

/** A case of the list for an inspection. */
export interface ListedCase {
  readonly figures: CaseFigures
  readonly verified: Verified
}

export interface Reported extends VerifiedFiles {
  readonly tally: Tree
  /** Every case that was counted; empty where no list was asked for. */
  readonly cases: readonly ListedCase[]
  /** Files that were come across and are no records: they count for nothing. */
  readonly passedOver: readonly string[]
  /** How many files are training records: they count for nothing either. */
  readonly madeUp: number
}

export interface ReportTask extends Omit<VerifyTask, 'detail' | 'watch' | 'keys' | 'receipt'> {
  /** Files that were come across: what is no record among them is passed over. */
  readonly unnamed: readonly string[]
}

/** What a file counts as where it is the only one of its case. */
const aloneOf = (file: BatchFile, verified: Verified): Counted['counts'] => {
  if (file.figures === undefined) return 'no case'
  return isSound(verified) ? file.figures : 'not as it was written'
}

const counted = (period: Period, verified: Verified, counts: Counted['counts']): Tree =>
  countsOf(period, { verdict: verified.integrity.verdict.kind, counts })

/** Of several files that are one case: the one that goes furthest, and of these the one that is named as the case is. */
const chosenOf = (files: readonly CopyFile[]): CopyFile | undefined =>
  files
    .filter(({ file, verified }) => typeof aloneOf(file, verified) !== 'string')
    .toSorted(
      (a, b) =>
        b.verified.last - a.verified.last ||
        Number(b.verified.path.endsWith(`${b.verified.id}.md`)) -
          Number(a.verified.path.endsWith(`${a.verified.id}.md`)),
    )[0]

const groupsOf = (files: readonly CopyFile[]): readonly (readonly CopyFile[])[] => {
  const groups = new Map<string, CopyFile[]>()
  for (const one of files) {
    const opened = one.file.examined.seals[0] ?? ''
    groups.set(opened, [...(groups.get(opened) ?? []), one])
  }
  return [...groups.values()]
}

/** Verifies all files of a task and counts them. `list`: whether every case is wanted by itself. Never throws for what it finds. */
export const reportOn = async (
  ports: Ports,
  task: ReportTask,
  period: Period,
  list: boolean,
): Promise<Reported> => {
  const sum = beginSum()
  const cases = new Map<string, ListedCase>()
  sum.add(beginTally(period, civil(ports.clock.now()).date))
  const unnamed = new Set(task.unnamed)
  const passedOver: string[] = []
  let madeUp = 0
  const isPassedOver = ({ path, integrity }: Verified): boolean => unnamed.has(path) && isNoRecord(integrity)
  const add = (file: BatchFile, verified: Verified, counts: Counted['counts']): void => {
    sum.add(counted(period, verified, counts))
    if (list && typeof counts !== 'string' && isIn(period, counts.opened))
      cases.set(file.examined.path, { figures: counts, verified })
  }
  const takeBack = ({ file, before }: CopyFile): void => {
    sum.add(negative(counted(period, before, aloneOf(file, before))))
    cases.delete(file.examined.path)
  }
  const found = await verifyFiles(ports, {
    ...task,
    keys: [],
    detail: 'figures',
    watch: {
      // One with the number of a real record is named: somebody may have made it look like training.
      keeps: (one) => !isTrainingId(one.id) && !isSound(one) && !isPassedOver(one),
      file: (file, verified) => {
        if (isPassedOver(verified)) passedOver.push(verified.path)
        else if (verified.training !== undefined) madeUp++
        else add(file, verified, aloneOf(file, verified))
      },
      copies: (all) => {
        const files = all.filter(({ verified }) => verified.training === undefined)
        for (const one of files) takeBack(one)
        for (const group of groupsOf(files)) {
          const chosen = chosenOf(group)
          for (const one of group) {
            const alone = aloneOf(one.file, one.verified)
            add(one.file, one.verified, typeof alone === 'string' || one === chosen ? alone : 'another copy')
          }
        }
      },
    },
  })
  sum.add(registerCounts(period, found.registers))
  return { ...found, tally: sum.tree, cases: [...cases.values()], passedOver, madeUp }
}
