/** The flags of a command line as they were given. Knows no command. */
import { UserError } from './errors.ts'

export type Flags = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

/** The words after a flag; undefined where it was not given, or takes none. */
export const textOf = (flags: Flags, name: string): string | undefined => {
  const value = flags[name]
  return typeof value === 'string' ? value : undefined
}

/** The words after a flag as an optional property: absent where it was not given. */
export const given = <K extends string>(flags: Flags, name: K): { readonly [P in K]?: string } => {
  const value = textOf(flags, name)
  return (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: string }
}

/** The words after a flag that may be given several times, in their order. */
export const allOf = (flags: Flags, name: string): readonly string[] => {
  const value = flags[name]
  return typeof value === 'object' ? value : []
}

/** One of the words that an option takes; the first where it was not given. */
export const oneOf = <T extends string>(flags: Flags, name: string, words: readonly [T, ...T[]]): T => {
  const word = textOf(flags, name)
  const found = words.find((one) => one === word)
  if (word !== undefined && found === undefined)
    throw new UserError(`--${name} cannot be "${word}".`, `There is: ${words.join(', ')}.`)
  return found ?? words[0]
}
