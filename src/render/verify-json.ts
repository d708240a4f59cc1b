/** What `verify` found, for scripts: the value that the words are made of. */
import type { VerifiedRegister } from '../verify/register.ts'
import type { Verified } from '../verify/verified.ts'

/** One record, with `training` where its case is made up; `verifiedJson` for all of them. */
export const recordJson = ({ integrity, steps, rules, time, strength, ...one }: Verified): unknown => {
  const { verdict, findings, remarks, witnessed, signed } = integrity
  return {
    ...one,
    integrity: { verdict, witnessed, signed, remarks, findings },
    ...(steps === undefined ? {} : { steps }),
    rules: rules ?? null,
    time: time ?? null,
    strength: strength ?? null,
  }
}

const registerJson = ({
  path,
  mark,
  head,
  why,
  heads,
  signed,
  findings,
  lost,
  absent,
  gone,
}: VerifiedRegister): unknown => ({
  path,
  mark,
  ...(why === undefined ? {} : { why }),
  lines: head?.n ?? 0,
  signed,
  findings,
  ...(lost === undefined ? {} : { lost }),
  missing: heads.missing,
  absent,
  gone,
})

export const verifiedJson = (
  records: readonly Verified[],
  registers: readonly VerifiedRegister[],
): object => ({
  training: records.filter(({ training }) => training !== undefined).map(recordJson),
  records: records.filter(({ training }) => training === undefined).map(recordJson),
  registers: registers.map(registerJson),
})
