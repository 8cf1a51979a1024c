/** How the card looks: as its host does, where the host's variables say so; light and dark otherwise. */
export const CARD_STYLE = `:root{color-scheme:light dark;--line:#8886}
body{margin:0;padding:.75rem;font:var(--font-text-md-size,1rem)/1.5 var(--font-sans,system-ui,sans-serif);
color:var(--color-text-primary,CanvasText);background:transparent;overflow-wrap:anywhere}
section{border:1px solid var(--color-border-primary,var(--line));border-radius:.6rem;padding:.75rem 1rem}
h1{font-size:1.05rem;margin:0 0 .5rem}
p{margin:.25rem 0}
.summary{font-weight:600}
.quiet{opacity:.75;font-size:.9em}
button{min-height:2.75rem;margin-top:.5rem;padding:.4rem 1rem;font:inherit}
`
