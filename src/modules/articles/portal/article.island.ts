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

// A picture of a gallery opens over the page; the viewer comes when it is asked for, and without it the link leads to the picture.
const links = [...document.querySelectorAll<HTMLAnchorElement>('.chum-anh a')]
for (const [index, link] of links.entries())
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    view(index).catch(() => (location.href = link.href))
  })

async function view(index: number) {
  const { default: PhotoSwipe } = await import('photoswipe')
  const dataSource = links.map((link) => ({
    src: link.href,
    width: Number(link.dataset.pswpWidth),
    height: Number(link.dataset.pswpHeight),
    alt: link.querySelector('img')?.alt ?? '',
  }))
  const words = {
    closeTitle: 'Đóng',
    zoomTitle: 'Phóng to',
    arrowPrevTitle: 'Ảnh trước',
    arrowNextTitle: 'Ảnh sau',
    errorMsg: 'Chưa tải được ảnh này',
  }
  new PhotoSwipe({ dataSource, index, ...words }).init()
}
