import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodePrivate, encodePublic } from '../../src/kraken/encode.ts'
import { Balance } from '../../src/kraken/endpoints/account/balances.ts'
import { Ledgers } from '../../src/kraken/endpoints/account/ledgers.ts'
import { Level3 } from '../../src/kraken/endpoints/account/level3.ts'
import { Ticker } from '../../src/kraken/endpoints/market/ticker.ts'
import { CancelOrderBatch } from '../../src/kraken/endpoints/trading/cancelling.ts'
import { AddOrder, AddOrderBatch } from '../../src/kraken/endpoints/trading/placing.ts'

const nonce = '1700000000000'

test('a public call is its path and query', () => {
  expect(encodePublic(Ticker, {})).toBe('/0/public/Ticker')
  expect(encodePublic(Ticker, { pair: ['XBTUSD', 'ETHUSD'], asset_class: undefined })).toBe(
    '/0/public/Ticker?pair=XBTUSD%2CETHUSD',
  )
})

test('a form begins with the nonce, joins lists and writes booleans in words', () => {
  const { body, path, contentType } = encodePrivate(
    Ledgers,
    { asset: ['XBT', 'USD'], without_count: true, ofs: 50 },
    { nonce },
  )
  expect(body).toBe('nonce=1700000000000&asset=XBT%2CUSD&without_count=true&ofs=50')
  expect(path).toBe('/0/private/Ledgers')
  expect(contentType).toBe('application/x-www-form-urlencoded')
})

test('a plus sign leaves as %2B and a close in brackets', () => {
  const { body } = encodePrivate(
    AddOrder,
    {
      price: '+1%',
      expiretm: '+60',
      oflags: ['post'],
      close: { ordertype: 'limit', price: '#5', price2: undefined },
    },
    { nonce },
  )
  expect(body).toBe(
    'nonce=1700000000000&price=%2B1%25&expiretm=%2B60&oflags=post&close%5Bordertype%5D=limit&close%5Bprice%5D=%235',
  )
})

test('the wallet’s id travels in the query of a private path, not in its body', () => {
  const { body, path } = encodePrivate(
    Balance,
    { account_id: 'WX6V-JUKW', rebase_multiplier: 'base' },
    { nonce },
  )
  expect(path).toBe('/0/private/Balance?account_id=WX6V-JUKW')
  expect(body).toBe('nonce=1700000000000&rebase_multiplier=base')
})

test('a second factor is part of the body', () => {
  expect(encodePrivate(Balance, {}, { nonce, otp: '123456' }).body).toBe('nonce=1700000000000&otp=123456')
  expect(encodePrivate(Level3, {}, { nonce, otp: '123456' }).body).toBe(
    '{"nonce":"1700000000000","otp":"123456"}',
  )
})

test('a batch is JSON: lists stay lists, the flags of an order are one text', () => {
  const close = { ordertype: 'limit', price: '5' }
  const { body, contentType } = encodePrivate(
    AddOrderBatch,
    {
      pair: 'XBTUSD',
      orders: [{ volume: '1', oflags: ['post', 'fciq'], close, price2: undefined }],
      validate: true,
    },
    { nonce },
  )
  expect(contentType).toBe('application/json')
  expect(JSON.parse(body)).toEqual({
    nonce,
    pair: 'XBTUSD',
    orders: [{ volume: '1', oflags: 'post,fciq', close }],
    validate: true,
  })
})

test('a batch of cancels sends bare ids', () => {
  const { body } = encodePrivate(CancelOrderBatch, { orders: ['OA', 7], cl_ord_ids: ['mine'] }, { nonce })
  expect(body).toBe('{"nonce":"1700000000000","orders":["OA",7],"cl_ord_ids":["mine"]}')
})

test('any text that goes into a form comes out of it unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (description) => {
      const { body } = encodePrivate(AddOrder, { description }, { nonce })
      expect(body).not.toMatch(/[^ -~]/)
      expect(new URLSearchParams(body).get('description')).toBe(description)
    }),
  )
})
