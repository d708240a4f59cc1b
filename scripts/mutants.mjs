// What a run of scripts/mutation.mjs found, as lines of a file that is only added to, so that a run which was cut short has said
// what it saw: of each source file its digest, then each mutant as it was tried, and at the end that all of them were.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'

export const noticed = ({ status }) => status === 'Killed' || status === 'Timeout'
export const survived = ({ status }) => status === 'Survived' || status === 'NoCoverage'

const oneLine = (text) => text.replace(/\s+/g, ' ').trim()
export const short = (text) => (text.length > 90 ? `${text.slice(0, 87)}...` : text)
export const digestOf = (source) => createHash('sha256').update(source).digest('hex')

/** The text that a mutant stands in the place of. Lines and columns are counted from 1. */
const wasAt = (source, { start, end }) => {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column - 1)
  lines[0] = lines[0].slice(start.column - 1)
  return oneLine(lines.join('\n'))
}

/** A mutant as it is kept, of one that Stryker has tried. */
export const mutantOf = (file, source, { status, location, replacement, mutatorName }) => ({
  file,
  status,
  location,
  was: wasAt(source, location),
  became: oneLine(replacement ?? mutatorName),
})

export const survivorLines = ({ file, status, location, was, became }) => [
  `  ${file}:${location.start.line}${status === 'NoCoverage' ? ' (no test comes here)' : ''}`,
  `    was     ${short(was)}`,
  `    became  ${short(became)}`,
]

/** As Stryker wants the stretch of a file that it is to change: there columns are counted from 0. */
export const rangeOf = ({ file, location: { start, end } }) =>
  `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`

const keyOf = ({ location: { start, end }, became }) =>
  `${start.line}:${start.column}-${end.line}:${end.column} ${became}`

/** By source file: whether all its mutants were tried, and what came of each when it was last tried. A file that has changed since counts anew. */
export const readResults = (results) => {
  const files = new Map()
  for (const text of existsSync(results) ? readFileSync(results, 'utf8').split('\n') : []) {
    if (text === '') continue
    const { sha256, whole, ...mutant } = JSON.parse(text)
    const known = files.get(mutant.file)
    if (sha256 !== undefined && sha256 !== known?.sha256)
      files.set(mutant.file, { sha256, whole: false, mutants: new Map() })
    else if (whole === true) known.whole = true
    else if (sha256 === undefined) known.mutants.set(keyOf(mutant), mutant)
  }
  return files
}
