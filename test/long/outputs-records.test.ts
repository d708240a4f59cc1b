/** Every code point and every hostile string through every way by which a text reaches a terminal or a file: of records. */
import { test } from 'vitest'
import { recordCommands } from '../hostile/outputs.ts'
import { sendEverything } from './through.ts'

test.each(recordCommands)('$name', sendEverything)
