/**
 * British Summer Time by its rule in law. A short cut beside the time zone database, because the first look into
 * that costs 10 ms at start-up; the test compares the two for every year in here. See zone.ts for every other case.
 */

const day = 86_400_000
/** From the Order's first year to as far ahead as a copy of this program may be in use unchanged. */
const years = { first: 2002, last: 2035 }

/** 01:00 GMT on the last Sunday of a month of 31 days, in milliseconds. `month` from 0. */
const lastSunday = (year: number, month: number): number => {
  const end = Date.UTC(year, month, 31, 1)
  return end - new Date(end).getUTCDay() * day
}

/**
 * Minutes that London's clocks are ahead of GMT at an instant; undefined outside the years known here. Source: Summer
 * Time Act 1972, section 1, as amended by the Summer Time Order 2002 (SI 2002/262): from 01:00 GMT on the last Sunday
 * in March to 01:00 GMT on the last Sunday in October.
 */
export const londonOffset = (epochMs: number): 0 | 60 | undefined => {
  const year = new Date(epochMs).getUTCFullYear()
  if (!(year >= years.first && year <= years.last)) return undefined
  return epochMs >= lastSunday(year, 2) && epochMs < lastSunday(year, 9) ? 60 : 0
}
