/** The one place that names the app's own origin: pages are served from it, and IPC is taken from it alone. */
export const scheme = 'app'
export const origin = `${scheme}://sendoff`

/**
 * Address of a window's page, which speaks this language as long as it is loaded.
 * @param place Where in the page to begin; '' where it begins by itself.
 */
export function pageUrl(language: string, place = ''): string {
  return `${origin}/index.html?language=${language}${place}`
}

/** Whether an address belongs to the app's own pages. */
export function isOwn(url: string): boolean {
  return url === origin || url.startsWith(`${origin}/`)
}
