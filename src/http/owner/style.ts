import type { Door } from '../door.ts'

/** Where the pages find their one stylesheet: nothing inline, so that their policy can be strict. */
export const STYLE_PATH = '/owner/style.css'

const STYLE = `:root{color-scheme:light dark;--line:#8886;--red:#b3261e;--go:#1a6b3c;--soft:#8881}
*{box-sizing:border-box}
body{margin:0 auto;max-width:44rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere;background:Canvas;color:CanvasText}
h1{font-size:1.3rem;margin:0 0 1rem}
h2{font-size:1.05rem;margin:0 0 .5rem}
section{border-top:1px solid var(--line);padding:1rem 0}
p{margin:.4rem 0}
a{color:LinkText}
:focus-visible{outline:3px solid Highlight;outline-offset:2px}
.host{font-size:2rem;font-weight:700;line-height:1.2;margin:.5rem 0}
.warning{border-left:.3rem solid var(--red);padding:.3rem .8rem}
.said{border-left:.3rem solid var(--go);padding:.3rem .8rem;background:var(--soft)}
.whose{padding:.4rem .8rem;background:var(--soft);border-radius:.5rem}
.whose.kraken{border:2px solid var(--red)}
.quiet{opacity:.8}
.bad,.summary,.big{font-weight:700}
.big{font-size:1.6rem;font-variant-numeric:tabular-nums}
.summary{font-size:1.1rem}
.card{border:1px solid var(--line);border-radius:.5rem;padding:.6rem 1rem;margin:.6rem 0}
.accounts{display:flex;flex-wrap:wrap;gap:.5rem;margin:0 0 1rem}
.accounts a{padding:.5rem .8rem;border:1px solid var(--line);border-radius:.5rem}
.accounts a[aria-current]{font-weight:700;background:var(--soft)}
.facts{display:grid;grid-template-columns:minmax(6rem,38%) 1fr;gap:.1rem 1rem;margin:.5rem 0}
.facts dd{margin:0}
.line{display:block;width:100%;height:7rem;margin:.5rem 0}
fieldset{border:1px solid var(--line);border-radius:.5rem;margin:1rem 0;padding:.5rem 1rem}
label{display:block;margin:.5rem 0}
label.inline{display:inline-flex;align-items:center;gap:.5rem;min-height:2.75rem}
input[type=password],input[type=text],select,textarea{display:block;width:100%;min-height:2.75rem;font:inherit;padding:.4rem}
input[type=checkbox]{width:1.4rem;height:1.4rem}
button{min-height:2.75rem;min-width:7rem;font:inherit;padding:.4rem 1rem;margin:.3rem .5rem .3rem 0;cursor:pointer}
button.red,button.go{color:#fff;border:0;border-radius:.5rem;font-weight:700}
button.red{background:var(--red);width:100%;min-height:3.5rem;font-size:1.1rem}
button.go{background:var(--go)}
button:disabled,button[aria-disabled]{opacity:.5;cursor:default}
table{width:100%;border-collapse:collapse;table-layout:fixed;font-variant-numeric:tabular-nums;margin:.5rem 0;font-size:.9rem}
th:first-child{width:42%}
caption{text-align:left;font-weight:700}
th,td{text-align:left;vertical-align:top;padding:.3rem .4rem .3rem 0;border-bottom:1px solid var(--line);font-weight:400}
thead th{font-weight:700}
.audit{padding-left:3.2rem;font-size:.9rem}
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
