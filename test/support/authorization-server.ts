// An authorization server for tests: code with PKCE, device flow, refresh with rotation, revocation, and errors on demand.
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import {
  createServer as createHttp,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttps, get } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TestCertificate } from './certificates.ts'

export interface AuthorizationServer {
  readonly issuer: string
  /** What it was asked, in order: method, path, and the parameters of the body or the query. */
  readonly asked: { readonly path: string; readonly parameters: URLSearchParams }[]
  /** Every secret that it ever gave or was given. */
  readonly secrets: Set<string>
  /** Access tokens that are good now, and whose they are. */
  readonly valid: Map<string, string>
  /** Answers of the token endpoint that come before any other, one for each request. */
  readonly errors: { readonly status?: number; readonly error: string; readonly error_description?: string }[]
  /** What the sign-in page does: lets `account` in, or sends this error. */
  page: { account: string } | { error: string; error_description?: string }
  /** A person typed the code on another device. */
  enterCode(userCode: string, account: string | null): void
  /** The access token does not hold any more; the refresh token does. */
  expire(): void
  /** Nothing that it gave holds any more. */
  revokeAll(): void
  close(): Promise<void>
}

export interface AuthorizationOptions {
  /** https with this certificate; default: http. */
  readonly certificate?: TestCertificate
  /** Life of an access token, s. */
  readonly expiresIn?: number
  /** Polls that are told to slow down first. */
  readonly slowDowns?: number
  readonly clientSecret?: string
  /** Names itself in the answer of the sign-in page (RFC 9207). */
  readonly iss?: string
  readonly metadata?: Readonly<Record<string, unknown>>
  /** Default: all that it can. */
  readonly device?: boolean
  readonly revocation?: boolean
}

interface CodeGrant {
  readonly challenge: string
  readonly redirectUri: string
  readonly account: string
  readonly nonce: string | null
}

export const clientId = 'sendoff-test'

/** Starts it on 127.0.0.1. */
export async function startAuthorizationServer(
  options: AuthorizationOptions = {},
): Promise<AuthorizationServer> {
  const server = new TestAuthorizationServer(options)
  await server.listen()
  return server
}

class TestAuthorizationServer implements AuthorizationServer {
  issuer = ''
  readonly asked: AuthorizationServer['asked'] = []
  readonly secrets = new Set<string>()
  readonly valid = new Map<string, string>()
  readonly errors: AuthorizationServer['errors'] = []
  page: AuthorizationServer['page'] = { account: 'ann@mail.test' }
  readonly #options: AuthorizationOptions
  readonly #codes = new Map<string, CodeGrant>()
  readonly #refresh = new Map<string, string>()
  readonly #devices = new Map<string, { userCode: string; account?: string | null; slowDowns: number }>()
  readonly #key: KeyObject = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  readonly #server

