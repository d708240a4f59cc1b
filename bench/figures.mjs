// What the benches share: medians, and one line of the table. A figure that is over its limit is said, not thrown.

const sorted = (numbers) => numbers.toSorted((a, b) => a - b)

export const median = (numbers) => sorted(numbers)[numbers.length >> 1]

export const percentile = (numbers, part) => sorted(numbers)[Math.ceil(numbers.length * part) - 1]

/** The median of the ratios of what was measured in the same round. */
export const ratioOf = (ones, others) => median(ones.map((one, round) => one / others[round]))

/** `limit`: of the ratio where there is one, else of the figure. Without one the line only informs. */
export const line = ({ what, figure, unit, reference, ratio, limit }) => ({
  what,
  figure: `${figure.toFixed(figure < 10 ? 2 : 1)} ${unit}`,
  reference: reference ?? '',
  ratio: ratio === undefined ? '' : ratio.toFixed(2),
  limit: limit === undefined ? '' : ratio === undefined ? `${limit} ${unit}` : String(limit),
  verdict: limit === undefined ? '' : (ratio ?? figure) <= limit ? 'ok' : 'OVER',
})
