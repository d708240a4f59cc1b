/**
 * The fenced fragments of flows/README.md, spliced into a small clean flow. Each part of a fence begins with a comment line that
 * says where it belongs: `# policy.yaml`, `# a scenario`, `# a ladder`, `# a rung`, `# a clock`, `# an outcome`, `# overlay.yaml` …
 */
import { parse, stringify } from 'yaml'
import { type Loaded, loadPolicy } from '../../src/flow/load.ts'
import { type FlowTexts, inPinOrder } from '../../src/flow/pin.ts'

type Json = Readonly<Record<string, unknown>>

export interface Fragment {
  /** "policy.yaml", "a rung": what stands behind the first `#`, up to a comma. */
  readonly where: string
  readonly data: unknown
}

const read = (text: string): unknown => parse(text, { schema: 'core' })

/** The parts of one fenced block, each with the place that its first line names. */
export const fragmentsOf = (block: string): readonly Fragment[] =>
  block.split(/^(?=# )/m).map((part) => ({
    where: /^# ([^,\n]+)/.exec(part)?.[1]?.trim() ?? '',
    data: read(part),
  }))

const policy: Json = {
  title: 'A made-up policy',
  short: 'Made up',
  nation: 'england',
  edition: { printed: 'undated' },
  danger: { do: [] },
  contacts: {
    desk: { role: 'Front desk', printed: 'undated', clause: '1', lines: [{ value: '020 7946 0009' }] },
    mash: { role: 'MASH', printed: 'undated', clause: '1', lines: [{ value: '020 7946 0000' }] },
  },
  scenarios: ['refused'],
}

const rung = (id: string, title: string, whom: string): Json => ({
  id,
  title,
  clause: '1',
  whom,
  contacts: ['desk'],
  outcomes: { agreed: 'They agree', refused: 'They do not agree' },
})

const scenario: Json = {
  title: 'They refuse',
  when: 'They say no.',
  clause: '1',
  ladder: [rung('ask', 'Ask again', 'Front desk'), rung('manager', 'Ask the manager', 'Team Leader')],
  top: { text: 'The policy ends here.', clause: '1' },
}

const isMap = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Maps are joined by their keys, all else is said anew. */
const merged = (a: unknown, b: unknown): unknown =>
  isMap(a) && isMap(b)
    ? Object.fromEntries(
        [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [
          key,
          b[key] === undefined ? a[key] : a[key] === undefined ? b[key] : merged(a[key], b[key]),
        ]),
      )
    : b

const inRung = (into: Json, words: unknown): Json => {
  const [first, ...rest] = Array.isArray(into['ladder']) ? into['ladder'] : []
  return { ...into, ladder: [merged(first, words), ...rest] }
}

/** The files of the flow that these parts make; undefined where none of them belongs into a flow. */
export const spliced = (parts: readonly Fragment[]): FlowTexts | undefined => {
  let head = policy
  let body = scenario
  let overlay: unknown
  let bodies: unknown = {}
  let known = 0
  for (const { where, data } of parts) {
    known += 1
    if (where === 'policy.yaml') head = merged(head, data) as Json
    else if (where === 'a scenario') body = merged(body, data) as Json
    else if (where === 'a ladder') body = { ...body, ladder: data }
    else if (where === 'a rung') body = inRung(body, data)
    else if (where === 'a clock') body = inRung(body, { clocks: data })
    else if (where === 'an outcome') body = inRung(body, { outcomes: data })
    else if (where === 'overlay.yaml') overlay = data
    else if (where === 'bodies.yaml') bodies = data
    else known -= 1
  }
  if (known === 0) return undefined
  const named = isMap(head) && Array.isArray(head['bodies']) ? head['bodies'].map(String) : []
  const gone = { name: 'A board', ended: '2019-09', 'replaced-by': 'another' }
  const texts = (id: string, files: Readonly<Record<string, unknown>>): FlowTexts => ({
    id,
    folder: id,
    files: inPinOrder(new Map(Object.entries(files).map(([name, value]) => [name, stringify(value)]))),
    bodies: stringify({ ...Object.fromEntries(named.map((one) => [one, gone])), ...(bodies as Json) }),
    sha256: '0'.repeat(64),
  })
  const base = texts('borough', { 'policy.yaml': head, 'refused.yaml': body })
  if (!isMap(overlay)) return base
  const own = Array.isArray(overlay['scenarios']) ? overlay['scenarios'].map(String) : []
  const ladders = isMap(overlay['ladders']) ? Object.keys(overlay['ladders']) : []
  // A scenario of the overlay's own takes its shared ladders, as nothing else would.
  const ladder = ladders.map((id) => ({ ladder: id }))
  const files = own.map((id) => [`${id}.yaml`, { ...scenario, ladder }] as const)
  return { ...texts('local', { 'overlay.yaml': overlay, ...Object.fromEntries(files) }), base }
}

export const load = (texts: FlowTexts): Loaded => loadPolicy(texts)
