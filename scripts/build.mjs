// Builds dist/: one bundle, and the shipped flows and calendars already checked, so that the first prompt does not wait
// for YAML. Fails, with every finding, where a shipped flow does not load.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { compileEarly } from './compile-early.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
// Built beside and put in place at the end: whoever starts the program meanwhile finds the old one, whole.
const dist = mkdtempSync(`${root}.dist-`)
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.17',
  // What is loaded later is required: an import of a bundle has all of it read once more, for the names that it exports.
  supported: { 'dynamic-import': false },
  legalComments: 'none',
  logLevel: 'warning',
  define: { RUNGS_VERSION: JSON.stringify(version) },
}

// What reads YAML is a bundle of its own, and so are the tools for writing policies: most starts need neither.
const apart = {
  yaml: 'yaml',
  'flow-load': 'src/flow/load.ts',
  'proof-walks': 'src/proof/walks.ts',
  'flow-tools': 'src/cli-flow.ts',
  'record-tools': 'src/cli-record.ts',
  'audit-tools': 'src/cli-audit.ts',
  'training-tools': 'src/commands/train.ts',
  'training-load': 'src/training/load.ts',
  'training-pages': 'src/commands/handout.ts',
  'training-from': 'src/commands/train-from.ts',
  'calendar-file': 'src/draft/calendar-file.ts',
  'draft-load': 'src/draft/load.ts',
  'letter-markdown': 'src/render/letter/markdown.ts',
  'letter-read': 'src/draft/read.ts',
  'letter-mail': 'src/render/letter/eml.ts',
  'letter-document': 'src/render/letter/docx.ts',
  editor: 'src/editor.ts',
  reader: 'src/reader.ts',
  'calendar-load': 'src/calendar/load.ts',
}
const nameOf = (path, importer) =>
  Object.keys(apart).find((name) =>
    path.startsWith('.') ? join(root, apart[name]) === resolve(dirname(importer), path) : name === path,
  )
