// Files that take whole seconds and stand between two rooms: with the long suite alone they leave the suite under a minute.
export const slow = [
  'test/flow/diff.test.ts',
  'test/flow/hostile.test.ts',
  'test/flow/load.test.ts',
  'test/program/signing.test.ts',
  'test/sitting/recovering.test.ts',
  'test/storage/lock-race.test.ts',
]
