import { foldLines } from 'nodemailer/lib/mime-funcs'

/** One header field with its CRLF, folded (RFC 5322 2.2.3). `value` is 7-bit, or an address that only SMTPUTF8 can carry. */
export function foldHeader(name: string, value: string): string {
  return `${foldLines(`${name}: ${value}`)}\r\n`
}
