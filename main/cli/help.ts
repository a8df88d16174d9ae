export const helpText = `sendoff: sends mail over SMTP and tells what happened.

sendoff send  --server URL --from ADDRESS --to ADDRESS [--subject TEXT] [--text TEXT] [--attach FILE]...
sendoff send  --server URL --eml FILE|-       the envelope from the header; Bcc is removed
sendoff send  --account NAME ...              over a server of the app, with its password from the keychain
sendoff send  --queue [--account NAME] ...    into the app's outbox
sendoff send  --jobs FILE|-                   one JSON job a line in, one result a line out
sendoff check --server URL [--to ADDRESS]     every step up to the message, and no message
sendoff queue [list | show ID | hold ID | release ID | send ID | delete ID]   the app's outbox; --json
sendoff compose [--to ADDRESS]... [--cc ..] [--bcc ..] [--subject TEXT] [--body TEXT] [--attach FILE...]
sendoff mailto:...                            opens a compose window of the app, which is started where it does not run
sendoff FILE.eml...                           shows message files in the app
sendoff explain                               replies as JSON lines in, explanations out

URL
  smtp://[user@]host[:587]             STARTTLS, required
  smtps://[user@]host[:465]            TLS from the first octet
  smtp+insecure://[user@]host[:25]     no TLS; signing in needs --allow-insecure-auth
  The password comes from --password-stdin, SENDOFF_PASSWORD or a prompt.

send
  --from ADDRESS         sender; with --eml it replaces the one in the header
  --to, --cc, --bcc ADDRESS    recipients, each as often as needed; with --eml they replace those in the header
  --subject TEXT  --text TEXT  --attach FILE
  --eml FILE|-           a finished message; may be given more than once
  --json                 the result as JSON on standard output
  --transcript text|json|none  the dialogue, on standard error (default text)
  --explain              why it failed and whose move it is
  --account NAME         a server of the app instead of --server
  --queue                keep it in the app's outbox, which sends it and tries again
  Without --queue, send talks to the server at once; nothing is kept or tried again.

queue
  ID is the id of a message, or four letters or more of its beginning or end. send tries at once: by the Sendoff that is
  running, or, where none is, from here, and tells the outcome. SENDOFF_DATA_DIR names another profile.

send --jobs FILE|-
  --concurrency N        jobs at the same time (default 1)
  --explain              adds a diagnosis to what failed
  --transcript json      puts the dialogue into the result (text: on standard error; default none)

Exit status
  0 all handed over, 75 temporary, 69 permanent, 65 refused before sending, 77 sign-in,
  74 unconfirmed (it may have arrived), 64 usage
`
