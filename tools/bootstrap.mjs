// Runs on whatever Node the machine has, before anything is installed: brings node_modules to what the lockfile says, so that
// `npm start` and `npm test` work on a bare clone. Plain old JavaScript on purpose: an old Node must get as far as the sentence.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const pinned = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(process.platform + process.arch)
  .digest('hex')
// Written last: an install that was cut off half-way has no stamp and is done again.
const stamp = join(root, 'node_modules', '.installed')

if (Number(process.versions.node.split('.')[0]) < 20)
  stop(`Hoa Ban cần Node.js 20 trở lên, máy này đang có ${process.versions.node}: hãy cài bản mới ở https://nodejs.org rồi chạy lại.`)
if (!installed()) install()

function installed() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(pinned)
}

function install() {
  console.log('Đang cài các thư viện mà Hoa Ban cần (vài chục giây, chỉ lần đầu hoặc khi có bản mới)…')
  rmSync(stamp, { force: true })
  // A machine may be set to skip install scripts, development or optional packages; each of them is needed here.
  const ci = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts=false', '--include=dev', '--include=optional']
  const done = spawnSync('npm', ci, { cwd: root, stdio: 'inherit', env: outside(), shell: process.platform === 'win32' })
  if (done.error) stop('Không chạy được npm: hãy cài Node.js kèm npm từ https://nodejs.org rồi chạy lại.')
  if (done.signal) stop('Việc cài thư viện bị ngắt giữa chừng: hãy chạy lại, lần sau sẽ cài từ đầu.')
  if (done.status !== 0) stop('Chưa cài được thư viện (npm báo lỗi ở trên): hãy kiểm tra mạng và chỗ trống trên đĩa rồi chạy lại.')
  const runs = spawnSync(pinned, ['--version'], { stdio: 'ignore' })
  if (runs.status !== 0)
    stop(`Bản Node.js đi kèm không chạy được trên máy này (${process.platform}-${process.arch}): hãy báo cho nhóm phát triển.`)
  writeFileSync(stamp, wanted)
}

/** npm must not run on the Node that lies in the folder it is about to replace. */
function outside() {
  const path = (process.env.PATH || '').split(delimiter).filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
  return Object.assign({}, process.env, { PATH: path.join(delimiter) })
}

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}
