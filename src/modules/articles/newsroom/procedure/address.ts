export const procedurePath = '/toa-soan/quy-trinh'
export const procedureUrl = (site: number, rest = '') => `${procedurePath}/${site}${rest}`
