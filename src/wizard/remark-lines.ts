/** What the source leaves open, as the person sees it where it matters. All of it stands behind `p`. */
import type { Policy } from '../flow/policy.ts'
import type { Line } from '../terminal/screen.ts'
import { remarksOf } from './desk.ts'

/** The gaps among these. */
export const gapLines = (policy: Policy, ids: readonly string[]): readonly Line[] =>
  remarksOf(policy, ids)
    .filter(({ kind }) => kind === 'gap')
    .map((remark) => ({
      spans: [{ text: `Gap: ${remark.text}`, as: 'gap' }],
      hang: 2,
      right: [{ text: remark.clause, as: 'clause', wide: true }],
    }))

/** Gaps and readings, each in full. */
export const openLines = (policy: Policy, ids: readonly string[]): readonly Line[] =>
  remarksOf(policy, [...new Set(ids)]).map((remark) => ({
    spans: [
      { text: remark.kind === 'gap' ? 'Gap: ' : 'Reading: ', as: 'title' },
      { text: remark.text, ...(remark.kind === 'gap' ? { as: 'gap' as const } : {}) },
    ],
    hang: 2,
    right: [{ text: remark.clause, as: 'clause' }],
  }))

/** Gaps are told here; how the source was read is at `w`. */
export const remarkLines = (policy: Policy, ids: readonly string[]): readonly Line[] => {
  const readings = remarksOf(policy, ids).filter(({ kind }) => kind === 'reading').length
  return [
    ...gapLines(policy, ids),
    ...(readings === 0
      ? []
      : [
          {
            spans: [
              {
                text: `${readings === 1 ? 'A reading' : `${readings} readings`} of the source: press w`,
                as: 'quiet',
              } as const,
            ],
          },
        ]),
  ]
}
