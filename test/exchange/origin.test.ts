import { expect, test } from 'vitest'
import { createOrigin } from '../../src/exchange/origin.ts'
import { createStates } from '../../src/exchange/states.ts'
import { aDatabase } from '../support/sql.ts'

test('the page is where the last call came by, also after an eviction, and for a paper account under its name', () => {
  const states = createStates(aDatabase())
  const origin = createOrigin(states, 'live')
  expect(origin.approvalOf('i_1')).toBeUndefined()
  origin.note('https://breakwater.example')
  expect(origin.approvalOf('i_1')).toBe('https://breakwater.example/owner/approve/i_1')
  expect(createOrigin(states, 'paper:demo').approvalOf('i_1')).toBe(
    'https://breakwater.example/owner/approve/i_1?account=paper:demo',
  )
})

test.each([
  undefined,
  'null',
  'javascript:alert(1)',
  'https://a.example/x',
  'https://a.example"',
  ' https://a',
])('%s is no origin, and changes nothing', (given) => {
  const origin = createOrigin(createStates(aDatabase()), 'live')
  origin.note('http://127.0.0.1:8787')
  origin.note(given)
  expect(origin.approvalOf('i_1')).toBe('http://127.0.0.1:8787/owner/approve/i_1')
})
