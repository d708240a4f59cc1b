/** The committed JSON Schemas are those of the code, and every flow names the one it follows. */
import { readdirSync, readFileSync } from 'node:fs'
import * as path from 'node:path'
import { describe, expect, it } from 'vitest'
import { jsonSchemas } from '../../src/flow/json-schema.ts'

const flows = path.resolve(import.meta.dirname, '../../flows')

describe('the JSON Schemas', () => {
  it.each([...jsonSchemas()])('%s is what the code makes (node scripts/schema.mjs)', (name, text) => {
    expect(readFileSync(path.join(flows, name), 'utf8')).toBe(text)
  })

  it('are named at the top of each policy, scenario and walk', () => {
    const files = readdirSync(flows, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.yaml') && !file.startsWith('calendars'),
    )
    const wrong = files.filter((file) => {
      const named = /^# yaml-language-server: \$schema=(\S+)/.exec(
        readFileSync(path.join(flows, file), 'utf8'),
      )?.[1]
      return (
        named === undefined ||
        !jsonSchemas().has(path.basename(named)) ||
        path.resolve(flows, path.dirname(file), path.dirname(named)) !== flows
      )
    })
    expect(files.length).toBeGreaterThan(30)
    expect(wrong).toEqual([])
  })
})
