/** Links, the one-page map and the list of libraries against what is in the checkout. */
import { existsSync, readdirSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { anchors, inlineCode, inRoot, localLinks, readPage } from './page.ts'

const markdownIn = (folder: string): readonly string[] =>
  readdirSync(inRoot(folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`)

const pages = [
  'README.md',
  'CHANGELOG.md',
  'flows/README.md',
  ...markdownIn('docs'),
  ...markdownIn('docs/decisions'),
]

const isDead = (page: string, link: string): boolean => {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : posix.join(posix.dirname(page), path)
  if (!existsSync(inRoot(target))) return true
  return anchor !== undefined && !anchors(readPage(target)).includes(anchor)
}

test.each(pages)('%s: every link leads to a file and a heading that are there', (page) => {
  expect(localLinks(readPage(page)).filter((link) => isDead(page, link))).toEqual([])
})

test('links are found at all, and dead ones are dead', () => {
  expect(localLinks(readPage('README.md'))).toContain('flows/README.md#walks-and-answers')
  expect(isDead('README.md', 'flows/README.md#walks')).toBe(true)
  expect(isDead('README.md', 'docs/none.md')).toBe(true)
})

describe('docs/architecture.md', () => {
  const page = readPage('docs/architecture.md')

  it('is one page', () => {
    expect(page.split('\n').length).toBeLessThan(70)
  })

  it('names every folder and every file at the top of src, and no folder that is not there', () => {
    const here = readdirSync(inRoot('src'), { withFileTypes: true }).map((one) =>
      one.isDirectory() ? `${one.name}/` : one.name,
    )
    const rows = page.split('\n').flatMap((row) => inlineCode(/^\| (`.*?) \|/.exec(row)?.[1] ?? ''))
    expect([...rows].sort()).toEqual(here.sort())
  })

  it('names no file that is not there', () => {
    const named = `${page}${readPage('flows/README.md')}`.match(/`[\w-]+\/[\w./-]+\.(?:ts|mjs)`/g)
    const files = (named ?? []).map((one) => one.slice(1, -1))
    expect(files.length).toBeGreaterThan(5)
    expect(files.filter((file) => !existsSync(inRoot(file)) && !existsSync(inRoot(`src/${file}`)))).toEqual(
      [],
    )
  })
})

test('docs/decisions: the libraries are those of package.json; numbers run from 001', () => {
  const { devDependencies } = JSON.parse(readPage('package.json')) as { readonly devDependencies: object }
  const page = readPage('docs/decisions/005-libraries.md')
  expect(
    Object.keys(devDependencies).filter((name) => !page.includes(name.replace('@biomejs/', ''))),
  ).toEqual([])
  const numbers = markdownIn('docs/decisions').map((name) => Number(posix.basename(name).slice(0, 3)))
  expect(numbers).toEqual(numbers.map((_, i) => i + 1))
})
