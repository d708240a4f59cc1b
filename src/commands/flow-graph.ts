/** `rungs flow graph`: a policy as a drawing, or the way that a case took through it. Checks nothing but what it needs. */
import { UserError } from '../errors.ts'
import type { Graph } from '../flow/graph/graph.ts'
import { suggest } from '../flow/nearest.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { visible } from '../render/visible.ts'
import { findPolicy } from '../sitting/find-policy.ts'
import type { ReadCase } from '../sitting/read-case.ts'

export type GraphFormat = 'mermaid' | 'dot' | 'svg'

export interface GraphOptions {
  /** The id of a policy, or the path of a flow folder; may be left out where there is a record. */
  readonly target?: string
  readonly format: GraphFormat
  /** Only this scenario. */
  readonly scenario?: string
  /** A case whose way is marked: the path of its record, or its number in the casebook. */
  readonly record?: string
  readonly casebook?: string
}

const checkScenario = (policy: Policy, scenario: string | undefined): void => {
  const ids = policy.scenarios.map(({ id }) => id)
  if (scenario === undefined || ids.includes(scenario)) return
  throw new UserError(`"${policy.id}" has no scenario "${scenario}".`, suggest(scenario, ids))
}

/** The record's own policy; the target's is only compared with it. */
const policyOf = (ports: Ports, { record, state, id }: ReadCase, target: Policy | undefined): Policy => {
  const { policy, unknownPolicy } = state
  if (policy === undefined)
    throw unknownPolicy === undefined
      ? new UserError(
          `In ${id} no policy has been chosen yet${record.problems.length > 0 ? ', or it cannot be read' : ''}.`,
          'Go on with the case, or leave out --record.',
        )
      : new UserError(
          `The policy of ${id} is neither in this program nor beside the record.`,
          `Put its file ${unknownPolicy}.yaml back into the folder "policies" beside the record.`,
        )
  if (target !== undefined && target.sha256 !== policy.sha256)
    ports.err(
      `${visible(id)} was walked by another edition than the one you named: ${visible(policy.title)}, ${policy.sha256.slice(0, 12)}, not ${target.sha256.slice(0, 12)}. Its own is drawn.\n`,
    )
  return policy
}

interface Drawn {
  readonly graph: Graph
  /** Exit code: 1 where the record is not as it was written. */
  readonly code: 0 | 1
}

const marked = async (ports: Ports, options: GraphOptions, record: string): Promise<Drawn> => {
  const [{ readMarked, pathOf }, { blemish }, { graphOf }] = await Promise.all([
    import('../sitting/case-path.ts'),
    import('../sitting/read-case.ts'),
    import('../flow/graph/graph.ts'),
  ])
  const found = await readMarked(ports, record, options.casebook)
  const target =
    options.target === undefined ? undefined : await findPolicy(ports, options.target, options.casebook)
  const policy = policyOf(ports, found, target)
  checkScenario(policy, options.scenario)
  // Torn is no damage where somebody goes on with a case; a drawing of half of it would mislead.
  const wrong = blemish(found.record) ?? found.record.problems.find(({ code }) => code === 'torn')?.message
  if (wrong !== undefined) ports.err(`This record is not as Rungs wrote it: ${visible(wrong)}\n`)
  const path = pathOf(wrong === undefined ? found.id : `${found.id} (damaged)`, found.state)
  const visited = [...new Set(path.visits.map(({ scenario }) => scenario))]
  const chosen = found.state.scenario === undefined ? [] : [found.state.scenario.id]
  const scenarios =
    options.scenario === undefined ? [...new Set([...visited, ...chosen])] : [options.scenario]
  const graph = graphOf(policy, { path, ...(scenarios.length === 0 ? {} : { scenarios }) })
  return { graph, code: wrong === undefined ? 0 : 1 }
}

const unmarked = async (ports: Ports, options: GraphOptions): Promise<Drawn> => {
  if (options.target === undefined)
    throw new UserError(
      'Which policy shall be drawn?',
      'Name one, or a flow folder, or a case with --record.',
    )
  const policy = await findPolicy(ports, options.target, options.casebook)
  checkScenario(policy, options.scenario)
  const { graphOf } = await import('../flow/graph/graph.ts')
  const graph = graphOf(policy, options.scenario === undefined ? {} : { scenarios: [options.scenario] })
  return { graph, code: 0 }
}

const mermaid = async (ports: Ports, graph: Graph): Promise<string> => {
  const { mermaidLimits, renderMermaid } = await import('../render/graph/mermaid.ts')
  const text = renderMermaid(graph)
  const edges = graph.charts.reduce((sum, chart) => sum + chart.edges.length, 0)
  if (text.length > mermaidLimits.characters || edges > mermaidLimits.edges)
    ports.err(
      `This is more than Mermaid draws unless it is told to (${mermaidLimits.characters} characters, ${mermaidLimits.edges} edges). Take one scenario with --scenario, or --format svg.\n`,
    )
  return text
}

const draw = async (ports: Ports, format: GraphFormat, graph: Graph): Promise<string> => {
  switch (format) {
    case 'mermaid':
      return mermaid(ports, graph)
    case 'dot':
      return (await import('../render/graph/dot.ts')).renderDot(graph)
    case 'svg': {
      const { renderSvg } = await import('../render/graph/svg.ts')
      const { danger, label } = ports.shipped.common()
      const text = danger.find(({ nations }) => nations?.includes(graph.nation) ?? true)?.text
      return renderSvg(graph, text === undefined ? {} : { danger: { text, label } })
    }
  }
}

/**
 * Prints the drawing to standard output. Exit 1 where the record that is marked is not as it was written; throws a
 * `UserError` where policy, scenario or record cannot be found or read.
 */
export const flowGraph = async (ports: Ports, options: GraphOptions): Promise<number> => {
  const { record } = options
  const { graph, code } =
    record === undefined ? await unmarked(ports, options) : await marked(ports, options, record)
  ports.out(await draw(ports, options.format, graph))
  return code
}
