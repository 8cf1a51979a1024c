import type { D1Migration } from '@cloudflare/vitest-plugin'
import type { Bindings } from '../src/desk/bindings.ts'
import type { AccountObject } from '../src/durable/account.ts'

declare global {
  namespace Cloudflare {
    interface Env extends Omit<Bindings, 'ACCOUNT'> {
      ACCOUNT: DurableObjectNamespace<AccountObject>
      TEST_MIGRATIONS: D1Migration[]
    }
    interface GlobalProps {
      mainModule: typeof import('../src/worker.ts')
    }
  }
}
