// Print and share need script, so their buttons are shown by script.
const print = document.querySelector<HTMLButtonElement>('[data-in]')
const share = document.querySelector<HTMLButtonElement>('[data-chia-se]')

if (print) {
  print.hidden = false
  print.addEventListener('click', () => window.print())
}
if (share && 'share' in navigator) {
  share.hidden = false
  share.addEventListener('click', () => {
    const url = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href ?? location.href
    // The person may close the sheet again: that is an answer, not a fault.
    navigator.share({ title: document.title, url }).catch(() => {})
  })
}
