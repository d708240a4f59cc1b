// What the benches share: medians, and one line of the table. A figure that is over its limit is said, not thrown.

const sorted = (numbers) => numbers.toSorted((a, b) => a - b)

export const median = (numbers) => sorted(numbers)[numbers.length >> 1]

export const percentile = (numbers, part) => sorted(numbers)[Math.ceil(numbers.length * part) - 1]

/** The median of the ratios of what was measured in the same round. */
export const ratioOf = (ones, others) => median(ones.map((one, round) => one / others[round]))

const limitOf = ({ unit, ratio, limit, least, aim }) => {
  if (least !== undefined) return `at least ${least}${aim === undefined ? '' : `, aim ${aim}`}`
  if (limit === undefined) return ''
  return ratio === undefined ? `${limit} ${unit}` : String(limit)
}

const verdictOf = ({ figure, ratio, limit, least }) => {
  if (least !== undefined) return ratio >= least ? 'ok' : 'OVER'
  if (limit === undefined) return ''
  return (ratio ?? figure) <= limit ? 'ok' : 'OVER'
}

/**
 * `limit`: of the ratio where there is one, else of the figure; `least`, of the ratio, where more is better. Without
 * either the line only informs.
 */
export const line = (row) => ({
  what: row.what,
  figure: `${row.figure.toFixed(row.figure < 10 ? 2 : 1)} ${row.unit}`,
  reference: row.reference ?? '',
  ratio: row.ratio === undefined ? '' : row.ratio.toFixed(2),
  limit: limitOf(row),
  verdict: verdictOf(row),
})
