import { describe, expect, test } from 'vitest'
import { SaslError } from '../../../main/smtp/sasl/mechanism.ts'
import { prep } from '../../../main/smtp/sasl/prep.ts'
import { createScram } from '../../../main/smtp/sasl/scram.ts'
import type { Random } from '../../../main/random.ts'

/** A random source whose octets are those of a nonce given in base64. */
const fixed = (nonce: string): Random => ({ bytes: () => Buffer.from(nonce, 'base64'), fraction: () => 0 })

describe('SCRAM', () => {
  test('SCRAM-SHA-256 with the values of RFC 7677 3', () => {
    const exchange = createScram('user', 'pencil', {
      hash: 'sha256',
      random: fixed('rOprNGfwEbeRWgbNEkqO'),
      binding: 'n',
    })
    expect(exchange.initial?.toString()).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO')
    const first = 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096'
    expect(exchange.respond(Buffer.from(first)).toString()).toBe(
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    )
    expect(exchange.isComplete()).toBe(false)
    exchange.respond(Buffer.from('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4='))
    expect(exchange.isComplete()).toBe(true)
  })

  test('SCRAM-SHA-1 with the values of RFC 5802 5', () => {
    const exchange = createScram('user', 'pencil', {
      hash: 'sha1',
      random: fixed('fyko+d2lbbFgONRv9qkxdawL'),
      binding: 'n',
    })
    const first = 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096'
    expect(exchange.respond(Buffer.from(first)).toString()).toBe(
      'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    )
    exchange.respond(Buffer.from('v=rmF9pqV8S7suAoZWja4dJRkFsKQ='))
    expect(exchange.isComplete()).toBe(true)
  })

  test('comma and equals sign in a user name are written as =2C and =3D', () => {
    const options = { hash: 'sha1', random: fixed('abcd'), binding: 'n' } as const
    expect(createScram('a,b=c', 'x', options).initial?.toString()).toBe('n,,n=a=2Cb=3Dc,r=abcd')
  })
})

describe('SASLprep (RFC 4013)', () => {
  test.each([
    ['user', 'user'],
    ['I\u00adX', 'IX'],
    ['\u2168', 'IX'],
    ['pa\u0308ssword', 'p\u00e4ssword'],
  ])('%j becomes %j', (text, prepared) => expect(prep(text, 'password')).toBe(prepared))

  test('what is prohibited is refused without being quoted', () => {
    expect(() => prep('pass\u0007word', 'password')).toThrow(SaslError)
    expect(() => prep('pass\u0007word', 'password')).not.toThrow(/pass.?word.*pass/)
  })
})
