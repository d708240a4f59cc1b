/** The version that the program says it has: an upgrade in the middle of a history. Test files put it in the place of src/version.ts. */
export const program = { version: '0.1.0' }
