import fc from 'fast-check'
import { jsx as hono } from 'hono/jsx/jsx-runtime'
import { expect, test } from 'vitest'
import { Fragment, jsx } from '../../src/http/jsx/runtime.ts'

interface Tree {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>
  readonly children: readonly (Tree | string | number | boolean | null)[]
}

const word = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('<b>', '"', "'", '&amp;', '</p>'))
const { tree } = fc.letrec<{ tree: Tree; child: Tree | string | number | boolean | null }>((tie) => ({
  tree: fc.record({
    tag: fc.constantFrom('p', 'div', 'main', 'td', 'label', 'option', 'time'),
    attributes: fc.dictionary(
      fc.constantFrom(
        'class',
        'value',
        'title',
        'href',
        'data-lapses',
        'maxlength',
        'selected',
        'aria-label',
      ),
      fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null)),
    ),
    children: fc.array(tie('child'), { maxLength: 4 }),
  }),
  child: fc.oneof({ depthSize: 'small' }, word, fc.integer(), fc.boolean(), fc.constant(null), tie('tree')),
}))

type Make = (tag: string, props: Readonly<Record<string, unknown>>) => unknown

const grown = ({ tag, attributes, children }: Tree, make: Make): unknown =>
  make(tag, {
    ...attributes,
    children: children.map((one) => (typeof one === 'object' && one ? grown(one, make) : one)),
  })

test('a page is written as hono would write it', () => {
  fc.assert(
    fc.property(tree, (one) => {
      const theirs = grown(one, (tag, props) => hono(tag, { ...props }, undefined))
      expect(String(grown(one, jsx))).toBe(String(theirs))
    }),
  )
})

test('tags that hold nothing are closed at once, and what only looks like HTML stays text', () => {
  expect(String(jsx('input', { name: 'a', required: true, disabled: false }))).toBe(
    '<input name="a" required=""/>',
  )
  expect(String(jsx('p', { children: [Fragment({ children: jsx('b', { children: '<i>' }) }), '<i>'] }))).toBe(
    '<p><b>&lt;i&gt;</b>&lt;i&gt;</p>',
  )
})

test('an object is neither text nor HTML, whatever it says of itself', () => {
  const guest = { isEscaped: true, toString: () => '<script>' }
  expect(() => jsx('p', { children: guest })).toThrow('not objects')
  expect(() => jsx('p', { title: guest })).toThrow('not objects')
})
