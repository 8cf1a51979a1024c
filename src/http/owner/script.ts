import type { Door } from '../door.ts'

export const SCRIPT_PATH = '/owner/script.js'

/**
 * The pages' one script: what waits expires in front of its reader, and nothing is approved in the moment in which the page
 * comes to the front, since a click that falls then was meant for what lay over it. Without it all buttons work.
 */
const SCRIPT = `const tick = () => {
  for (const card of document.querySelectorAll('[data-lapses]')) {
    const left = Math.round((Number(card.dataset.lapses) - Date.now()) / 1000)
    const time = card.querySelector('time.left')
    if (left > 0) {
      time.textContent = 'in ' + (left < 120 ? left + ' s' : Math.floor(left / 60) + ' min ' + (left % 60) + ' s')
      continue
    }
    time.textContent = 'It has lapsed: nothing was sent.'
    for (const button of card.querySelectorAll('button')) button.disabled = true
    card.removeAttribute('data-lapses')
  }
}
tick()
setInterval(tick, 1000)
let waking
const wake = () => {
  const buttons = document.querySelectorAll('button.go')
  for (const button of buttons) button.setAttribute('aria-disabled', 'true')
  clearTimeout(waking)
  waking = setTimeout(() => {
    for (const button of buttons) button.removeAttribute('aria-disabled')
  }, 700)
}
addEventListener('click', (event) => {
  if (event.target.closest('button[aria-disabled]')) event.preventDefault()
}, true)
addEventListener('focus', wake)
addEventListener('pageshow', wake)
wake()
`

/** The script; it is the same for everybody. */
export const scriptDoor = (door: Door): Response => {
  door.header('Content-Type', 'text/javascript; charset=utf-8')
  door.header('Cache-Control', 'public, max-age=3600')
  return door.body(SCRIPT)
}
