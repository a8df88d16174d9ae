import { diagnose } from '../../../main/diagnosis/diagnose.ts'
import type { Phase } from '../../../main/smtp/types.ts'
import type { FuzzTarget } from '../target.ts'

const phases: readonly Phase[] = ['greeting', 'ehlo', 'auth', 'mail', 'rcpt', 'data', 'message']

export const target: FuzzTarget = {
  name: 'diagnosis',
  seeds: [
    '550 5.1.1 <nora@lakeside.example>: Recipient address rejected: User unknown in virtual mailbox table',
    '535-5.7.8 Username and Password not accepted. For more information, go to\n535 5.7.8 https://support.example/',
    '451 4.7.1 Greylisting in action, please try again in 300 seconds',
    '554 5.7.1 Service unavailable; Client host [203.0.113.5] blocked using zen.example; see https://list.example/q',
  ],
  words: [
    '550 ',
    '4',
    '5.7.1',
    '\n',
    'spam',
    'quota',
    'blocked using',
    'try again in ',
    'authentication',
    '((',
    '[',
    '\0',
  ],
  run: (input) => {
    const phase = phases[(input[0] ?? 0) % phases.length] ?? 'rcpt'
    const found = diagnose({ phase, kind: 'server-reply', lines: input.toString('utf8').split('\n') })
    return `${phase} ${found.cause} ${found.permanent}`
  },
}
