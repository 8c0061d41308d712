/** The unit's own list. */
export const wordsPath = '/toa-soan/tu-ngu'
