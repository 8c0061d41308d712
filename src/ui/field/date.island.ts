/** Opens the device's calendar beside a typed date and writes the choice as dd/mm/yyyy. */
for (const box of document.querySelectorAll<HTMLElement>('[data-ngay]')) {
  const [typed, native] = box.querySelectorAll('input')
  const button = box.querySelector('button')
  if (typed && native && button && 'showPicker' in native) wire(typed, native, button)
}

function wire(typed: HTMLInputElement, native: HTMLInputElement, button: HTMLButtonElement) {
  native.disabled = false
  button.hidden = false
  button.addEventListener('click', () => {
    const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed.value.trim())
    native.value = parts ? `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}` : ''
    native.showPicker()
  })
  native.addEventListener('change', () => {
    const [year, month, day] = native.value.split('-')
    if (!day) return
    typed.value = `${day}/${month}/${year}`
    typed.dispatchEvent(new Event('change', { bubbles: true }))
    typed.focus()
  })
}
