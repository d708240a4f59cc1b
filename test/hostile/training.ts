/** A made-up case and a hand-out with texts from a stranger in them. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { all, ran, yamlOf } from './running.ts'
import { dealer } from './terminals.ts'

/** How many texts a made-up case takes. */
export const exercisePlaces = 10

const file = 'flows/greenvale/training/a-first-no.yaml'

/** A case in whose words, spoken, typed and asked, these texts stand. */
const strangeCase = (texts: readonly string[]): string => {
  const text = dealer(texts)
  const found = parse(readFileSync(file, 'utf8'), { schema: 'core' }) as Record<string, unknown> & {
    rungs: Record<string, Record<string, unknown>>
  }
  const { 'social-worker': first } = found.rungs
  return yamlOf({
    ...found,
    policy: 'greenvale',
    story: [text(), text()],
    about: { children: text(), concern: text() },
    rungs: {
      ...found.rungs,
      'social-worker': {
        ...first,
        who: text(),
        said: text(),
        note: text(),
        'they-say': { gentle: 'No.', firm: text(), hostile: 'No!' },
        discuss: [{ ask: text(), point: text(), clause: 'general' }],
      },
    },
  })
}

/** Demonstrated in print, with the record that it leaves. */
export const demonstrated = async (texts: readonly string[]): Promise<string> => {
  const files = { '/here/case.yaml': strangeCase(texts) }
  return all(await ran(['train', '/here/case.yaml', '--demonstrate'], { files }))
}

/** The pages of a trainer, of a local policy with numbers from a stranger. */
export const handedOut =
  (format: 'md' | 'html') =>
  async (texts: readonly string[]): Promise<string> => {
    const text = dealer(texts)
    const files = {
      '/book/rungs.yaml': yamlOf({ contacts: { greenvale: { mash: { value: text(), note: text() } } } }),
    }
    return all(await ran(['train', '--handout', 'greenvale', '--notes', '--format', format], { files }))
  }
