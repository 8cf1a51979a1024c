import { expect, onTestFinished, test, vi } from 'vitest'
import { createClosing } from '../../src/cli/closing.ts'

test('what was opened last is closed first, all of it, once, whatever goes wrong on the way', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => stderr.mockRestore())
  const order: string[] = []
  const closing = createClosing()
  closing.add(() => order.push('first'))
  closing.add(async () => {
    await Promise.resolve()
    order.push('second')
  })
  closing.add(() => {
    order.push('third')
    throw new Error('it will not close')
  })
  await Promise.all([closing.close(), closing.close()])
  expect(order).toEqual(['third', 'second', 'first'])
  expect(stderr.mock.calls).toEqual([['While stopping: it will not close\n']])
})

test('what is opened while all is being closed is closed too', async () => {
  const order: string[] = []
  const closing = createClosing()
  closing.add(() => {
    closing.add(() => order.push('late'))
  })
  await closing.close()
  expect(order).toEqual(['late'])
})