  constructor(options: AuthorizationOptions) {
    this.#options = options
    const listener: RequestListener = (request, response) => void this.#answer(request, response)
    this.#server =
      options.certificate === undefined
        ? createHttp(listener)
        : createHttps({ cert: options.certificate.cert, key: options.certificate.key }, listener)
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const { port } = this.#server.address() as AddressInfo
    this.issuer = `${this.#options.certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
  }

  enterCode(userCode: string, account: string | null): void {
    for (const device of this.#devices.values()) if (device.userCode === userCode) device.account = account
  }

  expire(): void {
    this.valid.clear()
  }

  revokeAll(): void {
    this.valid.clear()
    this.#refresh.clear()
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.issuer)
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const parameters = request.method === 'POST' ? new URLSearchParams(body) : url.searchParams
    this.asked.push({ path: url.pathname, parameters })
    for (const name of ['code', 'code_verifier', 'refresh_token', 'device_code', 'client_secret', 'token'])
      this.#remember(parameters.get(name))
    const answer = this.#route(url.pathname, parameters)
    response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers })
    response.end(JSON.stringify(answer.body ?? {}))
  }

  #route(path: string, parameters: URLSearchParams): Answer {
    switch (path) {
      case '/.well-known/oauth-authorization-server':
        return json(200, this.#metadata())
      case '/authorize':
        return this.#authorize(parameters)
      case '/device':
        return this.#device()
      case '/token':
        return this.#token(parameters)
      case '/revoke':
        return this.#revoke(parameters)
      default:
        return json(404, {})
    }
  }

  #metadata(): object {
    const { device = true, revocation = true, metadata, iss } = this.#options
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none', 'client_secret_post'],
      scopes_supported: ['openid', 'email', 'offline_access', 'smtp'],
      ...(device ? { device_authorization_endpoint: `${this.issuer}/device` } : {}),
      ...(revocation ? { revocation_endpoint: `${this.issuer}/revoke` } : {}),
      ...(iss === undefined ? {} : { authorization_response_iss_parameter_supported: true }),
      ...metadata,
    }
  }

  /** The sign-in page: a person who agrees at once. */
  #authorize(parameters: URLSearchParams): Answer {
    const redirectUri = parameters.get('redirect_uri') ?? ''
    const back = new URL(redirectUri)
    back.searchParams.set('state', parameters.get('state') ?? '')
    if (this.#options.iss !== undefined) back.searchParams.set('iss', this.#options.iss)
    if ('error' in this.page)
      for (const [name, value] of Object.entries(this.page)) back.searchParams.set(name, value)
    else {
      const code = this.#secret()
      this.#codes.set(code, {
        challenge: parameters.get('code_challenge') ?? '',
        redirectUri,
        account: this.page.account,
        nonce: parameters.get('nonce'),
      })
      back.searchParams.set('code', code)
    }
    return { status: 302, headers: { Location: back.href } }
  }

  #device(): Answer {
    const userCode = 'KXWD-PLMF'
    const code = this.#secret()
    this.#devices.set(code, { userCode, slowDowns: this.#options.slowDowns ?? 0 })
    return json(200, {
      device_code: code,
      user_code: userCode,
      verification_uri: `${this.issuer}/code`,
      expires_in: 900,
      interval: 5,
    })
  }

  #token(parameters: URLSearchParams): Answer {
    const error = this.errors.shift()
    if (error !== undefined) {
      const { status = 400, ...body } = error
      return json(status, body)
    }
    const { clientSecret } = this.#options
    if (clientSecret !== undefined && parameters.get('client_secret') !== clientSecret)
      return refuse('invalid_client')
    if (parameters.get('client_id') !== clientId) return refuse('invalid_client')
    switch (parameters.get('grant_type')) {
      case 'authorization_code':
        return this.#byCode(parameters)
      case 'refresh_token':
        return this.#byRefresh(parameters)
      case 'urn:ietf:params:oauth:grant-type:device_code':
        return this.#byDevice(parameters)
      default:
        return refuse('unsupported_grant_type')
    }
  }

  #byCode(parameters: URLSearchParams): Answer {
    const code = parameters.get('code') ?? ''
    const grant = this.#codes.get(code)
    this.#codes.delete(code)
    const challenge = createHash('sha256')
      .update(parameters.get('code_verifier') ?? '')
      .digest('base64url')
    if (grant?.challenge !== challenge || grant.redirectUri !== parameters.get('redirect_uri'))
      return refuse('invalid_grant')
    return this.#give(grant.account, grant.nonce)
  }

  /** A refresh token serves once. */
  #byRefresh(parameters: URLSearchParams): Answer {
    const token = parameters.get('refresh_token') ?? ''
    const account = this.#refresh.get(token)
    this.#refresh.delete(token)
    if (account === undefined) return refuse('invalid_grant')
    return this.#give(account, null)
  }

  #byDevice(parameters: URLSearchParams): Answer {
    const device = this.#devices.get(parameters.get('device_code') ?? '')
    if (device === undefined) return refuse('invalid_grant')
    if (device.slowDowns > 0) {
      device.slowDowns -= 1
      return refuse('slow_down')
    }
    if (device.account === undefined) return refuse('authorization_pending')
    if (device.account === null) return refuse('access_denied')
    return this.#give(device.account, null)
  }

  #give(account: string, nonce: string | null): Answer {
    const [access, refresh] = [this.#secret(), this.#secret()]
    this.valid.set(access, account)
    this.#refresh.set(refresh, account)
    return json(200, {
      access_token: access,
      refresh_token: refresh,
      token_type: 'Bearer',
      expires_in: this.#options.expiresIn ?? 3600,
      ...(nonce === null ? {} : { id_token: this.#idToken(account, nonce) }),
    })
  }

  #idToken(account: string, nonce: string): string {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: this.issuer,
      sub: account,
      aud: clientId,
      iat: now,
      exp: now + 600,
      nonce,
      email: account,
    }
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const head = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`
    const token = `${head}.${sign('RSA-SHA256', Buffer.from(head), this.#key).toString('base64url')}`
    this.#remember(token)
    return token
  }

  #revoke(parameters: URLSearchParams): Answer {
    this.#refresh.delete(parameters.get('token') ?? '')
    this.valid.clear()
    return { status: 200 }
  }

  #secret(): string {
    const secret = randomBytes(24).toString('base64url')
    this.#remember(secret)
    return secret
  }

  #remember(secret: string | null): void {
    if (secret !== null && secret !== '') this.secrets.add(secret)
  }
}

interface Answer {
  readonly status: number
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

function json(status: number, body: object): Answer {
  return { status, body }
}

function refuse(error: string): Answer {
  return json(error === 'invalid_client' ? 401 : 400, { error })
}

/** What a browser does with the address of the sign-in page: follows it to the end. `ca`: whom it trusts. */
export async function followAsBrowser(
  address: string,
  ca?: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const next = ca === undefined ? address : await locationOf(address, ca)
  const response = await fetch(next, { redirect: 'follow' })
  return { status: response.status, text: await response.text() }
}

function locationOf(address: string, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(address, { ca }, (response) => {
      response.resume()
      resolve(response.headers.location ?? '')
    }).on('error', reject)
  })
}
