/** The words of a policy and of the law, for somebody who hears them on the telephone: those on the screen they came from first. */
import { generalTerms } from '../flow/criteria.ts'
import type { Policy, Term } from '../flow/policy.ts'
import type { Line, Page } from '../terminal/screen.ts'
import type { Desk } from './desk.ts'
import { titledHead } from './head-lines.ts'
import { criteriaAt, criteriaLines, termLine } from './match.ts'

/** Each way in which a term is met in a text: `DC, DS` is two, `Independent reviewing officer (IRO)` as well. */
const spellings = (term: string): readonly string[] =>
  term.split(/, | \(|\)/).filter((one) => /\p{L}{2}/u.test(one))

const isAcronym = (word: string): boolean => word === word.toUpperCase()

/** Letters that stand for words are met as they are written; words in either case. */
const isIn = (text: string, lower: string, word: string): boolean => {
  const [within, wanted] = isAcronym(word) ? [text, word] : [lower, word.toLowerCase()]
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + 1)) {
    const [before, after] = [within.slice(0, at), within.slice(at + wanted.length)]
    if (!/[\p{L}\p{N}]$/u.test(before.slice(-2)) && /^s?(?![\p{L}\p{N}])/u.test(after.slice(0, 3)))
      return true
  }
  return false
}

const textOf = ({ head, body }: Page): string =>
  [...head, ...body]
    .map(({ spans, right = [] }) => [...spans, ...right].map(({ text }) => text).join(''))
    .join('\n')

/** The terms that stand on a page. */
export const termsOn = <T extends Term>(page: Page, terms: readonly T[]): readonly T[] => {
  const text = textOf(page)
  const lower = text.toLowerCase()
  return terms.filter(({ term }) => spellings(term).some((word) => isIn(text, lower, word)))
}

const part = (title: string, lines: readonly Line[]): readonly Line[] =>
  lines.length === 0 ? [] : [{ spans: [{ text: title, as: 'title' }] }, ...lines, { spans: [] }]

/** What is no criterion: those have a part of their own. */
const plain = <T extends Term>(terms: readonly T[]): readonly T[] =>
  terms.filter(({ criterion }) => criterion === undefined)

/** The page behind `g`; `from` is the page that the person came from. */
export const glossaryPage = (desk: Desk, policy: Policy, from: Page): Page => {
  const [own, general] = [plain(policy.terms), plain(generalTerms(policy, desk.common))]
  const here = new Set<Term>([...termsOn(from, own), ...termsOn(from, general)])
  const rest = (terms: readonly Term[]): readonly Line[] =>
    terms.filter((one) => !here.has(one)).map(termLine)
  const met = (terms: readonly Term[]): readonly Line[] => terms.filter((one) => here.has(one)).map(termLine)
  return {
    head: titledHead(desk.sitting, `Words: ${policy.short}`),
    body: [
      ...part('On the screen you came from', met(own)),
      ...part(`On that screen too (${desk.common.label})`, met(general)),
      ...part('What a concern can be matched to', criteriaLines(desk, criteriaAt(desk))),
      ...part('Further words of the policy', rest(own)),
      ...part(`Further words (${desk.common.label})`, rest(general)),
    ],
  }
}
