/**
 * The texts of a flow, with those of the policy it is laid over; and its pinned text: all of them in one, so that a case
 * can be walked for ever by the policy as it stood. `formatPin` and `parsePin` are exact inverses, as are `pinOf` and
 * `textsOf`. The digest is taken over this text. Checks nothing.
 */

/** One policy's texts: `policy.yaml` or `overlay.yaml`, a file for each scenario, and `bodies.yaml` of flows/common. */
export interface FlowTexts {
  readonly id: string
  /** Named as the person knows them in findings: prefix of each file's name. */
  readonly folder: string
  readonly files: ReadonlyMap<string, string>
  readonly bodies: string
  readonly sha256: string
  /** The policy under an overlay. */
  readonly base?: FlowTexts
  /** Why there is none under an overlay. */
  readonly noBase?: { readonly code: string; readonly message: string; readonly hint: string }
}

export const policyFile = 'policy.yaml'
export const overlayFile = 'overlay.yaml'

/** A policy and the layers over it, at most. */
export const mostLayers = 4

const mark = '#### file: '
const below = 'over/'

/** `files` in the order given; the first is policy.yaml. A file with a line that begins with the mark is refused by `pinnable`. */
export const formatPin = (id: string, files: ReadonlyMap<string, string>): string =>
  `#### rungs policy: ${id}\n${[...files].map(([name, text]) => `${mark}${name}\n${text.endsWith('\n') ? text : `${text}\n`}`).join('')}`

/** The lines, from 1, that would be mistaken for the border between two files. */
export const borderLines = (text: string): readonly number[] =>
  text.split('\n').flatMap((line, i) => (line.startsWith('#### ') ? [i + 1] : []))

/** False where a text would be mistaken for the border between two files. */
export const pinnable = (text: string): boolean => borderLines(text).length === 0

/** Undefined where the text is not a pinned policy. */
export const parsePin = (
  text: string,
): { readonly id: string; readonly files: ReadonlyMap<string, string> } | undefined => {
  const head = /^#### rungs policy: ([a-z0-9-]+)\n/.exec(text)
  if (head?.[1] === undefined) return undefined
  const files = new Map<string, string>()
  for (const part of text.slice(head[0].length).split(/(?<=^|\n)#### file: /)) {
    const end = part.indexOf('\n')
    if (end > 0) files.set(part.slice(0, end), part.slice(end + 1))
  }
  return { id: head[1], files }
}

const rank = (name: string): number => [policyFile, overlayFile].indexOf(name) + 1 || 3

/** The files of a flow in the order of the pin: policy.yaml or overlay.yaml, then the others by name. */
export const inPinOrder = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...files].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0)))

/** The id that an overlay's text names as its base; undefined where it does not say so on a line of its own. */
export const overOf = (overlay: string): string | undefined =>
  /^(['"]?)over\1[ \t]*:[ \t]*(['"]?)([a-z0-9-]+)\2[ \t]*(?:#.*)?\r?$/m.exec(overlay)?.[3]

const under = ({ base }: Pick<FlowTexts, 'base'>): readonly (readonly [string, string])[] =>
  base === undefined
    ? []
    : [...base.files, ...under(base)].map(([name, text]) => [`${below}${name}`, text] as const)

/** The text that is kept of a flow beside the records, and that its digest is taken over. Files of the base are under `over/`. */
export const pinOf = (texts: Pick<FlowTexts, 'id' | 'files' | 'bodies' | 'base'>): string =>
  formatPin(texts.id, new Map([...texts.files, ['bodies.yaml', texts.bodies], ...under(texts)]))

const layered = (
  id: string,
  folder: string,
  files: ReadonlyMap<string, string>,
  bodies: string,
  sha256: string,
): FlowTexts => {
  const own = new Map([...files].filter(([name]) => !name.startsWith(below)))
  const rest = new Map(
    [...files].flatMap(([name, text]) => (name.startsWith(below) ? [[name.slice(below.length), text]] : [])),
  )
  const over = overOf(own.get(overlayFile) ?? '')
  if (rest.size === 0 || over === undefined) return { id, folder, files: own, bodies, sha256 }
  return {
    id,
    folder,
    files: own,
    bodies,
    sha256,
    base: layered(over, `${folder}/over`, rest, bodies, sha256),
  }
}

/** The texts in a pinned text. Undefined where it is not a pinned policy, or has more layers than a policy can have. */
export const textsOf = (text: string, folder: string, sha256: string): FlowTexts | undefined => {
  const parsed = parsePin(text)
  const deepest = below.repeat(mostLayers)
  if (parsed === undefined || [...parsed.files.keys()].some((name) => name.startsWith(deepest)))
    return undefined
  const { 'bodies.yaml': bodies = '', ...files } = Object.fromEntries(parsed.files)
  return layered(parsed.id, folder, new Map(Object.entries(files)), bodies, sha256)
}

/** Every text of a flow and of what it is laid over, by the name it has in findings. */
export const textsByFile = (texts: FlowTexts): ReadonlyMap<string, string> =>
  new Map([
    ...[...texts.files].map(([name, text]) => [named(texts, name), text] as const),
    ...(texts.base === undefined ? [] : textsByFile(texts.base)),
  ])

/** A file's name in findings. */
export const named = ({ folder }: FlowTexts, name: string): string =>
  /[/\\]$/.test(folder) ? `${folder}${name}` : `${folder}/${name}`
