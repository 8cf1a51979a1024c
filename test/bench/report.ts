import { cpus, loadavg } from 'node:os'
import { type Figure, isOver } from './figure.ts'

const verdict = (figure: Figure) => (isOver(figure) ? 'over' : 'ok')

/** The figures for a terminal, one to a line. */
export const asLines = (figures: readonly Figure[]): string => {
  const widest = Math.max(...figures.map(({ name }) => name.length))
  return figures
    .map((figure) => {
      const { name, shown, floorShown } = figure
      return `${name.padEnd(widest)}  ${shown.padStart(16)}  ${floorShown.padStart(9)}  ${verdict(figure)}`
    })
    .join('\n')
}

/** The figures as a page. */
export const asPage = (figures: readonly Figure[], day: string): string => {
  const rows = figures.map((figure) => {
    const { name, shown, floorShown } = figure
    return `| ${name} | ${shown} | ${floorShown} | ${verdict(figure)} |`
  })
  return `# Numbers

Printed by \`npm run bench -- --write\` on ${day}, Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'},
load average ${loadavg()[0]?.toFixed(1)} at the end: well above 1, other work weighs on every figure.
The production bundle runs in workerd under Miniflare, with D1, the account object and the emulator as the world outside;
32 connections. A figure is the CPU that the runtime's process used per request (\`/proc\`), the median of rounds in which
the requests take turns, beside the bare route of the same rounds. Microseconds follow the machine and its load; the
ratio is what is held.

| what | measured | floor | |
|---|---|---|---|
${rows.join('\n')}
`
}
