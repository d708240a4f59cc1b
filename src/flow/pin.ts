/**
 * The pinned text of a policy: all its files in one, so that a case can be walked for ever by the policy as it
 * stood. `formatPin` and `parsePin` are exact inverses. The digest is taken over this text.
 */

const mark = '#### file: '

/** `files` in the order given; the first is policy.yaml. A file with a line that begins with the mark is refused by `pinnable`. */
export const formatPin = (id: string, files: ReadonlyMap<string, string>): string =>
  `#### rungs policy: ${id}\n${[...files].map(([name, text]) => `${mark}${name}\n${text.endsWith('\n') ? text : `${text}\n`}`).join('')}`

/** False where a text would be mistaken for the border between two files. */
export const pinnable = (text: string): boolean => !text.split('\n').some((line) => line.startsWith('#### '))

/** Undefined where the text is not a pinned policy. */
export const parsePin = (
  text: string,
): { readonly id: string; readonly files: ReadonlyMap<string, string> } | undefined => {
  const head = /^#### rungs policy: ([a-z0-9-]+)\n/.exec(text)
  if (head?.[1] === undefined) return undefined
  const files = new Map<string, string>()
  for (const part of text.slice(head[0].length).split(/^#### file: /m)) {
    const end = part.indexOf('\n')
    if (end > 0) files.set(part.slice(0, end), part.slice(end + 1))
  }
  return { id: head[1], files }
}

/** The files of a flow in the order of the pin: policy.yaml, then the others by name. */
export const inPinOrder = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map(
    [...files].sort(([a], [b]) => (a === 'policy.yaml' ? -1 : b === 'policy.yaml' ? 1 : a < b ? -1 : 1)),
  )
