import { parseCapabilities } from '../../../main/smtp/capabilities.ts'
import { toReply } from '../../../main/smtp/reply.ts'
import type { FuzzTarget } from '../target.ts'

export const target: FuzzTarget = {
  name: 'EHLO',
  seeds: [
    'mail.example.org\nSIZE 35882577\n8BITMIME\nSTARTTLS\nENHANCEDSTATUSCODES\nPIPELINING\nCHUNKING\nSMTPUTF8',
    'mail\nAUTH PLAIN LOGIN SCRAM-SHA-256 XOAUTH2\nAUTH=LOGIN PLAIN\nLIMITS MAILMAX=1 RCPTMAX=100',
    'x\nDELIVERBY 240\nFUTURERELEASE 864000 2038-01-01T00:00:00Z\nMT-PRIORITY MIXER\nREQUIRETLS\nDSN\nBINARYMIME',
  ],
  words: [
    '\n',
    'SIZE ',
    'AUTH ',
    'AUTH=',
    'LIMITS RCPTMAX=',
    '=',
    ' ',
    '99999999999999999999',
    '-1',
    'e9',
    '\0',
  ],
  run: (input) => {
    const lines = input.toString('utf8').split('\n')
    const found = parseCapabilities(toReply(250, lines))
    return JSON.stringify(found, (_key, value: unknown) =>
      value instanceof Map || value instanceof Set ? [...value.keys()].slice(0, 8) : value,
    ).slice(0, 120)
  },
}
