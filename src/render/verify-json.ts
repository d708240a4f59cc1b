/** What `verify` found, for scripts: the value that the words are made of. */
import type { ExaminedRegister } from '../verify/register.ts'
import type { Verified } from '../verify/verified.ts'

const recordJson = ({ integrity, steps, rules, time, ...one }: Verified): unknown => {
  const { verdict, findings, witnessed, signed } = integrity
  return {
    ...one,
    integrity: { verdict, witnessed, signed, findings },
    ...(steps === undefined ? {} : { steps }),
    rules: rules ?? null,
    time: time ?? null,
  }
}

const registerJson = ({ path, mark, head, why, heads, signed, findings }: ExaminedRegister): unknown => ({
  path,
  mark,
  ...(why === undefined ? {} : { why }),
  lines: head?.n ?? 0,
  signed,
  findings,
  missing: heads.missing,
})

export const verifiedJson = (
  records: readonly Verified[],
  registers: readonly ExaminedRegister[],
): unknown => ({
  records: records.map(recordJson),
  registers: registers.map(registerJson),
})
