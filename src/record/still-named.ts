/**
 * Names out of texts that are left out of a copy, and where they still stand in what stays: a list to look through, for no
 * program knows what a name is. Too much is better than too little, but roles and days would bury the rest.
 */
import type { TextName, TypedText } from './redact.ts'

/** Fields whose text is mostly names. */
const nameFields: ReadonlySet<TextName> = new Set<TextName>([
  'recorded-by',
  'who',
  'advice-who',
  'promise-who',
  'children',
  'child',
])

/** Words that stand beside names and are none. April, May and June are. */
const nobody: ReadonlySet<string> = new Set(
  `a an and at by for from i in is my no not of on or our the their to we with yes
  mr mrs ms miss mx dr prof professor sir rev designated deputy assistant acting interim senior principal duty safeguarding
  lead dsl ddsl senco sendco send lado mash iro cafcass camhs nhs gp pc dc uk social worker practitioner manager team
  service services director head headteacher teacher governor officer nurse doctor health visitor consultant school nursery
  college academy trust council county borough city authority local police hospital court family support early help
  children child adult pupil boy girl mother father mum dad brother sister parent carer sibling year class
  section stage step monday tuesday wednesday thursday friday saturday sunday january february march july august
  september october november december`.split(/\s+/),
)

interface Word {
  /** Without case and accents. */
  readonly key: string
  readonly start: number
  readonly end: number
  readonly capital: boolean
  /** Of a sentence, where any word has a capital. */
  readonly first: boolean
  /** Letters with full stops, or one capital alone. */
  readonly initials: boolean
}

const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase()

const isCapital = (text: string): boolean => /^[\p{Lu}\p{Lt}]/u.test(text)

const abbreviated = /^(?:mr|mrs|ms|dr|prof|st)$/

/** `between`: what stands between a word and the one before it. */
const startsSentence = (between: string, before: Word | undefined): boolean => {
  if (before === undefined || between.includes('\n')) return true
  const stop = /[.!?…]/.test(between)
  return stop && !(between.startsWith('.') && (before.initials || abbreviated.test(before.key)))
}

/** "J." and "S." are one word, "js". */
const joins = (before: Word | undefined, word: Word, between: string): before is Word =>
  before?.initials === true && word.initials && /^\.? ?$/.test(between)

const pattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu

const wordAt = (raw: string, start: number, between: string, before: Word | undefined): Word => {
  const text = raw.replace(/['’]s?$/u, '')
  const capital = isCapital(text)
  return {
    key: fold(text),
    start,
    end: start + text.length,
    capital,
    first: startsSentence(between, before),
    initials: capital && [...text].length === 1,
  }
}

/** One after the other: a hostile text has more of them than memory. */
function* wordsOf(text: string): Generator<Word> {
  let before: Word | undefined
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const between = text.slice(before?.end ?? 0, index)
    const word = wordAt(found, index, between, before)
    if (joins(before, word, between)) {
      before = { ...before, key: before.key + word.key, end: word.end }
      continue
    }
    if (before !== undefined) yield before
    before = word
  }
  if (before !== undefined) yield before
}

/** Names, as they are looked for. `perhaps`: words that begin a sentence; they count where they have a capital elsewhere, too. */
export interface Names {
  readonly surely: ReadonlySet<string>
  readonly perhaps: ReadonlySet<string>
}

/** "A" and "I" alone are words; with a full stop they are initials. */
const isWord = (text: string, { key, end }: Word): boolean =>
  nobody.has(key) && !((key === 'a' || key === 'i') && text[end] === '.')

/** A pupil's number is as good as a name. */
const isNumber = ({ key }: Word): boolean => key.length > 2 && /\p{N}/u.test(key)

const namesLike = (text: string): readonly string[] => {
  const words = [...wordsOf(text)].filter((word) => !isWord(text, word))
  // Scripts without capitals have names all the same.
  const marked = words.filter((word) => word.capital || isNumber(word) || /\p{Lo}/u.test(word.key))
  // Somebody who types no capitals types names all the same.
  return (marked.some(({ capital }) => capital) ? marked : words).map(({ key }) => key)
}

/** The names in texts that are left out. */
export const namesIn = (texts: readonly Pick<TypedText, 'name' | 'text'>[]): Names => {
  const surely = new Set<string>()
  const perhaps = new Set<string>()
  for (const { name, text } of texts) {
    if (nameFields.has(name)) for (const key of namesLike(text)) surely.add(key)
    else
      for (const word of wordsOf(text))
        if (word.capital && !isWord(text, word))
          (word.first && !word.initials ? perhaps : surely).add(word.key)
  }
  return { surely, perhaps }
}

/** One letter is looked for as an initial only: "a" stands everywhere. */
const isNamed = (text: string, { surely, perhaps }: Names, word: Word): boolean => {
  const { key, capital, first } = word
  if ([...key].length === 1 && (!capital || isWord(text, word))) return false
  return surely.has(key) || (perhaps.has(key) && capital && !first)
}

/** A place where a name stands. */
export interface Mention {
  /** As it stands there: "J. Example". */
  readonly words: string
  /** With a few words before and after it, on one line. */
  readonly around: string
}

const reach = 30

/** Places of one text that are told. */
const most = 100

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ')

/** Cut between words. */
const aroundOf = (text: string, start: number, end: number): string => {
  const from = Math.max(0, start - reach)
  const to = Math.min(text.length, end + reach)
  const before = from === 0 ? text.slice(0, start) : `… ${text.slice(from, start).replace(/\S*/, '')}`
  const after = to === text.length ? text.slice(end) : `${text.slice(end, to).replace(/\S*$/, '')} …`
  return onOneLine(before + text.slice(start, end) + after).trim()
}

/** Where names stand in a text; words side by side are one place. */
export const mentionsIn = (names: Names, text: string): readonly Mention[] => {
  const places: { readonly start: number; readonly end: number }[] = []
  for (const word of wordsOf(text)) {
    if (!isNamed(text, names, word)) continue
    if (places.length > most) break
    const last = places.at(-1)
    if (last !== undefined && /^[.,]?[ \-'’]?$/.test(text.slice(last.end, word.start)))
      places[places.length - 1] = { start: last.start, end: word.end }
    else places.push(word)
  }
  return places.slice(0, most).map(({ start, end }) => ({
    words: onOneLine(text.slice(start, end)),
    around: aroundOf(text, start, end),
  }))
}

/** The same for a file's name, where capitals mean nothing. */
export const mentionsInName = ({ surely, perhaps }: Names, name: string): readonly Mention[] => {
  const all = new Set([...surely, ...perhaps].filter((key) => [...key].length > 1))
  return mentionsIn({ surely: all, perhaps: new Set() }, name)
}
