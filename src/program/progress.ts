/** A bar on a terminal, silence elsewhere: a log file needs no bars. */
export function bar(label: string) {
  if (!process.stderr.isTTY) return () => {}
  const width = 30
  return (done: number, total: number) => {
    const full = Math.round((done / Math.max(1, total)) * width)
    process.stderr.write(`\r${label} ${'█'.repeat(full)}${'░'.repeat(width - full)} ${done}/${total}${done === total ? '\n' : ''}`)
  }
}
