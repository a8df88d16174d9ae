// P25: every way in which a secret may stand in text. Written apart from the engine's redactor, so that one can't hide a
// mistake of the other.

const known = new Map<string, ReadonlyMap<string, string>>()

/** The secret as it stands, and as each layer that could carry it would write it. */
export function formsOf(secret: string): ReadonlyMap<string, string> {
  const forms = known.get(secret) ?? makeForms(secret)
  known.set(secret, forms)
  return forms
}

function makeForms(secret: string): ReadonlyMap<string, string> {
  const bytes = Buffer.from(secret, 'utf8')
  const each = (write: (byte: number) => string) => [...bytes].map(write).join('')
  const hexOf = (byte: number) => byte.toString(16).padStart(2, '0')
  return new Map([
    ['plain', secret],
    ['UTF-8 read as latin1', bytes.toString('latin1')],
    ...(isLatin1(secret) ? [['latin1', latin1Of(secret)] as const] : []),
    ['base64', withoutPad(bytes.toString('base64'))],
    ['base64url', bytes.toString('base64url')],
    // Inside of a longer base64 text (AUTH PLAIN) the same octets stand in one of three rows of letters.
    ...[0, 1, 2].flatMap((offset) => {
      const letters = inBase64(bytes, offset)
      return [
        [`base64, ${offset} octets later`, letters],
        [`base64url, ${offset} octets later`, toUrlAlphabet(letters)],
      ] as const
    }),
    ['base64 of base64', withoutPad(Buffer.from(bytes.toString('base64')).toString('base64'))],
    ['hex', bytes.toString('hex')],
    ['HEX', bytes.toString('hex').toUpperCase()],
    ['hex in pairs', [...bytes].map(hexOf).join(':')],
    ['quoted string', secret.replace(/["\\]/g, '\\$&')],
    ['JSON', JSON.stringify(secret).slice(1, -1)],
    [
      'JSON in ASCII',
      JSON.stringify(secret)
        .slice(1, -1)
        .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    ['web address', encodeURIComponent(secret)],
    ['web address, lower case', encodeURIComponent(secret).replace(/%../g, (escape) => escape.toLowerCase())],
    ['web form', new URLSearchParams([['', secret]]).toString().slice(1)],
    ['every octet in percent', each((byte) => `%${hexOf(byte).toUpperCase()}`)],
    [
      'quoted-printable',
      each((byte) => (isPlainIn(byte, '=') ? String.fromCharCode(byte) : `=${hexOf(byte).toUpperCase()}`)),
    ],
    ['quoted-printable, every octet', each((byte) => `=${hexOf(byte).toUpperCase()}`)],
    [
      'xtext',
      each((byte) => (isPlainIn(byte, '+= ') ? String.fromCharCode(byte) : `+${hexOf(byte).toUpperCase()}`)),
    ],
  ])
}

/** What each mechanism puts on the wire from the secret alone; the answers to challenges only the server knows. */
export function blobsOf(user: string, secret: string): ReadonlyMap<string, string> {
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
  return new Map([
    ['PLAIN', base64(`\0${user}\0${secret}`)],
    ['PLAIN with an identity', base64(`${user}\0${user}\0${secret}`)],
    ['LOGIN', base64(secret)],
    ['XOAUTH2', base64(`user=${user}\x01auth=Bearer ${secret}\x01\x01`)],
    ['OAUTHBEARER', base64(`n,a=${user},\x01host=h\x01port=1\x01auth=Bearer ${secret}\x01\x01`)],
  ])
}

/** Which forms of the secret stand in the text, each named with the place. */
export function findForms(secret: string, place: string, text: string): string[] {
  return [...formsOf(secret)].filter(([, form]) => text.includes(form)).map(([name]) => `${place}: ${name}`)
}

/** Every string in a value, names of fields too, as it is: JSON around it would put one more layer of quotes over a form. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)])
}

/** The letters that `bytes` give behind `offset` other octets, without those that are mixed with neighbours. */
function inBase64(bytes: Buffer, offset: number): string {
  const letters = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
  return letters.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
}

/** As a server writes it that knows nothing of UTF-8, and as whoever reads the line as UTF-8 sees it. */
function latin1Of(secret: string): string {
  return Buffer.from(secret, 'latin1').toString('utf8')
}

const isLatin1 = (text: string): boolean => Buffer.from(text, 'latin1').toString('latin1') === text
const withoutPad = (base64: string): string => base64.replace(/=+$/, '')
const toUrlAlphabet = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_')
const isPlainIn = (byte: number, escaped: string): boolean =>
  byte > 0x1f && byte < 0x7f && !escaped.includes(String.fromCharCode(byte))
