import type { Lang } from '../../../../kernel/text.ts'

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/coc_coc_browser\//, 'Cốc Cốc'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const machines: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux|X11/, 'Linux'],
]

/** "Chrome trên Android", as far as the browser tells; null when it says nothing we know. */
export function deviceName(agent: string, lang: Lang): string | null {
  const browser = browsers.find(([sign]) => sign.test(agent))?.[1]
  const machine = machines.find(([sign]) => sign.test(agent))?.[1]
  if (browser && machine) return `${browser} ${lang === 'vi' ? 'trên' : 'on'} ${machine}`
  return browser ?? machine ?? null
}
