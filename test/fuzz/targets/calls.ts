import { schemas } from '../../../main/api-schemas.ts'
import { dispatch } from '../../../main/dispatch.ts'
import type { Api } from '../../../main/api.ts'
import type { FuzzTarget } from '../target.ts'

const channels = Object.keys(schemas)
let reached = 0
/** Every call is there and does nothing: what is under attack is the way to it. */
const api = new Proxy({} as Api, {
  get: () =>
    new Proxy(
      {},
      {
        get: () => () => {
          reached += 1
          return Promise.resolve()
        },
      },
    ),
})

/** A line with the channel, then the argument as JSON; `b64:` before a text makes octets of it. */
export const target: FuzzTarget = {
  name: 'calls of a page',
  seeds: [
    'outbox.list\n{"list":"outbox","offset":0,"limit":50,"filter":{"text":"a","states":["queued"]}}',
    'outbox.get\n{"entryId":"e1"}',
    'settings.set\n{"theme":"dark","undoSeconds":10}',
    'app.openMailto\n{"url":"mailto:a@x.example"}',
    'drafts.attachBytes\n{"draftId":"d","name":"a.txt","type":"text/plain","bytes":"b64:AAAA"}',
    'contacts.complete\n{"text":"a","limit":10,"exclude":[]}',
    'routes.save\n{"rules":[{"id":"r","domain":"x.example","on":true,"route":{"kind":"server","serverId":"s"}}]}',
    'practice.open\n',
    'app.show\n{"view":"outbox"}',
  ],
  words: [
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '\n',
      'null',
      '1e999',
      '-1',
      '"__proto__":{',
      '"constructor":',
    ],
    ...['"toString":', '"entryId":', '"limit":', '__proto__', 'constructor.name', 'app.reveal', 'b64:', '\0'],
    ...channels.slice(0, 60),
  ],
  run: async (input) => {
    const text = input.toString('utf8')
    const at = text.indexOf('\n')
    const channel = at === -1 ? text : text.slice(0, at)
    const before = reached
    const result = await dispatch(api, channel, argumentOf(at === -1 ? '' : text.slice(at + 1)))
    if (reached > before && !Object.hasOwn(schemas, channel)) throw new Error('a call that there is not')
    if (!result.ok && reached > before) throw new Error('refused, and called all the same')
    if (Object.hasOwn(Object.prototype, 'entryId')) throw new Error('the prototype of all was changed')
    if (!result.ok && result.failure.code === 'internal') throw new Error(result.failure.message)
    return result.ok ? `ok ${channel}` : `${channel.slice(0, 30)} ${result.failure.field?.slice(0, 20) ?? ''}`
  },
}

function argumentOf(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'string' && value.startsWith('b64:')
        ? new Uint8Array(Buffer.from(value.slice(4), 'base64'))
        : value,
    )
  } catch {
    return text === '' ? undefined : text
  }
}
