import { Refused } from '../../domain/matching/refused.ts'
import { flagOf, requiredText } from '../../kraken/trading/arguments.ts'
import type { Handler } from '../call.ts'
import { hashText, hexOf, letters, mix } from '../hash.ts'
import { assetOf } from '../judge.ts'
import { findAsset } from '../market/assets.ts'
import { inWindow, paged } from './listing.ts'
import { type Method, methodsOf } from './methods.ts'

const MOST_ADDRESSES = 5

export const depositMethods: Handler = ({ params }) => {
  const methods = methodsOf(assetOf(params).key)
  if (methods.length === 0) throw new Refused('EFunding:No funding method')
  return methods.map((one) => ({
    method: one.method,
    limit: false,
    fee: '0.0000000000',
    'gen-address': one.prefix !== undefined,
    minimum: one.depositMinimum,
  }))
}

/** The addresses made so far for a method; `new` makes one more, up to five. */
export const depositAddresses: Handler = ({ world, params }) => {
  const asset = assetOf(params)
  const name = requiredText(params, 'method')
  const method = methodsOf(asset.key).find((one) => one.method === name)
  if (!method) throw new Refused('EFunding:No funding method')
  const place = `${asset.key} ${method.method}`
  const made = world.addresses[place] ?? 1
  const asked = flagOf(params, 'new')
  if (asked && made >= MOST_ADDRESSES) throw new Refused('EFunding:Too many addresses')
  world.addresses[place] = asked ? made + 1 : made
  return Array.from({ length: world.addresses[place] }, (_, index) => ({
    ...addressOf(method, `${world.seed} ${place} ${index}`),
    expiretm: '0',
    new: asked && index === made,
  })).reverse()
}

const addressOf = ({ prefix, tagged }: Method, place: string) => {
  if (prefix === '0x') return { address: `0x${hexOf(place, 40)}` }
  const address = `${prefix ?? ''}${letters(place, 34).toLowerCase()}`
  return tagged ? { address, tag: String(mix(hashText(place), 1) % 10_000_000_000) } : { address }
}

/** Every deposit that the ledger knows; they are all settled. */
export const depositStatus: Handler = (call) => {
  const rows = call.world.account.ledger
    .filter(({ type }) => type === 'deposit')
    .map((entry) => ({ ...entry, method: methodsOf(entry.asset)[0]?.method ?? 'Fedwire' }))
    .filter(inWindow(call.params))
    .map(({ asset, method, refid, amount, fee, time }) => ({
      method,
      aclass: 'currency',
      asset,
      refid,
      txid: hexOf(`deposit ${refid}`, 64),
      info: `${findAsset(asset)?.symbol ?? asset} ${method}`,
      amount,
      fee,
      time: Math.floor(time / 1000),
      status: 'Success',
    }))
    .reverse()
  return paged(call.params, 'deposits', rows)
}
