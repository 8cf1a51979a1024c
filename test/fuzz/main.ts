import { drill } from './fuzz.ts'

/** `node test/fuzz/main.ts [events] [seed]`: random events against the matching engine; exit code 1 if a law was broken. */
const [events = '1000000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2)
const { broken, digest, ...sum } = drill(Number(events), Number(seed))
const print = (line: string): void => void process.stdout.write(`${line}\n`)
print(`seed ${seed} (the same again: node test/fuzz/main.ts ${events} ${seed})`)
print(`${JSON.stringify(sum)} ${digest.slice(0, 16)}`)
for (const what of broken) print(what)
print(broken.length === 0 ? 'every law held' : 'A LAW WAS BROKEN')
process.exitCode = broken.length === 0 ? 0 : 1
