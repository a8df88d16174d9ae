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
} as const
