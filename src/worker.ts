import { runJobs } from './cron/jobs.ts'
import type { Bindings } from './desk/bindings.ts'
import { AccountObject } from './durable/account.ts'
import { createEntrance } from './http/entrance.ts'

export { AccountObject }

const entrance = createEntrance()

export default {
  fetch: entrance.fetch,
  scheduled: (controller: ScheduledController, bindings: Bindings) =>
    runJobs(bindings, controller.scheduledTime),
}
