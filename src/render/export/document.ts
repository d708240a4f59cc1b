/** A record as a document, for a page that is looked at, printed and handed over. Made of a plain value; checks nothing. */
import { formatDate } from '../../calendar/date.ts'
import { civil } from '../../calendar/zone.ts'
import type { Exported } from '../../export/exported.ts'
import type { Graph } from '../../flow/graph/graph.ts'
import { type Block, code, type Document, heading, quiet } from '../document/document.ts'
import { madeUpWords } from '../made-up.ts'
import { deadlineBlocks } from './deadlines.ts'
import { entriesBlocks } from './entries.ts'
import { summaryBlocks } from './summary.ts'
import { checkBlocks, verdictTable, warningsOf } from './verdicts.ts'
import { wayBlocks } from './way.ts'
import { stampWords } from './words.ts'

/** It stands on each printed page as well. */
const titleOf = ({ training, ...one }: Exported): string => {
  if (training !== undefined) return `TRAINING, a made-up case: ${plainTitleOf(one)}`
  return plainTitleOf(one)
}

const plainTitleOf = ({ record, verified: { redacted } }: Exported): string => {
  if (record === '') return 'No escalation record that can be read'
  return redacted ? `Redacted copy of escalation record ${record}` : `Escalation record ${record}`
}

const loud = (text: string): Block => ({ kind: 'paragraph', text: [text], tone: 'loud' })

/** `graph`: the ladders with the way taken, where the policy is at hand. */
export const exportDocument = (exported: Exported, graph: Graph | undefined): Document => {
  const { file, sha256, made, version, training } = exported
  const title = titleOf(exported)
  return {
    title,
    foot: `${title} · page made ${formatDate(civil(made).date)}`,
    blocks: [
      heading(1, title),
      ...(training === undefined ? [] : [loud(madeUpWords(training))]),
      ...warningsOf(exported).map(loud),
      verdictTable(exported),
      quiet(
        `A page to read, made by Rungs ${version} on ${stampWords(made)} from the file ${file}. What counts is the record in that file, SHA-256 `,
        code(sha256),
        '.',
      ),
      { kind: 'contents', title: 'On this page', onScreen: true },
      ...summaryBlocks(exported),
      ...wayBlocks(exported, graph),
      ...deadlineBlocks(exported),
      ...entriesBlocks(exported),
      ...checkBlocks(exported),
    ],
  }
}
