// A reporter for Stryker (scripts/mutation.mjs): writes down each mutant as soon as it was tried, and tells those that survived.

import { appendFileSync, readFileSync } from 'node:fs'
import * as path from 'node:path'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import { digestOf, mutantOf, survived, survivorLines } from './mutants.mjs'

class AsTheyCome {
  #sources = new Map()

  #write(line) {
    appendFileSync(process.env['RUNGS_MUTATION_RESULTS'], `${JSON.stringify(line)}\n`)
  }

  #sourceOf(file) {
    const known = this.#sources.get(file)
    if (known !== undefined) return known
    const source = readFileSync(path.join('untouched', file), 'utf8')
    this.#sources.set(file, source)
    this.#write({ file, sha256: digestOf(source) })
    return source
  }

  onMutantTested(result) {
    const file = path.relative('', result.fileName).replaceAll('\\', '/')
    const mutant = mutantOf(file, this.#sourceOf(file), result)
    this.#write(mutant)
    if (survived(mutant)) process.stdout.write(`${survivorLines(mutant).join('\n')}\n`)
  }

  onMutationTestReportReady() {
    for (const file of this.#sources.keys()) this.#write({ file, whole: true })
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'as-they-come', AsTheyCome)]
