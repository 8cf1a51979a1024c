import { AccountObject } from './durable/account.ts'
import { createApp } from './http/app.ts'

export { AccountObject }
export default createApp()
