/** Settings that somebody edited. */
import { all, ran, yamlOf } from './running.ts'

/** Settings that somebody edited: shown, used, refused; and set from the command line. */
export const settings = async (texts: readonly string[]): Promise<string> => {
  const [text = '', other = text] = texts
  const files = {
    '/book/rungs.yaml': yamlOf({
      school: text,
      'usual-policy': 'greenvale',
      contacts: { greenvale: { mash: { value: text, note: other } } },
    }),
  }
  const raw = { '/book/rungs.yaml': `school: "${text}"\n# ${other}\n` }
  const wrong = {
    '/book/rungs.yaml': yamlOf({ [text]: other, closures: [{ from: text }], contacts: { [other]: 1 } }),
  }
  return [
    await ran(['config'], { files }),
    await ran(['contacts'], { files }),
    await ran(['config', 'school', text], { files }),
    await ran(['config'], { files: raw }),
    await ran(['list'], { files: wrong }),
    await ran(['config', 'school', 'x'], { files: wrong }),
  ]
    .map(all)
    .join('\n')
}

/** The same where JSON is asked for. */
export const settingsAsJson = async (texts: readonly string[]): Promise<string> => {
  const [text = '', other = text] = texts
  const files = {
    '/book/rungs.yaml': yamlOf({
      school: text,
      contacts: { greenvale: { mash: { value: text, note: other } } },
    }),
  }
  const contacts = await ran(['contacts', 'greenvale', '--json'], { files })
  const config = await ran(['config', '--json'], { files })
  return `[${contacts.printed},${config.printed}]`
}
