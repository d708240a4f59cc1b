/** `rungs redact`: a copy of a record with chosen texts left out, which still verifies. The record itself is only read. */
import * as path from 'node:path'
import { fields } from '../case/fields.ts'
import { UserError } from '../errors.ts'
import { nearest } from '../flow/nearest.ts'
import type { Ports } from '../ports.ts'
import { isAmong, type TextName, type TypedText, textNames, typedTexts } from '../record/redact.ts'
import { mentionsIn, mentionsInName, namesIn } from '../record/still-named.ts'
import { type Remaining, redactionText, remainingLines } from '../render/redact.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { refuseMadeUp } from '../sitting/made-up.ts'
import { findOneRecord } from '../sitting/record-paths.ts'
import { placeForCopy, readSource, registerCopy, type Source, writeCopy } from '../sitting/redacting.ts'
import { sentences, tell } from './tell.ts'

export interface RedactOptions {
  /** The path of a record or of a copy, or the number of a case. */
  readonly record: string
  /** Which texts to leave out: names with commas between. */
  readonly fields?: string
  /** Every text. */
  readonly all: boolean
  readonly out?: string
  readonly casebook?: string
  readonly plain: boolean
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const listed = (names: readonly string[]): string => [...new Set(names)].join(', ')

/** Why a word is no name of a text, with what to write instead. */
const noName = (word: string): UserError => {
  const row = Object.entries(fields).find(([field]) => field === word)?.[1]
  if (row !== undefined)
    return new UserError(
      `“${row.label}” (${word}) is a ${row.value}, and only typed texts can be left out.`,
      `These can: ${textNames.join(', ')}.`,
    )
  const near = nearest(word, textNames)
  return new UserError(
    `There is no text called "${word}".`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There is: ${textNames.join(', ')}.`,
  )
}

const namesFrom = (words: string): readonly TextName[] => {
  const given = words.split(/[\s,]+/).filter((word) => word !== '')
  if (given.length === 0)
    throw new UserError('--fields names no text.', 'Write --fields said,concern, say; or --all.')
  return given.map((word) => {
    const name = textNames.find((one) => one === word)
    if (name === undefined) throw noName(word)
    return name
  })
}

const nothingToLeaveOut = (texts: readonly TypedText[], words: string): UserError => {
  const names = texts.filter(({ isLeftOut }) => !isLeftOut).map(({ name }) => name)
  const rest = names.length === 0 ? 'It has no text that stays.' : `It has: ${listed(names)}.`
  return new UserError(`Nothing can be left out: ${words}. Nothing was written.`, rest)
}

/** The texts of some names; says which of the names has none. */
const byNames = (ports: Ports, texts: readonly TypedText[], words: string): readonly TypedText[] => {
  const names = namesFrom(words)
  const chosen = texts.filter(({ name, isLeftOut }) => names.includes(name) && !isLeftOut)
  const without = names.filter((name) => !chosen.some((one) => one.name === name))
  if (chosen.length === 0)
    throw nothingToLeaveOut(texts, `no sealed entry has a text of ${listed(without)} that is still there`)
  if (without.length > 0) ports.err(`There is no text of ${listed(without)} to leave out.\n`)
  return chosen
}

/** What is said of a choice besides what it does. */
const warningsOf = (
  { record }: Source,
  texts: readonly TypedText[],
  chosen: readonly TypedText[],
  out: string | undefined,
): readonly string[] => {
  const names = namesIn(chosen)
  const isChosen = isAmong(chosen)
  const stays = texts.filter((text) => !text.isLeftOut && !isChosen(text))
  const remaining = [
    ...stays.flatMap((text) => mentionsIn(names, text.text).map((mention): Remaining => ({ text, mention }))),
    ...mentionsInName(names, path.basename(out ?? '')).map((mention): Remaining => ({ mention })),
  ]
  const { unsealed, torn } = record
  return [
    ...(unsealed === 0
      ? []
      : [
          `${counted(unsealed, 'fact')} after the last seal ${unsealed === 1 ? 'is' : 'are'} not in the copy: what is not sealed cannot be checked. To seal it, resume the case and leave it with s.`,
        ]),
    ...(torn === undefined
      ? []
      : [
          'The last write of the record was cut off, and is not in the copy. Resuming the case sets it aside.',
        ]),
    ...(chosen.some(({ name }) => name === 'recovered')
      ? [
          'Of a write that was cut off, the length and the SHA-256 stay in the copy: who guesses all of it can check the guess.',
        ]
      : []),
    ...remainingLines(remaining),
  ]
}

const ask = async (
  ports: Ports,
  source: Source,
  texts: readonly TypedText[],
  options: RedactOptions,
): Promise<readonly TypedText[] | undefined> => {
  if (!ports.interactive)
    throw new UserError(
      'Which texts shall be left out?',
      `Name them, or run it in a terminal: rungs redact ${options.record} --fields said,concern; or --all.`,
    )
  const { askLeftOut } = await import('../wizard/redact-questions.ts')
  const terminal = await ports.openTerminal(options.plain)
  try {
    return await askLeftOut(terminal, ports.shipped.common(), {
      id: source.record.id,
      texts: texts.filter(({ isLeftOut }) => !isLeftOut),
      warningsOf: (chosen) => warningsOf(source, texts, chosen, options.out),
    })
  } finally {
    terminal.close()
  }
}

const choose = async (
  ports: Ports,
  source: Source,
  texts: readonly TypedText[],
  options: RedactOptions,
): Promise<readonly TypedText[] | undefined> => {
  const left = texts.filter(({ isLeftOut }) => !isLeftOut)
  if (left.length === 0)
    throw nothingToLeaveOut(texts, 'no sealed entry has a typed text that is still there')
  if (options.fields !== undefined) return byNames(ports, texts, options.fields)
  return options.all ? left : ask(ports, source, texts, options)
}

/**
 * 0 once the copy is written, whatever names may still stand in it: that is said, and the person decides. 1 where it could not be
 * registered in the casebook that the record is in. 130 where it was given up.
 * Throws a `UserError` where the record is damaged (exit 1), or where nothing can be left out or written (exit 2).
 */
export const redact = async (ports: Ports, options: RedactOptions): Promise<number> => {
  if (options.fields !== undefined && options.all)
    throw new UserError('--fields and --all do not go together.', 'Give one of them.')
  const source = readSource(ports, await findOneRecord(ports, options.record, options.casebook))
  refuseMadeUp(source.record.id, source.record)
  const file = placeForCopy(ports, source.path, options.out)
  const texts = typedTexts(source.record)
  const chosen = await choose(ports, source, texts, options)
  if (chosen === undefined) {
    ports.err('Nothing was written.\n')
    return 130
  }
  const copied = writeCopy(ports, source, file, chosen)
  const registered = registerCopy(ports, await openCasebook(ports, options.casebook), source, copied)
  const isChosen = isAmong(chosen)
  const leftOut = texts.filter((text) => text.isLeftOut || isChosen(text))
  ports.out(
    sentences(ports, redactionText({ path: file, leftOut, sha256: copied.copy }).trimEnd().split('\n')),
  )
  tell(ports, warningsOf(source, texts, chosen, options.out))
  if (registered?.kind === 'others')
    tell(ports, [
      'No register has a line for this copy: this computer has none in the casebook of that record. To begin one there, name its folder with --casebook.',
    ])
  if (registered?.kind !== 'not-registered') return 0
  tell(ports, [`The copy is written, and the register has no line for it. ${registered.reason}.`])
  return 1
}
