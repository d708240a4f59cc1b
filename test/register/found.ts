/** Everything that a register by itself shows to be wrong: each code with its serial. */
import { parseRegister } from '../../src/register/parse.ts'
import { checkRegisterSignatures, registerProblems } from '../../src/register/signatures.ts'

export const found = (source: Uint8Array | string): readonly (readonly [string, number])[] => {
  const parsed = parseRegister(source)
  return registerProblems(parsed, checkRegisterSignatures(parsed)).map(({ code, serial }) => [code, serial])
}
