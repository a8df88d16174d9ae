import { ReplyParser, ReplySyntaxError } from '../../../main/smtp/reply-parser.ts'
import type { FuzzTarget } from '../target.ts'

/** Cut where the input says, so that segments of every size come. */
function segments(input: Buffer): Buffer[] {
  const cut = input.length === 0 ? 0 : (input[0] ?? 0) % input.length
  return [input.subarray(0, cut), input.subarray(cut)]
}

export const target: FuzzTarget = {
  name: 'reply',
  seeds: [
    '220 mail.example.org ESMTP\r\n',
    '250-mail.example.org\r\n250-SIZE 35882577\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n',
    '550 5.1.1 <nora@lakeside.example>: Recipient address rejected: User unknown\r\n',
    '354 go on\r\n250 2.0.0 Ok: queued as 4TzR6k1xYzW9\r\n221 2.0.0 Bye\r\n',
    '421-4.7.0 one\r\n421-4.7.0 two\r\n421 4.7.0 three\r\n',
    '250-a\r\n550 b\r\n',
  ],
  words: ['\r\n', '\n', '\r', '250-', '250 ', '550 5.1.1 ', '421', '99', '\0', '5.7.999', 'queued as '],
  run: (input) => {
    const seen: string[] = []
    const parser = new ReplyParser({
      line: (text) => text,
      reply: ({ code, enhanced, lines }) => seen.push(`${code}${enhanced ?? ''}:${lines.length}`),
    })
    try {
      for (const segment of segments(input)) parser.push(segment)
    } catch (error) {
      if (!(error instanceof ReplySyntaxError)) throw error
      seen.push(error.message.slice(0, 20))
    }
    return `${seen.slice(0, 3).join(' ')} ${parser.isInside}`
  },
}
