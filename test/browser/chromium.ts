/** A headless Chromium of the system's, which is asked for nothing but the page, and tells what it did with it. */
import { spawnSync } from 'node:child_process'
import { type Browser, chromium, type Page } from 'playwright-core'

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const given = process.env['RUNGS_CHROMIUM']

/** Where it is; nothing where there is none. `RUNGS_CHROMIUM` names another. */
export const chromiumPath: string | undefined = (given === undefined ? usual : [given]).find(
  (path) => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0,
)

/** Playwright gives it an empty profile of its own. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export const startChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath ?? '', args: flags })

export interface Opened {
  readonly page: Page
  /** What it wrote on its console, and errors that nobody caught. */
  readonly said: string[]
  /** Addresses that it asked for, besides the page itself. */
  readonly asked: string[]
}

/** Opens a file as somebody would who double-clicks it. */
export const openFile = async (browser: Browser, path: string, width = 1280): Promise<Opened> => {
  // The tests run scripts in the page, which it does not allow itself.
  const page = await browser.newPage({ viewport: { width, height: 900 } })
  const said: string[] = []
  const asked: string[] = []
  const address = `file://${path}`
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  page.on('request', (request) => {
    if (request.url() !== address) asked.push(request.url())
  })
  await page.goto(address)
  return { page, said, asked }
}
