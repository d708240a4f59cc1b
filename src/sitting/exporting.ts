/** A record's file → the value that is exported, and the picture of its ladder. Changes nothing, not even what this computer remembers. */
import * as path from 'node:path'
import type { Closure } from '../calendar/school.ts'
import { civil } from '../calendar/zone.ts'
import type { Case, Placed } from '../case/case.ts'
import { begin } from '../case/case.ts'
import { entriesOf, leftOutOf } from '../export/entries.ts'
import type { Exported, ExportedVisit } from '../export/exported.ts'
import { summaryOf } from '../export/summary.ts'
import { visitsOf } from '../export/way.ts'
import { type Graph, graphOf } from '../flow/graph/graph.ts'
import type { Ports } from '../ports.ts'
import { sha256 } from '../record/digest.ts'
import { type ParsedRecord, parseRecord } from '../record/parse.ts'
import { checkSignatures } from '../record/signatures.ts'
import { strengthOf } from '../strength/strength.ts'
import { examinedOf } from '../verify/examined.ts'
import type { Time } from '../verify/time.ts'
import { isIntact, type Verified } from '../verify/verified.ts'
import { version } from '../version.ts'
import { pathOf } from './case-path.ts'
import { type Held, nothingHeld, worldFor } from './library.ts'
import { placedFacts, readBytes } from './read-case.ts'
import { casebookOf } from './record-paths.ts'
import { reviewBeside } from './reviewing.ts'
import { judgeAlone } from './verifying.ts'

export interface Exporting {
  readonly bytes: Uint8Array
  readonly record: ParsedRecord
  readonly exported: Exported
  /** The ladders that the case was on, with its way; absent without its policy, or before a scenario was chosen. */
  readonly graph?: Graph
}

const nothingOfTime: Time = { deadlines: [], later: [], tried: [], stepped: [], given: [] }

const drawn = (id: string, state: Case, verified: Verified): Graph | undefined => {
  const { policy, scenario } = state
  const path = pathOf(isIntact(verified) ? id : `${id} (damaged)`, state)
  const scenarios = new Set([
    ...path.visits.map((visit) => visit.scenario),
    ...(scenario === undefined ? [] : [scenario.id]),
  ])
  return policy === undefined || scenarios.size === 0
    ? undefined
    : graphOf(policy, { path, scenarios: [...scenarios] })
}

/** Without its policy no case can be followed: where it was last is all that can be said. */
const standsOf = (
  id: string,
  state: Case,
  facts: readonly Placed[],
  visits: readonly ExportedVisit[],
): string => {
  if (facts.some(({ fact }) => fact.kind === 'closed')) return 'closed'
  const last = visits.at(-1)
  return state.policy === undefined && last !== undefined
    ? `last on “${last.rung.label}”`
    : pathOf(id, state).now.words
}

interface Judged {
  readonly state: Case
  readonly time: Time
  readonly verified: Verified
}

const judged = async (
  ports: Ports,
  file: string,
  record: ParsedRecord,
  facts: readonly Placed[],
  held: Held,
): Promise<Judged> => {
  const examined = examinedOf(file, record, checkSignatures(record))
  if (facts.length === 0)
    return {
      state: begin(await worldFor(ports, casebookOf(file), facts, held)),
      time: nothingOfTime,
      verified: judgeAlone(ports, { examined }, 'steps'),
    }
  const { rules, time } = await reviewBeside(
    ports,
    casebookOf(file),
    record.id,
    facts,
    held,
    civil(ports.clock.now()),
  )
  const { state, ...verdict } = rules
  return {
    state,
    time,
    verified: judgeAlone(
      ports,
      { examined, rules: verdict, time, strength: strengthOf(state, facts) },
      'steps',
    ),
  }
}

/** Reads one record; whatever can be read of it is there. Throws a `UserError` where its file cannot be read. */
export const exporting = async (
  ports: Ports,
  file: string,
  closures: readonly Closure[],
): Promise<Exporting> => {
  const bytes = readBytes(ports, file)
  const record = parseRecord(bytes)
  const facts = placedFacts(record)
  const { state, time, verified } = await judged(ports, file, record, facts, nothingHeld(closures))
  const visits = visitsOf(state, facts)
  const graph = drawn(record.id, state, verified)
  return {
    bytes,
    record,
    exported: {
      file: path.basename(file),
      sha256: sha256(bytes),
      record: record.id,
      ...(verified.training === undefined ? {} : { training: verified.training }),
      zone: record.zone,
      made: ports.clock.now(),
      version,
      verified: { ...verified, path: path.basename(file) },
      ...(state.unknownPolicy === undefined ? {} : { unknownPolicy: state.unknownPolicy }),
      summary: summaryOf(state, facts, leftOutOf(record), standsOf(record.id, state, facts, visits)),
      visits,
      entries: entriesOf(record, facts, time, state.off),
    },
    ...(graph === undefined ? {} : { graph }),
  }
}
