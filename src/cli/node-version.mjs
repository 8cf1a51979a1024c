// Runs before any TypeScript is read, in plain JavaScript: a Node that cannot read TypeScript must still say why.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Breakwater needs Node 22.18 or newer; this is ${process.versions.node}.\n` +
      'On Linux `npm ci` brings its own: run it again, without --omit=optional, and start with npm.\n' +
      'Elsewhere install a newer Node from https://nodejs.org and try again.',
  )
  process.exit(1)
}
