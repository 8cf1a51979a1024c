import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { READ } from './fields.ts'

export const GetApiKeyInfo = endpoint({
  ...READ,
  tool: 'get_api_key_info',
  title: 'API key',
  describe: 'What the Kraken key may do and until when. Key and IBAN are masked.',
  path: '/0/private/GetApiKeyInfo',
  permissions: { all: [] },
  params: () => z.strictObject({}),
  result: () => z.looseObject({ permissions: z.array(z.string()) }),
  example: {},
})
