import { createServer } from 'node:http'

export interface TokenService {
  readonly url: string
  close(): Promise<void>
}

/** An OAuth introspection endpoint (RFC 7662, in its form with the token as Bearer): knows the users of these tokens. */
export async function startTokenService(
  users: Pick<ReadonlyMap<string, string>, 'get'>,
): Promise<TokenService> {
  const server = createServer((request, response) => {
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    const username = users.get(token)
    response.setHeader('Content-Type', 'application/json')
    if (username === undefined) response.statusCode = 401
    response.end(JSON.stringify(username === undefined ? { active: false } : { active: true, username }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The token service has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/introspect`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
