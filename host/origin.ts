// Chromium loads no scheme of ours, so `app://host/path` is served as `https://host.app.localhost/path` by a route.
// Addresses are translated on the way in and out: the app sees app:// only.

const schemes = new Set<string>()

/** Makes the scheme one whose addresses are translated. */
export function addScheme(scheme: string): void {
  schemes.add(scheme)
}

/** The address Chromium loads for one that the app names. */
export function toRouted(address: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(address)
  const [, scheme = '', host = '', rest = ''] = match ?? []
  return schemes.has(scheme) ? `https://${host}.${scheme}.localhost${rest === '' ? '/' : rest}` : address
}

/** The address the app knows for one that Chromium reports. */
export function fromRouted(address: string): string {
  const match = /^https:\/\/([^/?#]*)\.([a-z0-9-]+)\.localhost(?=[/?#]|$)(.*)$/is.exec(address)
  const [, host = '', scheme = '', rest = ''] = match ?? []
  return schemes.has(scheme) ? `${scheme}://${host}${rest}` : address
}

/** `app://host` for a page of a registered scheme, the usual origin otherwise. */
export function originOf(address: string): string {
  const url = new URL(address)
  return schemes.has(url.protocol.slice(0, -1)) ? `${url.protocol}//${url.host}` : url.origin
}
