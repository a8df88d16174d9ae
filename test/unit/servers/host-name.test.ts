import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseHost } from '../../../main/servers/host-name.ts'
import { judgePastedSecret } from '../../../main/servers/pasted-secret.ts'

const only = 'Only “mail.example.org” is the host: type that here.'

describe('a host with what belongs elsewhere: the sentence says what goes where', () => {
  test.each([
    ['mail.example.org:587', `${only} 587 goes under Port.`],
    ['mail.example.org:0587', `${only} 587 goes under Port.`],
    ['mail.example.org:99999', `${only} A number from 1 to 65535 goes under Port.`],
    ['mail.example.org:', only],
    ['mail.example.org/', only],
    ['mail.example.org/mail?x#y', `${only} What follows the name is left out.`],
    [
      'smtp://mail.example.org:587/',
      `${only} “STARTTLS” goes under Security, if the server has it. 587 goes under Port.`,
    ],
    ['smtps://mail.example.org', `${only} “TLS” goes under Security.`],
    ['SUBMISSIONS://mail.example.org:465', `${only} “TLS” goes under Security. 465 goes under Port.`],
    ['https://mail.example.org/x', `${only} “https://” is left out. What follows the name is left out.`],
    [
      'smtp://anna:hunter2@mail.example.org',
      `${only} “STARTTLS” goes under Security, if the server has it. The user name and the password have fields of their own.`,
    ],
    [
      'anna:hunter2@mail.example.org:25',
      `${only} 25 goes under Port. The user name and the password have fields of their own.`,
    ],
    ['[2001:db8::25]:587', 'Only “2001:db8::25” is the host: type that here. 587 goes under Port.'],
    ['192.0.2.1:25', 'Only “192.0.2.1” is the host: type that here. 25 goes under Port.'],
    ['post.müller.example:25', 'Only “post.müller.example” is the host: type that here. 25 goes under Port.'],
    [
      'anna@example.org',
      'This is an email address. The host is the outgoing server of “example.org”, for example smtp.example.org.',
    ],
    ['smtp://', 'This is not a host name: write the name alone, without “://” and what stands before it.'],
    [
      'smtp:// mail',
      'This is not a host name: write the name alone, without “://” and what stands before it.',
    ],
    ['anna@', 'This is not a host name: write the name alone, without a user.'],
    ['/etc/hosts', 'This is not a host name: write the name alone, without a path.'],
    [':587', 'This is not a host name: the port has a field of its own.'],
    ['mail example.org', '“mail example.org” is not a host name: it holds a blank.'],
    ['a.example, b.example', '“a.example, b.example” is not a host name: it holds a blank.'],
    [
      'a.example;b.example',
      '“a.example;b.example” is not a host name: one host goes here, and nothing behind it.',
    ],
    [
      'mail.exa\u202Emple.org',
      '“mail.exa\uFFFDmple.org” is not a host name: it holds a character that no host name may have.',
    ],
  ])('%s', (typed, message) => expect(parseHost(typed)).toEqual({ ok: false, message }))

  test('P25: a password in a pasted address is not quoted, whatever else is wrong with it', () => {
    for (const typed of ['smtp://anna:hunter2@', 'smtp://anna:hunter2@-x', 'anna:hunter2@mail..example:x'])
      expect(JSON.stringify(parseHost(typed)), typed).not.toContain('hunter2')
  })

  test('P28: whatever is typed, what is taken is a host and nothing else; the sentence is one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        const parsed = parseHost(typed)
        if (parsed.ok) expect(parsed.host).not.toMatch(/[\s/@?#]|\p{Cc}/u)
        else expect(parsed.message).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E]/u)
      }),
    )
  })
})

describe('a password that was pasted', () => {
  test.each([
    ['hunter2', null],
    [' hunter2 ', null],
    ['hunter2\n', /^The password ends with a line break/],
    ['hunter2\r\n', /^The password ends with a line break/],
    ['\nhunter2', /^The password begins with a line break/],
    ['hun\nter2', /control character/],
    ['hunter2\u0000', /control character/],
    ['hunter2\u202E\n', /control character/],
  ])('P25, P28: %j', (secret, message) => {
    const said = judgePastedSecret('The password', secret)
    if (message === null) expect(said).toBeNull()
    else expect(said).toMatch(message)
    expect(said ?? '').not.toContain('hunter')
  })
})
