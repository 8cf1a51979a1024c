import type { Door } from '../door.ts'

/** Where the pages find their one stylesheet: nothing inline, so that their policy can be strict. */
export const STYLE_PATH = '/owner/style.css'

const STYLE = `:root{color-scheme:light dark;--line:#8886;--red:#b3261e}
*{box-sizing:border-box}
body{margin:0 auto;max-width:40rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.3rem;margin:0 0 1rem}
.host{font-size:2rem;font-weight:700;line-height:1.2;margin:.5rem 0}
.warning{border-left:.3rem solid var(--red);padding:.3rem .8rem}
fieldset{border:1px solid var(--line);border-radius:.5rem;margin:1rem 0;padding:.5rem 1rem}
label{display:block;margin:.5rem 0}
input[type=password],input[type=text],select{display:block;width:100%;min-height:2.75rem;font:inherit;padding:.4rem}
button{min-height:2.75rem;min-width:7rem;font:inherit;padding:.4rem 1rem;margin:.3rem .5rem .3rem 0}
dt{font-weight:700}
dd{margin:0 0 .5rem}
code{font-size:.95em}
`

/** The stylesheet; it is the same for everybody. */
export const styleDoor = (door: Door): Response => {
  door.header('Content-Type', 'text/css; charset=utf-8')
  door.header('Cache-Control', 'public, max-age=3600')
  return door.body(STYLE)
}
