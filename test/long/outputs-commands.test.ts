/** Every code point and every hostile string through every way by which a text reaches a terminal or a file: the command line. */
import { test } from 'vitest'
import { commands } from '../hostile/outputs.ts'
import { sendEverything } from './through.ts'

test.each(commands)('$name', sendEverything)
