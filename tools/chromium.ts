import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const apps = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']

/** The browser of the tests: CHROMIUM, an installed one, or Debian's package when root may install it; undefined otherwise. */
export function chromium(): string | undefined {
  return installed() ?? (fetch() ? installed() : undefined)
}

/** A name alone proves little: some systems install a stub that only says where to get the browser. */
function installed() {
  const named = names.flatMap((name) => (process.env.PATH ?? '').split(':').map((folder) => `${folder}/${name}`))
  const candidates = [process.env.CHROMIUM, ...named, ...apps].filter((path) => path && existsSync(path)) as string[]
  return candidates.find((path) => /Chrom/.test(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? ''))
}

function fetch(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  console.log('Đang cài Chromium cho các phép thử trên trình duyệt…')
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  apt('update')
  return apt('install', '-y', '--no-install-recommends', 'chromium').status === 0
}
