/** A stranger's word as a page may show it: without what would turn the letters around it, or hide some of its own. */
export const printable = (text: string): string =>
  text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .slice(0, 200)
