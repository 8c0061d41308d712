/** Opens the dialog that a `DialogButton` names, in place of going to its page. */
export function openDialogs() {
  document.addEventListener('click', (event) => {
    const opener = (event.target as Element).closest<HTMLElement>('[data-mo]')
    const dialog = opener && document.getElementById(opener.dataset.mo!)
    if (!(dialog instanceof HTMLDialogElement) || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    dialog.showModal()
  })
}

/** A press on the veil closes, as Esc does. */
export function closeDialogsOutside() {
  document.addEventListener('click', (event) => {
    if (event.target instanceof HTMLDialogElement && event.target.open) event.target.close()
  })
}
