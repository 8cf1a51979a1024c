import { escapeToBuffer } from 'hono/utils/html'

export type { JSX } from 'hono/jsx/jsx-runtime'

/**
 * What our pages' tags become (`jsxImportSource` in tsconfig.json): HTML, at once. Hono's own runtime also renders later, in a
 * browser and into another head, which weighs five kilobytes and no page of ours does. A test holds both to the same words.
 */
export const jsx = (tag: string | Component, props: Props): unknown =>
  typeof tag === 'function' ? tag(props) : new Markup(elementOf(tag, props))

export const jsxs = jsx
export const jsxDEV = jsx

export const Fragment = ({ children }: Props): Markup => new Markup(htmlOf(children))

type Component = (props: Props) => unknown

interface Props {
  readonly children?: unknown
  readonly [attribute: string]: unknown
}

/** Text that is HTML already; everything else is escaped. Only this file makes one. */
class Markup {
  readonly #html: string

  constructor(html: string) {
    this.#html = html
  }

  toString(): string {
    return this.#html
  }
}

const EMPTY = new Set(['input', 'link', 'meta', 'br', 'hr', 'img'])
const SWITCHES = new Set([
  'checked',
  'defer',
  'disabled',
  'hidden',
  'open',
  'readonly',
  'required',
  'selected',
])

const elementOf = (tag: string, { children, ...attributes }: Props): string => {
  const start = `<${tag}${Object.entries(attributes).map(attributeOf).join('')}`
  return EMPTY.has(tag) ? `${start}/>` : `${start}>${htmlOf(children)}</${tag}>`
}

const attributeOf = ([name, value]: readonly [string, unknown]): string => {
  if (value === undefined || value === null || (value === false && SWITCHES.has(name))) return ''
  return ` ${name}="${value === true && SWITCHES.has(name) ? '' : textOf(value)}"`
}

const htmlOf = (child: unknown): string => {
  if (child === undefined || child === null || typeof child === 'boolean') return ''
  if (Array.isArray(child)) return child.map(htmlOf).join('')
  return child instanceof Markup ? child.toString() : textOf(child)
}

const textOf = (value: unknown): string => {
  if (typeof value === 'object' || typeof value === 'function')
    throw new TypeError('a page shows text, not objects')
  const buffer: [string] = ['']
  escapeToBuffer(String(value), buffer)
  return buffer[0]
}
