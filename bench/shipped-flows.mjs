// The texts of the shipped flows, as the program reads them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const flows = join(import.meta.dirname, '..', 'flows')
export const bodies = readFileSync(join(flows, 'common/bodies.yaml'), 'utf8')

/** Each flow with its texts by file name. */
export const shipped = () =>
  readdirSync(flows, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(flows, entry.name)).includes('policy.yaml'))
    .map(({ name: id }) => ({
      id,
      files: new Map(
        readdirSync(join(flows, id))
          .filter((name) => name.endsWith('.yaml'))
          .map((name) => [name, readFileSync(join(flows, id, name), 'utf8')]),
      ),
    }))
