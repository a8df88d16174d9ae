import { parseJob } from '../../../main/cli/jobs/parse-job.ts'
import { parseServerUrl } from '../../../main/cli/server-url.ts'
import { UsageError } from '../../../main/cli/usage-error.ts'
import type { FuzzTarget } from '../target.ts'

export const target: FuzzTarget = {
  name: 'job and server address',
  seeds: [
    '{"id":"1","host":"127.0.0.1","port":25,"security":"none","messages":[{"from":"a@b.c","to":[{"address":"d@e.f"}],"raw":"YQ=="}]}',
    '{"id":"x","host":"h","port":1,"security":"implicit","auth":{"user":"u","pass":"p"},"tls":{"pins":[]},"messages":[]}',
    'smtps://user%40example.org@mail.example.org:465',
    'smtp+insecure://[::1]:2525/',
  ],
  words: ['{', '}', '[', ']', '"', ',', ':', 'null', '-1', '1e999', '"__proto__":', 'smtp://', '@', '%'],
  run: (input) => {
    const text = input.toString('utf8')
    return `${tryServer(text)} ${JSON.stringify(parseJob(text)).slice(0, 60)}`
  },
}

function tryServer(text: string): string {
  try {
    return parseServerUrl(text).security
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return error.message.slice(0, 30)
  }
}