/** `folder`: where the bundles apart are, seen from the one that is made. */
const later = (folder) => ({
  name: 'later',
  setup: (bundle) =>
    bundle.onResolve({ filter: /^yaml$|\.ts$/ }, ({ path, kind, importer }) => {
      const name = kind === 'dynamic-import' ? nameOf(path, importer) : undefined
      return name === undefined ? undefined : { path: `${folder}${name}.cjs`, external: true }
    }),
})
const lean = {
  name: 'lean',
  setup: (bundle) => {
    // The command line starts no other programs; loading what could is a millisecond and a half.
    bundle.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('commander') ? { path: 'no-child-process', namespace: 'lean' } : undefined,
    )
    // Whether there is colour is decided in main.ts; chalk need not find out too.
    bundle.onResolve({ filter: /^#supports-color$/ }, () => ({
      path: 'no-supports-color',
      namespace: 'lean',
    }))
    bundle.onLoad({ filter: /.*/, namespace: 'lean' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** What a library has, and what is made of it here has no use for: `instead` stands in its place. */
const without = (filter, instead) => ({
  name: 'without',
  setup: (bundle) => {
    bundle.onResolve({ filter }, ({ path }) => ({ path, namespace: `without ${filter}` }))
    bundle.onLoad({ filter: /.*/, namespace: `without ${filter}` }, () => ({ contents: instead }))
  },
})

const leftOut = {
  'letter-mail': [
    // A mail is put together here and never sent: nothing that could reach a network, for whoever sends with the same library.
    without(/^(?:node:)?(?:child_process|dns|http|https|net|tls|url|zlib|fs)$/, 'module.exports = {}'),
    // Nothing is attached, so no file has a type.
    without(/mime-types\.js$/, 'export const detectMimeType = () => "", detectExtension = () => ""'),
  ],
  // A letter is written, and not read: no name of a character in it is looked up.
  'letter-markdown': [without(/^character-entities$/, 'export const characterEntities = {}')],
}

process.on('exit', () => rmSync(dist, { recursive: true, force: true }))
mkdirSync(`${dist}/flows`, { recursive: true })
mkdirSync(`${dist}/calendars`, { recursive: true })
mkdirSync(`${dist}/walks`, { recursive: true })
mkdirSync(`${dist}/training`, { recursive: true })
mkdirSync(`${dist}/drafts`, { recursive: true })
await Promise.all([
  build({
    ...common,
    entryPoints: [`${root}src/main.ts`],
    outfile: `${dist}/rungs.cjs`,
    minify: true,
    plugins: [later('./apart/'), lean],
  }),
  ...Object.entries(apart).map(([name, entry]) =>
    build({
      ...common,
      entryPoints: [name === 'yaml' ? 'yaml' : `${root}${entry}`],
      outfile: `${dist}/apart/${name}.cjs`,
      minify: true,
      plugins: [later('./'), ...(leftOut[name] ?? [])],
    }),
  ),
  build({ ...common, entryPoints: [`${root}src/flow/ship.ts`], outfile: `${dist}/ship.cjs` }),
  build({ ...common, entryPoints: [`${root}src/training/ship.ts`], outfile: `${dist}/ship-training.cjs` }),
  build({ ...common, entryPoints: [`${root}src/draft/ship.ts`], outfile: `${dist}/ship-drafts.cjs` }),
])

const sha256 = (text) => createHash('sha256').update(text).digest('hex')
const read = (path) => readFileSync(`${root}${path}`, 'utf8')
const load = createRequire(import.meta.url)
const { ship, shipCalendar, shipCommon, calendarFrom } = load(`${dist}/ship.cjs`)
const { shipExercises } = load(`${dist}/ship-training.cjs`)
const { shipDrafts } = load(`${dist}/ship-drafts.cjs`)
const write = (path, result) => {
  if (result.kind === 'ok') writeFileSync(`${dist}/${path}`, JSON.stringify(result.value))
  else {
    process.exitCode = 1
    process.stderr.write(`${result.findings.join('\n')}\n`)
  }
}

const policies = readdirSync(`${root}flows`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['common', 'calendars'].includes(entry.name))
  .map((entry) => entry.name)
  .filter((id) => readdirSync(`${root}flows/${id}`).includes('policy.yaml'))
  .sort()
const names = []
const textsOf = (folder, extension = '.yaml') =>
  readdirSync(`${root}flows/${folder}`)
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => ({ file: `${folder}/${name}`, text: read(`flows/${folder}/${name}`) }))
const calendars = new Map()
for (const { file, text } of textsOf('calendars')) {
  const id = file.replace(/^.*\/|\.yaml$/g, '')
  const result = shipCalendar(id, text, sha256(text))
  write(`calendars/${id}.json`, result)
  if (result.kind === 'ok') calendars.set(id, calendarFrom(result.value.calendar))
}
for (const id of policies) {
  const files = readdirSync(`${root}flows/${id}`)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, read(`flows/${id}/${name}`)])
  const result = ship(id, `flows/${id}`, files, read('flows/common/bodies.yaml'), sha256)
  write(`flows/${id}.json`, result)
  writeFileSync(`${dist}/walks/${id}.json`, JSON.stringify(textsOf(`${id}/walks`)))
  if (result.kind !== 'ok') continue
  const { policy } = result.value
  write(
    `training/${id}.json`,
    shipExercises(policy, (name) => calendars.get(name), textsOf(`${id}/training`)),
  )
  write(`drafts/${id}.json`, shipDrafts(policy, textsOf(`${id}/drafts`, '.md')))
  names.push({ id, title: policy.title, sha256: policy.sha256 })
}
write('common.json', shipCommon(read('flows/common/common.yaml')))
writeFileSync(`${dist}/bodies.yaml`, read('flows/common/bodies.yaml'))
writeFileSync(`${dist}/policies.json`, JSON.stringify(names))
rmSync(`${dist}/ship.cjs`)
rmSync(`${dist}/ship-training.cjs`)
rmSync(`${dist}/ship-drafts.cjs`)
compileEarly(dist)
chmodSync(dist, 0o755)
const place = `${root}dist`
const old = `${dist}-old`
if (existsSync(place)) renameSync(place, old)
renameSync(dist, place)
rmSync(old, { recursive: true, force: true })
