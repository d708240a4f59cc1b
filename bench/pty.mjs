// A program in a pseudo-terminal, as a bench needs it: how long until a text is on the screen, and its process id.
import { spawn } from '@lydell/node-pty'

/** `until(text)` yields the milliseconds from the start of the program to the arrival of that text. */
export function open({ node, args, folder, env }) {
  const began = performance.now()
  const terminal = spawn(node, args, {
    cols: 80,
    rows: 24,
    cwd: folder,
    env: { ...env, TERM: 'xterm-256color' },
  })
  let written = ''
  let before = ''
  let look = () => {}
  const ended = new Promise((resolve) => terminal.onExit(resolve))
  terminal.onData((data) => {
    written += data
    look()
  })
  const until = (text) =>
    new Promise((resolve, reject) => {
      const fail = (why) => reject(new Error(`${why}: ${text}\n${written.slice(-2000)}`))
      const timer = setTimeout(() => fail('never came'), 20_000)
      look = () => {
        if (!written.includes(text)) return
        const time = performance.now() - began
        clearTimeout(timer)
        look = () => {}
        written = ''
        resolve(time)
      }
      ended.then(() => fail('ended before'))
      look()
    })
  /** Which of these is on the screen once nothing more comes; undefined at the end. Earlier ones win. */
  const untilOne = (texts) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`none came after "${before}":\n${written.slice(-2000)}`)),
        20_000,
      )
      const over = (found) => {
        clearTimeout(timer)
        look = () => {}
        before = texts[found] ?? ''
        written = ''
        resolve(found)
      }
      let quiet
      look = () => {
        clearTimeout(quiet)
        const found = texts.findIndex((text) => written.includes(text))
        if (found >= 0) quiet = setTimeout(() => over(found), 50)
      }
      ended.then(() => over(undefined))
      look()
    })
  return {
    untilOne,
    pid: terminal.pid,
    until,
    send: (keys) => terminal.write(keys),
    /** Milliseconds until the program has ended by itself. */
    end: async () => {
      await ended
      return performance.now() - began
    },
    kill: async () => {
      terminal.kill('SIGKILL')
      await ended
    },
    /** Calls back at the next output, whatever it is. */
    onNext: (act) => {
      look = () => {
        look = () => {}
        written = ''
        act()
      }
    },
  }
}
