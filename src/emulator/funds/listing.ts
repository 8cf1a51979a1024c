import { invalid, textOf, wholeOf } from '../../kraken/trading/arguments.ts'
import type { Call } from '../call.ts'
import { assetOf } from '../judge.ts'

type Params = Call['params']

/** Keeps what the filters asset, method, start and end let through. `time` is unix milliseconds. */
export const inWindow = (params: Params) => {
  const asset = textOf(params, 'asset') === undefined ? undefined : assetOf(params).key
  const method = textOf(params, 'method')
  const start = secondsOf(params, 'start') ?? 0
  const end = secondsOf(params, 'end') ?? Number.POSITIVE_INFINITY
  return (row: { readonly asset: string; readonly method: string; readonly time: number }): boolean =>
    (asset === undefined || row.asset === asset) &&
    (method === undefined || row.method === method) &&
    row.time / 1000 >= start &&
    row.time / 1000 <= end
}

const secondsOf = (params: Params, name: string): number | undefined => {
  const text = textOf(params, name)
  if (text === undefined) return undefined
  if (!/^\d{1,12}(\.\d+)?$/.test(text)) throw invalid(name)
  return Number(text)
}

/** A bare list, or with `cursor` a page of it and where the next one begins. */
export const paged = (params: Params, name: string, rows: readonly object[]): unknown => {
  const limit = wholeOf(params, 'limit', 500, 1, 500)
  const cursor = textOf(params, 'cursor')
  if (cursor === undefined || cursor === 'false') return rows.slice(0, limit)
  if (cursor !== 'true' && !/^c\d{1,9}$/.test(cursor)) throw invalid('cursor')
  const from = cursor === 'true' ? 0 : Number(cursor.slice(1))
  const next = from + limit < rows.length ? `c${from + limit}` : null
  return { [name]: rows.slice(from, from + limit), next_cursor: next }
}
