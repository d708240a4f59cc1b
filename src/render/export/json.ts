/** An exported record as the value that is printed as JSON. Documented in docs/export-format.md. */
import type { Exported } from '../../export/exported.ts'
import { recordJson } from '../verify-json.ts'

export const exportFormat = 'rungs-export 1'

export const exportedJson = ({ verified, version, ...one }: Exported): unknown => ({
  format: exportFormat,
  by: `rungs ${version}`,
  ...one,
  verdicts: recordJson(verified),
})
