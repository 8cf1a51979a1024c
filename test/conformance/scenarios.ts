/** One scenario of the MCP project's own suite, and the checks in it that a server without prompts fails. */
export interface Scenario {
  readonly suite: '0.1.16' | '0.2.0-alpha.12'
  readonly name: string
  readonly fails?: readonly string[]
}

// Their other scenarios call fixture tools, prompts and resources that a real server does not have.
export const SCENARIOS: readonly Scenario[] = [
  { suite: '0.1.16', name: 'server-initialize' },
  { suite: '0.1.16', name: 'ping' },
  { suite: '0.1.16', name: 'tools-list' },
  { suite: '0.1.16', name: 'dns-rebinding-protection' },
  { suite: '0.2.0-alpha.12', name: 'tools-list' },
  { suite: '0.2.0-alpha.12', name: 'http-header-validation' },
  {
    suite: '0.2.0-alpha.12',
    name: 'caching',
    fails: ['sep-2549-prompts-list-caching-hints'],
  },
  {
    suite: '0.2.0-alpha.12',
    name: 'server-stateless',
    // They ask for a tool that needs a capability of the client; none of ours does.
    fails: ['sep-2575-server-rejects-undeclared-capability', 'sep-2575-missing-capability-http-400'],
  },
]

/** The suite's own file of expected failures; it also fails the run where one of them passes by now. */
export const baseline = ({ name, fails = [] }: Scenario): string =>
  ['server:', ...fails.map((check) => `  - ${name}:${check}`), ''].join('\n')
