/** The one place that names the app's own origin: pages are served from it, and IPC is taken from it alone. */
export const scheme = 'app'
export const origin = `${scheme}://sendoff`

/** Address of a window's page. */
export const pageUrl = `${origin}/index.html`

/** Whether an address belongs to the app's own pages. */
export function isOwn(url: string): boolean {
  return url === origin || url.startsWith(`${origin}/`)
}
