/**
 * The card's own bridge to its host: JSON-RPC over postMessage (MCP Apps, 2026-01-26). It reads the tool's result and can
 * ask its host for one thing, to open the approval page; it calls no tool and so approves nothing.
 */
export const CARD_SCRIPT = `(() => {
const root = document.querySelector('section')
const send = (message) => parent.postMessage({ jsonrpc: '2.0', ...message }, '*')
const add = (tag, text, kind) => {
  const node = document.createElement(tag)
  node.textContent = text
  if (kind) node.className = kind
  root.append(node)
  return node
}
const payloadOf = ({ structuredContent, content }) => {
  if (structuredContent) return structuredContent
  const block = (content || []).find((one) => one.type === 'text')
  try { return JSON.parse(block.text) } catch { return undefined }
}
const isLink = (text) => typeof text === 'string' && /^https?:\\/\\//.test(text)
let clock
const waiting = ({ summary, cost, lapses, where }) => {
  add('h1', 'Waits for the owner')
  add('p', String(summary), 'summary')
  if (cost !== undefined) add('p', 'Cost: ' + cost)
  const left = add('p', '', 'quiet')
  const until = Date.parse(lapses)
  let button
  const tick = () => {
    const seconds = Math.round((until - Date.now()) / 1000)
    if (!(seconds > 0)) {
      left.textContent = 'It has lapsed: nothing was sent.'
      if (button) button.disabled = true
      return clearInterval(clock)
    }
    left.textContent = 'Lapses in ' + Math.floor(seconds / 60) + ' min ' + (seconds % 60) + ' s'
  }
  if (isLink(where)) {
    button = add('button', 'Open the approval page')
    button.type = 'button'
    button.onclick = () => send({ id: 'open', method: 'ui/open-link', params: { url: where } })
  } else add('p', String(where || ''), 'quiet')
  tick()
  clock = setInterval(tick, 1000)
}
const show = (result) => {
  clearInterval(clock)
  root.replaceChildren()
  const payload = payloadOf(result)
  if (payload && payload.state === 'awaiting_approval') waiting(payload)
  else add('p', result.isError ? 'The call was refused.' : 'Nothing waits for approval.', 'quiet')
  size()
}
const size = () => send({
  method: 'ui/notifications/size-changed',
  params: { width: document.body.scrollWidth, height: document.documentElement.scrollHeight },
})
const dress = (context) => {
  if (!context) return
  if (context.theme) document.documentElement.style.colorScheme = context.theme
  const variables = (context.styles && context.styles.variables) || {}
  for (const [name, value] of Object.entries(variables))
    if (name.startsWith('--') && value) document.documentElement.style.setProperty(name, value)
}
addEventListener('message', ({ source, data }) => {
  if (source !== parent || !data || data.jsonrpc !== '2.0') return
  if (data.id === 'hello' && data.result) {
    dress(data.result.hostContext)
    send({ method: 'ui/notifications/initialized', params: {} })
    size()
  }
  if (data.method === 'ui/notifications/tool-result') show(data.params)
  if (data.method === 'ui/notifications/host-context-changed') dress(data.params)
  if (data.method === 'ping' || data.method === 'ui/resource-teardown') send({ id: data.id, result: {} })
})
send({ id: 'hello', method: 'ui/initialize', params: {
  appInfo: { name: 'breakwater-approval', version: '1' }, appCapabilities: {}, protocolVersion: '2026-01-26' } })
})()
`
