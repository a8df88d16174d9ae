export const about = {
  'about.what': 'What is this: {label}',
  'about.name':
    'A name of your own for this server. It stands in the outbox, in “Send through” and in transcripts; nobody else sees it.',
  'about.yourName': 'What recipients see as the sender beside the address. It may hold any letters.',
  'about.email':
    'The address that your messages are from, and to which answers come. Most servers take only addresses that belong to the account you sign in with.',
  'about.host':
    'The computer that takes your mail to be sent: the outgoing server, also called SMTP or submission server. Your provider names it; it is often not the one that you read mail from.',
  'about.port':
    'The door at that computer. 587 goes with STARTTLS and 465 with TLS. Port 25 is for mail between servers, and many networks block it.',
  'about.security':
    'TLS: the connection is encrypted from its first octet. STARTTLS: it begins open and is encrypted before anything of yours is said; where that fails, nothing is sent. None: everyone on the way can read along.',
  'about.user':
    'What you sign in as: often the whole address, sometimes only what stands before the @. Where the server asks for no sign-in, leave it empty.',
  'about.signIn':
    'With a password that is stored here, or on a page of your provider in the browser, which gives Sendoff a token and never shows it the password.',
  'about.password':
    'Often not the one of the web page: some providers ask for an app password, made for one program, which you find in the settings of your account.',
  'about.ehlo':
    'The name by which this computer greets the server. Almost every server is content with its address in brackets; some insist on a full host name.',
  'about.method':
    'How the password or token is shown to the server. SCRAM and CRAM-MD5 do not send the password itself; PLAIN and LOGIN do, within the encrypted connection.',
  'about.tlsFloor':
    'The oldest version of TLS that is good enough. TLS 1.3 leaves out what has become weak; a few servers have only 1.2.',
  'about.proxy':
    'A computer that passes connections on, where a network lets nothing out directly. It sees to whom you connect and how much is sent; with TLS it does not see what.',
  'about.family':
    'The two kinds of address in the internet. Choose one only where the other leads nowhere in your network.',
  'about.localAddress':
    'Where this computer has several addresses, the one that the server sees. Some servers take mail from a certain address only.',
  'about.waitConnect':
    'How long a connection may take to come about before the next address, or a later time, is tried.',
  'about.waitReply':
    'How long the server may think about a command. RFC 5321 asks for five minutes at most steps.',
  'about.waitFinal':
    'How long the server may think once the message has left. Hanging up early leaves you not knowing whether it was taken: RFC 5321 asks for ten minutes at least.',
  'about.concurrency':
    'How many messages may be on their way to this server at the same time. Many providers count more than a few as abuse.',
  'about.queueInFlight':
    'Without it Sendoff sends the next message when the server has answered for the last one. With it the next goes right behind, which saves one wait for the line with each message of a long queue. It needs PIPELINING; behind BDAT no standard speaks of it. When a connection ends in the middle, nobody can tell which of the messages that had left were taken: each is Unconfirmed, and you decide about each.',
  'about.perMinute':
    'Sendoff waits between messages so that no more than this many leave in a minute. Providers publish such a limit, or answer 450 when it is passed.',
  'about.perDay':
    'When so many have left within 24 hours, the rest waits. Free accounts often allow some hundreds.',
  'about.allowedSenders':
    'Where a server takes only certain addresses as sender, name them: Sendoff then warns before it sends, instead of being refused.',
  'about.proxyHost':
    'The name or number of the computer that passes your connections on. Your network’s administrator names it.',
  'about.proxyPort': 'The door at the proxy. 1080 is usual for SOCKS5, and 3128 or 8080 for HTTP.',
  'about.proxyUser':
    'What you sign in to the proxy as, where it asks. It has nothing to do with your account at the mail server.',
  'about.proxyPassword':
    'The password for the proxy alone. It goes to the proxy unencrypted, so never use one that opens something else.',
  'about.certificateText':
    'A certificate with its private key, by which this computer proves who it is instead of, or beside, a password. Whoever runs the server gives it to you; the key goes into the keychain.',
  'about.passphrase':
    'What locks the key in the file that you were given. It is used once, to read the key, and is not kept.',
  'about.dsn':
    'The servers on the way are asked to write to you when one of these things happens to a message. Sendoff matches such a report to its message.',
  'about.dsnFull':
    'The report then brings the message back as a whole. Without it, the report has its header alone, which is enough to know which one it was.',
  'about.allowInsecure':
    'Your password then crosses the network so that anyone on the way can read it. Only for a server on this computer or in a network that is yours.',
  'about.isDefault': 'Used for a message whose sender is bound to no other server.',
  'about.further':
    'Used in this order when the first one cannot be reached or does not take the message. Never after a message that may have been taken already.',
  'about.issuer':
    'The web address of the service at which you sign in. It publishes, below this address, where its pages are.',
  'about.clientId':
    'The name under which this program is known at the sign-in service. You, or your administrator, register it there once; it is no secret.',
  'about.clientSecret':
    'A word that some services give out along with the client ID. In a program on a computer it protects little, and some services ask for it all the same.',
  'about.tenant':
    'The organisation at Microsoft 365 whose accounts may sign in: its domain, or a number. “common” takes every account.',
  'about.scope':
    'What the token allows: to send mail, and no more. Change it only where your provider names another.',
  'about.identityServer':
    'The server that messages of this sender go over, unless you choose another for one message.',
  'about.organisation':
    'Where you work or whom you speak for. It goes with each message in a header of its own, which few mail programs show.',
  'about.replyTo':
    'Where answers go when they are not to come to the sender’s address. Mail programs use it when somebody presses Reply.',
  'about.alwaysBcc':
    'Gets a copy of each message of this sender, and no recipient sees it. Some use it to have what they sent in another mailbox.',
  'about.sentCopy':
    'A copy of each message is written into a folder of this computer once it is handed over. Sendoff puts nothing into the mailbox at your provider.',
  'about.copyFolder':
    'Where on this computer the copies are written. A Maildir is the form that many mail programs read; single files are named by day and subject.',
  'about.envelopeSender':
    'The address that reports of failure go to, when it is not the sender’s. Servers check this address; recipients rarely see it.',
  'about.signatureName': 'A name of your own, by which you choose this signature. Nobody else sees it.',
  'about.signatureText':
    'Stands at the end of each message of this sender, behind a line with two hyphens, so that mail programs know it for a signature.',
  'about.priority':
    'Which of your messages goes first when several wait for the same server. With high or low, a header tells the recipient’s program too.',
  'about.refusal':
    'A server answers for each recipient. Either those it took get the message although one was refused, or nobody gets it until you have decided.',
  'about.expires':
    'After this time the message is not sent any more. It stays in the outbox, and you decide.',
  'about.language':
    'Told to the recipient’s program, for reading aloud, hyphens and translation. The spelling of the text is checked in it too.',
  'about.reports':
    'Asks the servers on the way to write to you about what became of it (RFC 3461). Not every server can; the message goes all the same.',
  'about.returned': 'What a report of failure quotes. The header is enough to know which message it was.',
  'about.readReceipt':
    'Asks the recipient’s program to tell you when the message was opened. Most people are asked first and many say no; no answer means nothing.',
  'about.requireTls':
    'Each server on the way has to pass the message on over a checked, encrypted connection or return it (RFC 8689). Few servers promise that yet.',
  'about.plainOnly':
    'Sends the text without fonts, colours and pictures in it. It is small, and every program shows it alike.',
  'about.headers':
    'Lines that you add to the head of the message, for programs that sort or read them. Those that Sendoff writes itself cannot be replaced.',
  'about.unsubscribeWeb':
    'An https address at which a recipient leaves your list. Mail programs show it as a button beside the sender. Fields of the table may stand in it.',
  'about.unsubscribeMail':
    'An address that takes messages from people who want to leave your list. Fields of the table may stand in it.',
  'about.listId':
    'The name of your list, written like a domain of yours. Recipients sort by it, and providers keep count of complaints under it.',
  'about.precedence':
    'Tells servers that this is mail to many, so that holiday notices are not sent back. It changes nothing else.',
  'about.oneClick':
    'The web address has to take a POST and end the subscription at once, with no page to confirm. Google and Yahoo ask for it of those who send to many.',
  'about.mergePace':
    'How many messages leave in a minute at most. Slow is kind to providers that count; at 60 a minute, 1,000 messages take 17 minutes.',
  'about.later': 'The messages are made now and wait in the outbox. The first leaves at this time.',
  'about.mergeFrom': 'The sender of all the messages. Its server, signature and copies apply.',
  'about.mergeDraft':
    'Takes subject, text and files of a draft that is there already. The draft stays as it is.',
  'about.mergeSubject': 'The same for all, but for fields of the table, which are filled in from each row.',
  'about.mergeText':
    'The same for all, but for fields of the table, which are filled in from each row. Look at the preview before you begin.',
  'about.encoding':
    'How letters beyond English ones are written in the file. If ä or é look wrong in the preview, choose another.',
  'about.delimiter': 'What stands between two cells of a row in the file.',
  'about.role.address': 'The column with the recipient’s address. Each row becomes one message.',
  'about.role.name': 'The column with the name that stands before the address.',
  'about.role.cc': 'The column with addresses that get a visible copy of this row’s message.',
  'about.role.bcc': 'The column with addresses that get a copy of this row’s message that others do not see.',
  'about.role.files':
    'The column with names of files that go with this row’s message alone, separated by semicolons.',
  'about.mergeName': 'What this mail merge is called in the list. Recipients do not see it.',
  'about.zone': 'The place whose clock the day and time are meant by.',
  'about.sendDate':
    'The day of sending, by the clock of the time zone beside it. Sendoff has to be running then; what it misses waits for your word.',
  'about.sendTime':
    'The time of sending, hours and minutes, by the clock of the time zone beside it. The message is dated so too.',
  'about.lastDate':
    'The last day on which it may still leave. After it nothing is sent, and the message waits for you.',
  'about.lastTime': 'The time on that day from which it is not sent any more.',
  'about.invitation.what': 'What the meeting is called, in your calendar and in that of everyone invited.',
  'about.invitation.where': 'A room, an address, or the link of a video call. It may stay empty.',
  'about.invitation.allDay': 'It takes whole days, and has no hours: a calendar shows it above the day.',
  'about.invitation.day': 'The day on which it begins.',
  'about.invitation.from': 'When it begins, by the clock of the time zone below.',
  'about.invitation.lastDay':
    'The day on which it ends; for most meetings the same. This day still belongs to it.',
  'about.invitation.until': 'When it ends, by the clock of the time zone below.',
  'about.invitation.zone':
    'The place whose clock the times are meant by. Calendars elsewhere show them by their own.',
  'about.invitation.description':
    'What those invited should know. It stands in their calendars, beside the meeting.',
} as const
