/** A letter as a page of a word processor. Blanks that nobody has filled are marked, so that none is sent by mistake. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  HeadingLevel,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { List, RootContent, Table as TableNode } from 'mdast'
import { piecesOf } from '../../draft/blanks.ts'
import type { Letter } from '../../draft/letter.ts'
import { openWords, plainText } from './plain.ts'

interface Marks {
  readonly bold?: true
  readonly italics?: true
}

const runsOf = (text: string, marks: Marks): readonly ParagraphChild[] =>
  piecesOf(text).map((piece) =>
    piece.kind === 'text'
      ? new TextRun({ text: piece.text, ...marks })
      : new TextRun({ text: openWords(piece.words), highlight: 'yellow', ...marks }),
  )

const inline = (nodes: readonly RootContent[], marks: Marks = {}): readonly ParagraphChild[] =>
  nodes.flatMap((node): readonly ParagraphChild[] => {
    switch (node.type) {
      case 'text':
        return runsOf(node.value, marks)
      case 'break':
        return [new TextRun({ break: 1 })]
      case 'strong':
        return inline(node.children, { ...marks, bold: true })
      case 'emphasis':
        return inline(node.children, { ...marks, italics: true })
      case 'paragraph':
        return inline(node.children, marks)
      default:
        return runsOf(plainText(node), marks)
    }
  })

const headings = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
  5: HeadingLevel.HEADING_5,
  6: HeadingLevel.HEADING_6,
} as const

const listOf = ({ children, ordered }: List, level: number): readonly FileChild[] =>
  children.flatMap((item, i) =>
    item.children.flatMap((node): readonly FileChild[] =>
      node.type === 'paragraph'
        ? [
            new Paragraph({
              children: [...inline(node.children)],
              numbering: { reference: ordered === true ? 'numbers' : 'bullets', level: Math.min(level, 2) },
              spacing: { after: i === children.length - 1 ? 140 : 60 },
            }),
          ]
        : blockOf(node, level + 1),
    ),
  )

/** In hundredths of the page's width: what stands first is a date, a name or a question. */
const widths = (columns: number): readonly number[] =>
  columns === 2 ? [30, 70] : Array.from({ length: columns }, () => Math.floor(100 / columns))

const isShort = (node: TableNode): boolean =>
  node.children
    .slice(1)
    .every(({ children }) => plainText(children.at(-1) ?? { type: 'text', value: '' }).length < 30)

const tableOf = (node: TableNode): Table => {
  const columns = node.children[0]?.children.length ?? 1
  const shares = columns === 2 && isShort(node) ? [70, 30] : widths(columns)
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: node.children.map(
      ({ children }, row) =>
        new TableRow({
          tableHeader: row === 0,
          cantSplit: true,
          children: children.map(
            (cell, i) =>
              new TableCell({
                width: { size: shares[i] ?? 10, type: WidthType.PERCENTAGE },
                margins: { top: 60, bottom: 60, left: 100, right: 100 },
                ...(row === 0 ? { shading: { fill: 'EEEEEE' } } : {}),
                children: [
                  new Paragraph({
                    children: [...inline(cell.children, row === 0 ? { bold: true } : {})],
                    spacing: { after: 0 },
                  }),
                ],
              }),
          ),
        }),
    ),
  })
}

const blockOf = (node: RootContent, level = 0): readonly FileChild[] => {
  switch (node.type) {
    case 'heading':
      return [new Paragraph({ heading: headings[node.depth], children: [...inline(node.children)] })]
    case 'list':
      return listOf(node, level)
    case 'table':
      return [tableOf(node), new Paragraph({ spacing: { after: 60 } })]
    case 'paragraph':
      return [new Paragraph({ children: [...inline(node.children)] })]
    case 'thematicBreak':
      return [
        new Paragraph({
          border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color: '888888' } },
        }),
      ]
    case 'blockquote':
      return node.children.flatMap((child) => blockOf(child, level))
    default:
      return [new Paragraph({ children: [...inline([node])] })]
  }
}

const headOf = ({ to, subject }: Letter): readonly FileChild[] => [
  ...(to === '' ? [] : [new Paragraph({ children: [new TextRun('To: '), ...runsOf(to, {})] })]),
  ...(subject === ''
    ? []
    : [new Paragraph({ children: [...runsOf(subject, { bold: true })], spacing: { after: 240 } })]),
]

const bulleted = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) =>
  [0, 1, 2].map((level) => ({
    level,
    format,
    text,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 360 * (level + 1), hanging: 360 } } },
  }))

const font = 'Arial'
const heading = (size: number) => ({
  run: { font, size, bold: true, color: '000000' },
  paragraph: { spacing: { before: 240, after: 100 }, keepNext: true },
})

/** An A4 page with a wide margin, as letters have it. */
const page = {
  size: { width: 11906, height: 16838 },
  margin: { top: 1304, bottom: 1304, left: 1304, right: 1304 },
}

const footer = (title: string): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            size: 16,
            color: '555555',
            children: [`${title} · page `, PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  })

/** The bytes of a .docx file. */
export const letterDocx = (letter: Letter): Promise<Uint8Array> =>
  Packer.toBuffer(
    new Document({
      title: letter.title,
      creator: 'Rungs',
      lastModifiedBy: 'Rungs',
      styles: {
        default: {
          document: {
            run: { font, size: 22, language: { value: 'en-GB' } },
            paragraph: { spacing: { after: 140, line: 264, lineRule: LineRuleType.AUTO } },
          },
          heading1: heading(30),
          heading2: heading(25),
          heading3: heading(23),
        },
      },
      numbering: {
        config: [
          { reference: 'bullets', levels: bulleted(LevelFormat.BULLET, '•') },
          { reference: 'numbers', levels: bulleted(LevelFormat.DECIMAL, '%1.') },
        ],
      },
      sections: [
        {
          properties: { page },
          footers: { default: footer(letter.title) },
          children: [...headOf(letter), ...letter.body.children.flatMap((node) => blockOf(node))],
        },
      ],
    }),
  )
