// Clears young garbage away on demand, so that nobody pays for what the other left. Not all garbage: a full collection
// throws compiled code away with the shapes that it was compiled for, and what is timed would be its compilation.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')

export const clear = () => collect({ type: 'minor' })
