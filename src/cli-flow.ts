/** What the words after `rungs flow` do. The build makes a bundle of its own of this, loaded with the first of these verbs. */
import type { Action } from './cli.ts'
import { UserError } from './errors.ts'
import { type Flags, given, oneOf, textOf } from './flags.ts'
import type { Ports } from './ports.ts'

/** A whole number from 0 up, as an optional property. */
const whole = <K extends string>(flags: Flags, name: K): { readonly [P in K]?: number } => {
  const word = textOf(flags, name)
  if (word === undefined) return {}
  if (!/^\d{1,9}$/.test(word))
    throw new UserError(`--${name} takes a whole number, not "${word}".`, `Write --${name} 100, say.`)
  return { [name]: Number(word) } as { readonly [P in K]?: number }
}

const casebookOf = async (ports: Ports, flags: Flags): Promise<string> => {
  const { findCasebook } = await import('./storage/places.ts')
  return findCasebook({
    flag: textOf(flags, 'casebook'),
    env: ports.env,
    cwd: ports.cwd,
    home: ports.home,
    disk: ports.disk,
  })
}

export const flowActions = {
  flowNew: async ({ ports, flags, plain }, [folder]) =>
    (await import('./commands/flow-new.ts')).flowNew(ports, {
      plain,
      casebook: await casebookOf(ports, flags),
      ...given(flags, 'over'),
      ...given(flags, 'answers'),
      ...(folder === undefined ? {} : { folder }),
    }),
  flowLint: async ({ ports, flags }, paths) =>
    (await import('./commands/flow-lint.ts')).flowLint(ports, {
      paths,
      json: flags['json'] === true,
      casebook: await casebookOf(ports, flags),
    }),
  flowShow: async ({ ports, flags }, [target = '']) =>
    (await import('./commands/flow-show.ts')).flowShow(ports, {
      target,
      format: oneOf(flags, 'format', ['md', 'html']),
      casebook: await casebookOf(ports, flags),
    }),
  flowGraph: async ({ ports, flags }, [target]) =>
    (await import('./commands/flow-graph.ts')).flowGraph(ports, {
      format: oneOf(flags, 'format', ['svg', 'mermaid', 'dot']),
      casebook: await casebookOf(ports, flags),
      ...given(flags, 'scenario'),
      ...given(flags, 'record'),
      ...(target === undefined ? {} : { target }),
    }),
  flowTest: async ({ ports, flags }, paths) =>
    (await import('./commands/flow-test.ts')).flowTest(ports, {
      paths,
      json: flags['json'] === true,
      casebook: await casebookOf(ports, flags),
      ...whole(flags, 'random'),
      ...whole(flags, 'seed'),
      ...whole(flags, 'bound'),
    }),
  flowDiff: async ({ ports, flags }, [a = '', b]) =>
    (await import('./commands/flow-diff.ts')).flowDiff(ports, {
      a,
      json: flags['json'] === true,
      casebook: await casebookOf(ports, flags),
      ...(b === undefined ? {} : { b }),
    }),
  flowSchema: async ({ ports }, [which = '']) =>
    (await import('./commands/flow-schema.ts')).flowSchema(ports, { which }),
} satisfies Record<string, Action>

export type FlowVerb = keyof typeof flowActions
