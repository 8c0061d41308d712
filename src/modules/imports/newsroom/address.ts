export const importsPath = '/toa-soan/chuyen-du-lieu'
export const runUrl = (id: number, tail = '') => `${importsPath}/${id}${tail}`
