import { GetApiKeyInfo } from '../../kraken/endpoints/account/api-key.ts'
import { maskKeyInfo } from '../../kraken/key-info.ts'
import { mirror } from '../mirror.ts'
import type { Tool } from '../tool.ts'

/** Kraken's answer with the key and the IBAN masked, and our warnings about what the key can do beyond need. */
export const keyInfo: Tool = {
  ...mirror(GetApiKeyInfo, 'account'),
  handler: async (desk, args) => {
    const { result, ageMs } = await desk.call(GetApiKeyInfo, args)
    const { warnings } = await desk.status()
    return {
      result: maskKeyInfo(result),
      ...(ageMs !== undefined && { ageMs }),
      ...(warnings.length > 0 && { note: warnings.join(' ') }),
    }
  },
}
