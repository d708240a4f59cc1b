// Writes flows/*.schema.json, which editors use. They are committed; a test says when they are out of date.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { build } from 'esbuild'

const root = path.resolve(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'rungs-schema-'))
const outfile = path.join(folder, 'schema.cjs')
await build({
  entryPoints: [`${root}/src/flow/json-schema.ts`],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile,
  logLevel: 'warning',
})
const { jsonSchemas } = createRequire(import.meta.url)(outfile)
for (const [name, text] of jsonSchemas()) writeFileSync(path.join(root, 'flows', name), text)
rmSync(folder, { recursive: true })
