import { Refused } from '../../domain/matching/refused.ts'
import { add, isLess, negate, subtract } from '../../domain/money.ts'
import { available, post } from '../../kraken/trading/account.ts'
import { choiceOf, invalid, requiredText } from '../../kraken/trading/arguments.ts'
import type { Handler } from '../call.ts'
import { hashText, letters, mix } from '../hash.ts'
import { newId } from '../ids.ts'
import { amountOf, assetOf } from '../judge.ts'
import type { Subaccount, World } from '../world.ts'

/** Spot to Futures; the way back is the Futures API's. */
export const walletTransfer: Handler = ({ world, params, now }) => {
  const asset = assetOf(params)
  for (const [name, wallet] of [
    ['from', 'Spot Wallet'],
    ['to', 'Futures Wallet'],
  ] as const)
    if (choiceOf(params, name, [wallet]) === undefined) throw invalid(name)
  const amount = amountOf(params, 'amount', asset)
  if (isLess(available(world.account, asset.key), amount)) throw new Refused('EFunding:Insufficient funds')
  const refid = newId(world, 'F', [6, 6, 6])
  post(world.account, {
    asset: asset.key,
    amount: negate(amount),
    type: 'transfer',
    subtype: 'spottofutures',
    refid,
    now,
  })
  return { refid }
}

export const createSubaccount: Handler = ({ world, params }) => {
  const username = requiredText(params, 'username')
  const email = requiredText(params, 'email')
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) throw invalid('email')
  if (world.subaccounts.some((one) => one.username === username)) throw invalid('username')
  if (world.subaccounts.some((one) => one.email === email)) throw invalid('email')
  world.subaccounts.push({ username, email, iban: ibanOf(`${world.seed} ${username}`), balances: {} })
  return true
}

const ibanOf = (place: string) => {
  const digits = String(mix(hashText(place), 0) % 100).padStart(2, '0')
  return `AA${digits} ${letters(place, 12).replace(/(.{4})(?=.)/g, '$1 ')}`
}

/** Between the master account and a subaccount, or between two subaccounts. */
export const accountTransfer: Handler = ({ world, params, now }) => {
  const asset = assetOf(params)
  const amount = amountOf(params, 'amount', asset)
  const from = partyOf(world, requiredText(params, 'from'), 'from')
  const to = partyOf(world, requiredText(params, 'to'), 'to')
  if (from === to) throw invalid('to')
  const transfer = newId(world, 'T', [6, 6, 6])
  const moved = { asset: asset.key, type: 'transfer', subtype: 'subaccount', refid: transfer, now }
  const held = from === 'master' ? available(world.account, asset.key) : (from.balances[asset.key] ?? '0')
  if (isLess(held, amount)) throw new Refused('EFunding:Insufficient funds')
  if (from === 'master') post(world.account, { ...moved, amount: negate(amount) })
  else from.balances[asset.key] = subtract(held, amount)
  if (to === 'master') post(world.account, { ...moved, amount })
  else to.balances[asset.key] = add(to.balances[asset.key] ?? '0', amount)
  return { transfer_id: transfer, status: 'complete' }
}

const plain = (iban: string) => iban.replaceAll(' ', '').toUpperCase()

const partyOf = (world: World, iban: string, name: string): Subaccount | 'master' => {
  if (plain(iban) === plain(world.iban)) return 'master'
  const found = world.subaccounts.find((one) => plain(one.iban) === plain(iban))
  if (!found) throw invalid(name)
  return found
}
