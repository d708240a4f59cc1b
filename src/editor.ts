/** Starts the person's own editor, as VISUAL or EDITOR names it, and waits for it. Part of the wiring: nothing else starts programs. */
import { spawn } from 'node:child_process'
import type { Edited } from './ports.ts'

type Env = Readonly<Record<string, string | undefined>>

const named = (env: Env, platform: string): string => {
  const asked = [env['VISUAL'], env['EDITOR']].find((one) => one !== undefined && one.trim() !== '')
  return asked ?? (platform === 'win32' ? 'notepad' : 'nano')
}

/**
 * The variable may hold a whole command ("code --wait"), so a shell reads it, as it does for git; the file's name is handed over
 * beside it and is never part of what the shell reads. Windows' own shell has no such way: there the name is quoted.
 */
const start = (editor: string, file: string, platform: string) =>
  platform === 'win32'
    ? spawn(`${editor} "${file}"`, { shell: true, stdio: 'inherit' })
    : spawn('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit' })

/** Never throws. */
export const edit = (file: string, env: Env, platform: string): Promise<Edited> =>
  new Promise((resolve) => {
    const editor = named(env, platform)
    // Ctrl-C in the editor is the editor's.
    const ours = () => undefined
    process.on('SIGINT', ours)
    const settle = (edited: Edited) => {
      process.off('SIGINT', ours)
      resolve(edited)
    }
    const failed = (reason: string) => settle({ kind: 'failed', editor, reason })
    start(editor, file, platform)
      .on('error', ({ message }) => failed(message))
      .on('close', (code, signal) => {
        if (code === 0) settle({ kind: 'ended', editor })
        else if (code === 127 || code === 9009) failed('there is no such program')
        else failed(signal === null ? `it ended with code ${code}` : `it was stopped (${signal})`)
      })
  })
