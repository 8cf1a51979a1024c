import { expect, test } from 'vitest'
import { maskKeyInfo, parseKeyInfo } from '../../src/kraken/key-info.ts'

const KEY = '4/SDrDBcOOPnm3nPlNfEMMJDeRcIVqPz+QhRxIodyZbI9po/aVRiHsgX'
const IBAN = 'AA88 N84G WOAK NMOI'

const CAMEL = {
  apiKeyName: 'my-api-key',
  apiKey: KEY,
  nonce: '1772627060997',
  nonceWindow: 0,
  permissions: ['query-funds', 'withdraw-funds', 'query-open-trades', 'modify-trades', 'from-the-future'],
  iban: IBAN,
  validUntil: '0',
  queryFrom: '0',
  queryTo: '1772542900',
  createdTime: '1772542900',
  modifiedTime: '1772543095',
  ipAllowlist: [],
  lastUsed: null,
}

const SNAKE = {
  api_key_name: 'TestKey',
  api_key: KEY,
  nonce: '123',
  nonce_window: '15',
  permissions: ['query-funds', 'close-trades'],
  iban: IBAN,
  valid_until: '1800000000',
  query_from: '0',
  query_to: '0',
  created_time: '1522132642',
  modified_time: '1618230358',
  ip_allowlist: [''],
  last_used: '1774350056',
}

test('the documented spelling is read; "0" and null are none, an unknown permission is left out', () => {
  expect(parseKeyInfo(CAMEL)).toEqual({
    name: 'my-api-key',
    permissions: ['query-funds', 'withdraw-funds', 'query-open-trades', 'modify-trades'],
    nonceWindow: 0,
    nonce: '1772627060997',
    validUntil: 0,
    queryFrom: 0,
    queryTo: 1772542900,
    lastUsed: 0,
    ipAllowlist: [],
    iban: IBAN,
  })
})

test('the recorded spelling is read; numbers may be text, and [""] is an empty list', () => {
  expect(parseKeyInfo(SNAKE)).toEqual({
    name: 'TestKey',
    permissions: ['query-funds', 'close-trades'],
    nonceWindow: 15,
    nonce: '123',
    validUntil: 1800000000,
    queryFrom: 0,
    queryTo: 0,
    lastUsed: 1774350056,
    ipAllowlist: [],
    iban: IBAN,
  })
})

test('addresses on the list are kept', () => {
  expect(parseKeyInfo({ ...SNAKE, ip_allowlist: ['10.0.0.1', ''] })?.ipAllowlist).toEqual(['10.0.0.1'])
})

test.each([null, 'x', [], {}, { permissions: 'all' }])('%j is no description of a key', (result) => {
  expect(parseKeyInfo(result)).toBeUndefined()
})

test('the key itself is never part of what is read', () => {
  expect(JSON.stringify([parseKeyInfo(CAMEL), parseKeyInfo(SNAKE)])).not.toContain(KEY)
})

test.each([CAMEL, SNAKE])('the masked copy keeps everything but key and iban', (result) => {
  const masked = maskKeyInfo(result)
  expect(JSON.stringify(masked)).not.toContain(KEY)
  expect(JSON.stringify(masked)).not.toContain(IBAN)
  expect(masked).toMatchObject({ nonce: result.nonce, permissions: result.permissions, iban: '…NMOI' })
  expect(Object.keys(Object(masked))).toEqual(Object.keys(result))
})

test('a short key is masked whole', () => {
  expect(maskKeyInfo({ api_key: '123', iban: '123' })).toEqual({ api_key: '…', iban: '…' })
})
