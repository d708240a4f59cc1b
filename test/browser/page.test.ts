/**
 * Exported pages in a real browser: nothing on the console, nothing fetched, accessible, reached with the keyboard, no wider than
 * the screen. In the suite one page, where there is a Chromium; all of them with `npm run test:browser`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { chromiumPath, type Opened, openFile, startChromium } from './chromium.ts'
import { hostileShown, pageNames, pageOf } from './pages.ts'

const isWhole = process.env['RUNGS_BROWSER'] === 'all'
const isThere = chromiumPath !== undefined
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

if (!isThere && !isWhole)
  process.stderr.write('Skipped: exported pages in a browser, for there is no Chromium here.\n')

if (isWhole)
  test('there is a Chromium', () => {
    expect(chromiumPath, 'install the package "chromium", or name one in RUNGS_CHROMIUM').toBeDefined()
  })

/** What axe-core finds wrong, by its rules for WCAG 2.2 AA and good practice. */
const violationsOn = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe)
  const { violations } = (await page.evaluate('axe.run(document)')) as {
    readonly violations: readonly {
      readonly id: string
      readonly nodes: readonly { readonly html: string }[]
    }[]
  }
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

const headingLevels = (page: Page): Promise<readonly number[]> =>
  page.evaluate('[...document.querySelectorAll("h1,h2,h3,h4")].map((one) => Number(one.tagName[1]))')

/** What can be reached with the Tab key, in turn, and how thick the line around it is. */
const reached = async (page: Page, most: number): Promise<readonly (readonly [string, string])[]> => {
  const found: (readonly [string, string])[] = []
  await page.evaluate('document.body.focus(); scrollTo(0, 0)')
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab')
    found.push(
      (await page.evaluate(
        '[document.activeElement.tagName, getComputedStyle(document.activeElement).outlineWidth]',
      )) as [string, string],
    )
  }
  return found
}

describe.skipIf(!isThere)('an exported page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-pages-'))
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await startChromium()
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const opened = async (name: string, width?: number): Promise<Opened> => {
    if (browser === undefined) throw new Error('no browser')
    const path = join(folder, `${name}.html`)
    writeFileSync(path, await pageOf(name))
    return openFile(browser, path, width)
  }

  it.each(isWhole ? pageNames : pageNames.slice(0, 1))(
    '%s: nothing runs, nothing is fetched, and it is accessible',
    async (name) => {
      const { page, said, asked } = await opened(name)
      expect({ said, asked }).toEqual({ said: [], asked: [] })
      expect(await page.title()).toMatch(/escalation record/i)
      expect(
        await page.evaluate('document.querySelectorAll("script,img,iframe,link,object,form,input").length'),
      ).toBe(0)
      // The style is taken, strict as the page is.
      expect(await page.evaluate('getComputedStyle(document.querySelector("table")).borderCollapse')).toBe(
        'collapse',
      )
      const levels = await headingLevels(page)
      expect(levels[0]).toBe(1)
      expect(levels.filter((level, i) => i > 0 && level > (levels[i - 1] ?? 0) + 1)).toEqual([])
      expect(await violationsOn(page)).toEqual([])
      await page.close()
    },
  )

  if (!isWhole) return

  it.each(pageNames)('%s: no wider than the screen', async (name) => {
    for (const width of [1280, 390, 320]) {
      const { page } = await opened(name, width)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      await page.close()
    }
  })

  it('every link and picture is reached with the keyboard, and shows it', async () => {
    const { page } = await opened('whole')
    const count: number = await page.evaluate('document.querySelectorAll("a[href], [tabindex]").length')
    const found = await reached(page, count)
    expect(new Set(found.map(([tag]) => tag))).toEqual(new Set(['A', 'DIV']))
    expect(found.filter(([, outline]) => outline !== '3px')).toEqual([])
    expect(found.filter(([tag]) => tag === 'DIV')).toHaveLength(
      await page.evaluate('document.querySelectorAll("figure svg").length'),
    )
    await page.close()
  })

  it('what somebody typed is text, whatever it is', async () => {
    const { page } = await opened('hostile')
    const typed: readonly string[] = await page.evaluate(
      '[...document.querySelectorAll(".typed")].map((one) => one.innerText)',
    )
    expect(typed.length).toBeGreaterThan(20)
    for (const text of typed) expect(text.replace(/\n$/, '')).toBe(hostileShown)
    await page.close()
  })

  it('on paper it is A4, and no longer than it needs', async () => {
    const { page } = await opened('whole')
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    const text = pdf.toString('latin1')
    expect(text.slice(0, 5)).toBe('%PDF-')
    // A4 in points.
    expect(
      new Set(text.match(/\/MediaBox \[[^\]]*\]/g)?.map((box) => box.replace(/(\d)\.\d+/g, '$1'))),
    ).toEqual(new Set(['/MediaBox [0 0 594 841]']))
    const pages = text.match(/\/Type \/Page\b/g)?.length ?? 0
    expect(pages).toBeGreaterThan(5)
    expect(pages).toBeLessThan(20)
    await page.close()
  })

  it('what is looked for is found', async () => {
    if (browser === undefined) throw new Error('no browser')
    const path = join(folder, 'bad.html')
    writeFileSync(
      path,
      '<title>x</title><script>console.log("said")</script><p style="color:#ccc">pale</p><img src="other.png">',
    )
    const { page, said, asked } = await openFile(browser, path)
    expect(said).toContain('said')
    expect(asked).toEqual([`file://${folder}/other.png`])
    const found = await violationsOn(page)
    expect(found.map((one) => one.split(':')[0])).toEqual(
      expect.arrayContaining(['color-contrast', 'image-alt', 'html-has-lang']),
    )
    await page.close()
  })
})
