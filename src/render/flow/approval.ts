/**
 * Who approved which text of a flow, and lines for whoever approves it now. Believes what it is given: an approval is a
 * line in a file, not a signature.
 */

import { formatDate } from '../../calendar/date.ts'
import type { PlainDate } from '../../calendar/time.ts'
import type { Approval } from '../../flow/approvals.ts'
import { type Block, code, heading, paragraph, type Row, type Text } from '../document/document.ts'

/** What is known of a policy's approvals. `shipped`: it came with the program, which keeps none. `unreadable`: there is a file, with findings. */
export type KnownApprovals =
  | { readonly kind: 'shipped' }
  | { readonly kind: 'kept'; readonly approvals: readonly Approval[] }
  | { readonly kind: 'unreadable' }

const shortDigest = (sha256: string): string => sha256.slice(0, 16)

const about = (approval: Approval, sha256: string, today: PlainDate): string =>
  `${approval.sha256 === sha256 ? 'approved this text' : 'approved an earlier text, not this one'}${
    approval.on > today ? '; the date lies in the future' : ''
  }`

const row = (approval: Approval, sha256: string, today: PlainDate): Row => ({
  cells: [
    [approval.by],
    [approval.role],
    [formatDate(approval.on)],
    [about(approval, sha256, today)],
    [code(shortDigest(approval.sha256))],
  ],
})

/** One sentence for the head of the document: whether anybody has approved this very text. */
export const approvalSentence = (known: KnownApprovals, sha256: string): string => {
  switch (known.kind) {
    case 'shipped':
      return 'Nobody has approved this text: the policies that come with the program are shipped without any approval.'
    case 'unreadable':
      return 'The file approvals.yaml has findings, so none of its approvals is shown.'
    case 'kept': {
      const now = known.approvals.filter((one) => one.sha256 === sha256).length
      if (now > 0)
        return `${now} approval${now === 1 ? '' : 's'} of this very text ${now === 1 ? 'is' : 'are'} kept beside the flow.`
      return known.approvals.length === 0
        ? 'Nobody has approved this text: no approval is kept beside the flow.'
        : 'Nobody has approved this text: the approvals kept beside the flow are of an earlier one.'
    }
  }
}

const kept = (known: KnownApprovals, sha256: string, today: PlainDate): readonly Block[] =>
  known.kind !== 'kept' || known.approvals.length === 0
    ? []
    : [
        {
          kind: 'table',
          caption: 'Approvals kept beside the flow',
          head: ['Who', 'Role', 'On', 'What', 'Text'],
          widths: [20, 20, 16, 22, 22],
          rows: known.approvals.map((one) => row(one, sha256, today)),
        },
      ]

const howToKeep = (known: KnownApprovals, sha256: string, today: PlainDate): Block => ({
  kind: 'verbatim',
  caption:
    known.kind === 'shipped'
      ? 'An approval is kept in a file approvals.yaml, in the folder of a flow of your own. For this text it would read, with your own name and role:'
      : 'To keep an approval of this text, add these lines to the file approvals.yaml in the folder of the flow, with your own name, role and date:',
  lines: ['- by: A. Example', '  role: Partnership manager', `  on: "${today}"`, `  sha256: "${sha256}"`],
})

/** The block with which a document is approved: what was approved before, lines to sign on paper, and lines to keep. */
export const approvalBlocks = (known: KnownApprovals, sha256: string, today: PlainDate): readonly Block[] => {
  const digest: Text = ['SHA-256 of this text: ', code(sha256)]
  return [
    heading(2, 'Approval', 'approval'),
    paragraph(approvalSentence(known, sha256)),
    paragraph(...digest),
    paragraph(
      'The digest changes with every letter of the flow’s files, and with the name of their folder. Whoever approves this document approves the text with this digest.',
    ),
    ...kept(known, sha256, today),
    {
      kind: 'form',
      caption: `Read against the source and approved: the text ${shortDigest(sha256)}`,
      heads: ['Name', 'Role', 'Date', 'Signature'],
      rows: 3,
    },
    howToKeep(known, sha256, today),
  ]
}
