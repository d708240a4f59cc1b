/** Values → YAML for people to go on with: whatever was typed comes back exactly as it was. Knows no word of the flow language. */
import { Document, isScalar, visit } from 'yaml'

// Begins with a letter and has nothing in it that YAML could mean something by: needs no quotation marks.
const prose = /^\p{L}[\p{L}\p{N} .,'’()/-]*$/u

/** One or several words with their values, ended by a line break. */
export const part = (value: Readonly<Record<string, unknown>>): string => {
  const document = new Document(value, { aliasDuplicateObjects: false })
  visit(document, {
    Scalar: (key, node) => {
      if (key === 'key' || typeof node.value !== 'string') return
      node.type = prose.test(node.value) && !node.value.endsWith(' ') ? 'PLAIN' : 'QUOTE_DOUBLE'
    },
    Seq: (_, node) => {
      node.flow = node.items.every((one) => isScalar(one) && String(one.value).length < 30)
    },
  })
  return document.toString({
    lineWidth: 0,
    flowCollectionPadding: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  })
}

/** Lines of explanation, with an empty line before them. */
export const comment = (...lines: readonly string[]): string =>
  `\n${lines.map((line) => `# ${line}`.trimEnd()).join('\n')}\n`

/** The first line of a file: which schema an editor checks it by. `up`: the way to the flow's folder. */
export const schemaLine = (which: string, up: '.' | '..'): string =>
  `# yaml-language-server: $schema=${up}/schema/${which}.schema.json\n`
