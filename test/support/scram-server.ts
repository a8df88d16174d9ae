// The server's side of SCRAM (RFC 5802), written apart from the client's so that one can't hide a mistake of the other.
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'

export type ScramFault =
  | 'wrong-signature'
  | 'no-final'
  | 'foreign-nonce'
  | 'short-nonce'
  | 'few-iterations'
  | 'mandatory-extension'
  | 'refuses-binding'

export interface ScramServer {
  /** What the client has to see in the gs2 header, e.g. `y,,`; undefined: it is not checked. */
  readonly header: string | undefined
  /** server-first for the client's first message. */
  first(clientFirst: string): string
  /** server-final; undefined: the proof is wrong. */
  final(clientFinal: string): string | undefined
}

const salt = Buffer.from('salt of the server')

/** `binding`: the data of the channel, for a -PLUS mechanism. */
export function createScramServer(
  mechanism: string,
  pass: string,
  {
    header,
    binding,
    fault,
  }: { header?: string | undefined; binding?: Buffer | undefined; fault?: ScramFault | undefined },
): ScramServer {
  const hash = mechanism.startsWith('SCRAM-SHA-256') ? 'sha256' : 'sha1'
  const hmac = (key: Buffer, text: string) => createHmac(hash, key).update(text).digest()
  const salted = pbkdf2Sync(pass, salt, 4096, hash === 'sha256' ? 32 : 20, hash)
  let clientBare = ''
  let gs2 = ''
  let serverFirst = ''
  return {
    header,
    first(clientFirst) {
      const match = /^((?:n|y|p=[^,]*),[^,]*,)(.*)$/.exec(clientFirst)
      gs2 = match?.[1] ?? ''
      clientBare = match?.[2] ?? ''
      const nonce = /r=([^,]*)/.exec(clientBare)?.[1] ?? ''
      const whole =
        fault === 'foreign-nonce' ? `X${nonce}server` : fault === 'short-nonce' ? nonce : `${nonce}server`
      const iterations = fault === 'few-iterations' ? 1 : 4096
      serverFirst = `${fault === 'mandatory-extension' ? 'm=x,' : ''}r=${whole},s=${salt.toString('base64')},i=${iterations}`
      return serverFirst
    },
    final(clientFinal) {
      const match = /^(c=([^,]*),r=[^,]*),p=(.*)$/.exec(clientFinal)
      const bound = Buffer.concat([Buffer.from(gs2), binding ?? Buffer.alloc(0)]).toString('base64')
      if (match?.[1] === undefined || match[2] !== bound) return undefined
      const auth = `${clientBare},${serverFirst},${match[1]}`
      const clientKey = hmac(salted, 'Client Key')
      const signature = hmac(createHash(hash).update(clientKey).digest(), auth)
      const proof = Buffer.from(clientKey.map((octet, index) => octet ^ (signature[index] ?? 0))).toString(
        'base64',
      )
      if (proof !== match[3]) return undefined
      const key = fault === 'wrong-signature' ? 'Wrong Key' : 'Server Key'
      return `v=${hmac(hmac(salted, key), auth).toString('base64')}`
    },
  }
}
