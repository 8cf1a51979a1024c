import { runJobs } from './cron/jobs.ts'
import type { Bindings } from './desk/bindings.ts'
import { AccountObject } from './durable/account.ts'
import { createApp } from './http/app.ts'

export { AccountObject }

const app = createApp()

export default {
  fetch: app.fetch,
  async scheduled(controller: ScheduledController, bindings: Bindings) {
    await runJobs(bindings, controller.scheduledTime)
  },
}
