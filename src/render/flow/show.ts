/**
 * A whole policy as one document for proof-reading against its source: every word of the flow that a user can be shown, with its
 * clause. Checks nothing and reads no disk; see commands/flow-show.ts. How it is written down: markdown.ts, html.ts.
 */

import { formatDate } from '../../calendar/date.ts'
import type { PlainDate } from '../../calendar/time.ts'
import type { Common, Nation, Policy } from '../../flow/policy.ts'
import {
  type Block,
  between,
  chapter,
  code,
  type Document,
  heading,
  list,
  type Text,
} from '../document/document.ts'
import { approvalBlocks, approvalSentence, type KnownApprovals } from './approval.ts'
import { monthName } from './edition.ts'
import { offersExplained } from './outcome.ts'
import { partBlocks } from './parts.ts'
import { type Printed, scenarioBlocks } from './scenario.ts'
import { summaryBlocks } from './summary.ts'

export interface Shown {
  readonly policy: Policy
  readonly common: Common
  readonly approvals: KnownApprovals
  /** Decides which warnings the edition needs, and how old the contacts are. */
  readonly today: PlainDate
}

const nations: Readonly<Record<Nation, string>> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
}

const optional = (label: string, text: string | undefined): readonly (readonly [string, Text])[] =>
  text === undefined ? [] : [[label, [text]]]

/** What identifies the document: which policy, which text, which edition, over what, printed when. */
const identity = ({ policy, approvals, today }: Shown): Block => {
  const { edition } = policy
  return {
    kind: 'facts',
    caption: 'What this document shows',
    rows: [
      ['Policy', [code(policy.id), `, shown on screens as “${policy.short}”`]],
      ['Source printed', [edition.printed]],
      ...optional('Issued', edition.issued === undefined ? undefined : monthName(edition.issued)),
      ...optional('Review due', edition.reviewDue === undefined ? undefined : monthName(edition.reviewDue)),
      ...optional('Superseded by', edition.supersededBy),
      ...(policy.over.length === 0
        ? []
        : ([
            [
              'Laid over',
              between(
                policy.over.map((base): Text => [`${base.title} (`, code(base.id), ')']),
                ', which is laid over ',
              ),
            ],
          ] as const)),
      ['Nation', [`${nations[policy.nation]}; bank holidays: ${policy.calendar}`]],
      ['SHA-256 of this text', [code(policy.sha256)]],
      ['Approval', [approvalSentence(approvals, policy.sha256)]],
      ['This document made on', [formatDate(today)]],
    ],
  }
}

/** The document for a policy: head, contents, summary, approval block, the parts, then each scenario. */
export const policyDocument = (shown: Shown): Document => {
  const { policy, common, approvals, today } = shown
  const printed: Printed = { first: new Map(), sameAs: new Map() }
  const scenarios = policy.scenarios.flatMap((scenario) => scenarioBlocks(policy, scenario, printed))
  return {
    title: policy.title,
    foot: `${policy.id}, text ${policy.sha256.slice(0, 16)}`,
    blocks: [
      heading(1, policy.title),
      identity(shown),
      { kind: 'contents', title: 'Contents' },
      ...summaryBlocks(policy, today, printed.sameAs),
      ...approvalBlocks(approvals, policy.sha256, today),
      ...partBlocks(policy, common, today),
      ...chapter(2, 'What the program itself offers on the rungs', 'offers', list(offersExplained)),
      ...scenarios,
    ],
  }
}
