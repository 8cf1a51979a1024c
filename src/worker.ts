import type { Bindings } from './desk/bindings.ts'
import { AccountObject } from './durable/account.ts'
import { createEntrance } from './http/entrance.ts'

export { AccountObject }

const entrance = createEntrance()

export default {
  fetch: entrance.fetch,
  async scheduled(controller: ScheduledController, bindings: Bindings) {
    const { runJobs } = await import('./cron/jobs.ts')
    await runJobs(bindings, controller.scheduledTime)
  },
}
