import { DurableObject } from 'cloudflare:workers'
import type { AccountCall, AccountRpc, AccountStatus, Answer } from '../exchange/port.ts'

export class AccountObject extends DurableObject implements AccountRpc {
  async call(_call: AccountCall): Promise<Answer> {
    return {
      ok: false,
      failure: { kind: 'forbidden', code: 'no_key', message: 'No Kraken key is configured.' },
    }
  }

  async status(): Promise<AccountStatus> {
    return { hasKey: false, warnings: [] }
  }
}
