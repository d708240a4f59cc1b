/** Who may import whom: each rule with its name and its reason. No cycles. Read from the sources, type imports included in neither. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import * as path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../src')

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? filesBelow(file) : file.endsWith('.ts') ? [file] : []
  })

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

// `import type` and imports of only `type` names leave nothing in the running program.
const statement = /(?:^|\n)(?:import|export)\s+(type\s+)?([^;'"]*?)\s*from\s+'([^']+)'|import\('([^']+)'\)/g

const named = (file: string): string => path.relative(root, file).replaceAll(path.sep, '/')

const importsOf = (file: string): readonly Import[] =>
  [...readFileSync(file, 'utf8').matchAll(statement)].flatMap(([, type, names = '', still, dynamic]) => {
    const target = still ?? dynamic ?? ''
    const inner = /\{([^}]*)\}/.exec(names)?.[1]
    const allTypes =
      inner !== undefined &&
      inner.trim() !== '' &&
      inner.split(',').every((one) => one.trim() === '' || one.trim().startsWith('type '))
    const to = target.startsWith('.') ? named(path.resolve(path.dirname(file), target)) : target
    return [{ from: named(file), to, typeOnly: type !== undefined || (still !== undefined && allTypes) }]
  })

const all = filesBelow(root).flatMap(importsOf)
const room = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : file)

interface Rule {
  readonly name: string
  readonly reason: string
  readonly from: RegExp
  readonly forbidden: RegExp
  /** Types carry no behaviour; some rules let them through. */
  readonly typesToo: boolean
}

const rules: readonly Rule[] = [
  {
    name: 'the core reads nothing',
    reason:
      'calendar, flow, case and record take values; clock, disk, environment, terminal and randomness arrive from outside',
    from: /^(calendar|flow|case|record|register|verify|proof|strength|story|report|export|training|draft)\//,
    forbidden:
      /^(storage|terminal|sitting|wizard|commands)\/|^(ports|main|cli)\.ts$|^node:(fs|os|tty|readline|child_process|net|http)/,
    typesToo: true,
  },
  {
    name: 'calendar knows nobody',
    reason: 'dates and deadlines are used by everything and must not depend on any of it',
    from: /^calendar\//,
    forbidden: /^(flow|case|record|render)\//,
    typesToo: true,
  },
  {
    name: 'flow and proof do not know how they are shown',
    reason: 'they yield values and plain words; documents, drawings and pages are made of them elsewhere',
    from: /^(flow|proof)\//,
    forbidden: /^render\//,
    typesToo: true,
  },
  {
    name: 'flow does not know the engine',
    reason: 'a policy is checked by itself; walks, routes and play, which are about the engine, are proof',
    from: /^flow\//,
    forbidden: /^(case|record|proof)\//,
    typesToo: true,
  },
  {
    name: 'the engine does not know Markdown',
    reason: 'facts are values; how they are written down is the record’s',
    from: /^case\//,
    forbidden: /^record\//,
    typesToo: true,
  },
  {
    name: 'storage understands nothing',
    reason: 'it moves bytes; what they mean is known elsewhere',
    from: /^storage\//,
    forbidden: /^(calendar|flow|case|record|register|verify|render|terminal|sitting|wizard|commands)\//,
    typesToo: true,
  },
  {
    name: 'a record does not know who lists it',
    reason: 'registers and verdicts are about records, and a record stands without them',
    from: /^record\//,
    forbidden: /^(register|verify)\//,
    typesToo: true,
  },
  {
    name: 'no opinion is needed to check a seal',
    reason:
      'integrity, rules and times are judged without knowing what a reader would miss; a sitting puts both together',
    from: /^(case|record|register|verify)\//,
    forbidden: /^strength\//,
    typesToo: true,
  },
  {
    name: 'strength looks at facts only',
    reason: 'what a reader would miss does not depend on bytes, seals, verdicts or how it is shown',
    from: /^strength\//,
    forbidden: /^(record|register|verify|render)\//,
    typesToo: true,
  },
  {
    name: 'the terminal does not know what is asked',
    reason: 'prompts are values; the same terminal serves training and every other command',
    from: /^terminal\//,
    forbidden: /^(calendar|flow|case|record|storage|sitting|wizard|commands)\//,
    typesToo: true,
  },
  {
    name: 'a story does not know how it is shown',
    reason: 'replay, comparison, pages and JSON are made of the same values',
    from: /^story\//,
    forbidden: /^(render|player)\//,
    typesToo: true,
  },
  {
    name: 'an export does not know how it is shown',
    reason: 'a page and JSON are made of the same value',
    from: /^export\//,
    forbidden: /^render\//,
    typesToo: true,
  },
  {
    name: 'training does not know how it is shown',
    reason: 'a room, a page and a quiz are made of the same values',
    from: /^training\//,
    forbidden: /^(render|player)\//,
    typesToo: true,
  },
  {
    name: 'rendering does no work',
    reason: 'values to lines and documents; nothing is asked, read or decided',
    from: /^render\//,
    forbidden: /^(case|storage|sitting|wizard|player|commands)\//,
    typesToo: true,
  },
  {
    name: 'a sitting neither asks nor prints',
    reason: 'scripts and the wizard share it',
    from: /^sitting\//,
    forbidden: /^(terminal|wizard|player|commands|render)\//,
    typesToo: true,
  },
  {
    name: 'the wizard does not know what stands beside it',
    reason:
      'training is other ports and one opening (wizard/aside.ts); it knows the wizard, and not the other way',
    from: /^wizard\//,
    forbidden: /^(training|rehearsal)\//,
    typesToo: true,
  },
  {
    name: 'nobody calls the commands but the command line',
    reason: 'a verb is an edge; what two verbs share belongs in another room',
    from: /^(?!commands\/|cli\.ts|cli-(?:audit|flow|record|training)\.ts)/,
    forbidden: /^commands\//,
    typesToo: true,
  },
  {
    name: 'only the wiring wires',
    reason: 'the real clock, disk and terminal are chosen in one place',
    from: /^(?!main\.ts|reader\.ts)/,
    forbidden: /^storage\/node-disk\.ts$|^main\.ts$/,
    typesToo: true,
  },
]

describe('imports', () => {
  for (const rule of rules)
    it(`${rule.name} (${rule.reason})`, () => {
      const broken = all.filter(
        (one) => rule.from.test(one.from) && rule.forbidden.test(one.to) && (rule.typesToo || !one.typeOnly),
      )
      expect(broken.map((one) => `${one.from} imports ${one.to}`)).toEqual([])
    })

  it('has no cycles between files, types aside', () => {
    const edges = new Map<string, string[]>()
    for (const { from, to, typeOnly } of all)
      if (!typeOnly && to.endsWith('.ts')) edges.set(from, [...(edges.get(from) ?? []), to])
    const done = new Set<string>()
    const cycles: string[] = []
    const walk = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
      else if (!done.has(file)) {
        for (const next of edges.get(file) ?? []) walk(next, [...trail, file])
        done.add(file)
      }
    }
    for (const file of edges.keys()) walk(file, [])
    expect(cycles).toEqual([])
  })

  it('sees the imports at all', () => {
    expect(all.some((one) => one.from === 'case/evolve.ts' && one.to === 'case/answers.ts')).toBe(true)
    expect(new Set(all.map((one) => room(one.from))).size).toBeGreaterThan(8)
  })
})
