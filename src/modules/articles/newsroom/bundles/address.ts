export const bundlesPath = '/toa-soan/bo-bai'
export const bundleUrl = (id: number, rest = '') => `${bundlesPath}/${id}${rest}`
