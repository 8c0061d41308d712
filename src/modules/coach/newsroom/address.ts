/** The unit's own list, and how strictly rules are taken. */
export const wordsPath = '/toa-soan/tu-ngu'
export const rulesPath = '/toa-soan/tu-ngu/quy-tac'
