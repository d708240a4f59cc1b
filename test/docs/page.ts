/** The pages of the checkout as the tests of the documentation read them: blocks, tables, code, headings. Judges nothing. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The path of a file of the checkout. */
export const inRoot = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url))

export const readPage = (name: string): string => readFileSync(inRoot(name), 'utf8')

/** The fenced blocks that begin with this word; '' for those without one. */
export const fencedBlocks = (page: string, word: string): readonly string[] =>
  [...page.matchAll(/^(`{3,})(\w*)\n([\s\S]*?)^\1$/gm)].flatMap(([, , found, text = '']) =>
    found === word ? [text] : [],
  )

/** The blocks that are set in by four spaces, without these. */
export const indentedBlocks = (page: string): readonly string[] =>
  [...page.matchAll(/^ {4}.*\n(?:^ {4}.*\n|^\n(?= {4}))*/gm)].map(([text]) => text.replace(/^ {4}/gm, ''))

export const withoutFences = (page: string): string => page.replace(/^(`{3,})\w*\n[\s\S]*?^\1$/gm, '')

/** What stands between backticks within the lines; a line's code may itself hold a backtick. */
export const inlineCode = (page: string): readonly string[] =>
  [...withoutFences(page).matchAll(/(`+)(?!`)(.+?)(?<!`)\1(?!`)/g)].map(([, , text = '']) => text.trim())

/** The part of a page under a heading, up to the next one of any level. */
export const section = (page: string, heading: string): string => {
  const [, text] = page.split(new RegExp(`^#+ ${heading}$`, 'm'))
  if (text === undefined) throw new Error(`There is no heading "${heading}".`)
  return text.split(/^#+ /m)[0] ?? ''
}

/** The words in backticks in the first column of the tables. */
export const firstColumn = (page: string): readonly string[] =>
  page.split('\n').flatMap((row) => inlineCode(/^\| (.*?) \|/.exec(row)?.[1] ?? ''))

/** As GitHub makes them: lower case, spaces to hyphens, punctuation dropped. */
export const anchors = (page: string): readonly string[] =>
  [...withoutFences(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

/** Where the links of a page lead that do not leave the checkout. */
export const localLinks = (page: string): readonly string[] =>
  [
    ...withoutFences(page)
      .replace(/(`+)(?!`).+?(?<!`)\1(?!`)/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].flatMap(([, target = '']) => (/^[a-z]+:/.test(target) ? [] : [target]))
