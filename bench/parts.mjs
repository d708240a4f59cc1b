// The program's own modules, bundled into one file as the build does it, for benches that call them without a terminal.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')

/** `contents`: a module's text that exports what is wanted; paths in it start from the root of the project. */
export const bundleParts = async (folder, contents) => {
  const outfile = join(folder, 'parts.cjs')
  await build({
    stdin: { contents, resolveDir: root },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    define: { RUNGS_VERSION: '"bench"' },
    logLevel: 'error',
  })
  return { outfile, parts: createRequire(import.meta.url)(outfile) }
}

/** All that these modules of src/ export. */
export const exportsOf = (files) => files.map((file) => `export * from './src/${file}.ts'`).join('\n')
