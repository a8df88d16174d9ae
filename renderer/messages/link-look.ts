/** A link of a message as it is shown before it is opened: by what it does, not by what it says. */
export interface LinkLook {
  /** The whole address, as the parser wrote it. */
  readonly address: string
  /** Where it leads, in the form that networks use: other alphabets as A-labels (RFC 5890). */
  readonly host: string
  /** Why it is not opened; null: it can be. */
  readonly refused: 'no-https' | 'user-name' | null
  readonly hasOtherAlphabet: boolean
  /** The host that the text of the link names, where that is another one; null: it names none. */
  readonly says: string | null
}

/** Looks at a web link. Pure. @param text What stands in the message for it. @returns null where it is no web address. */
export function lookAtLink(href: string, text: string): LinkLook | null {
  const url = parse(href)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  return {
    address: url.href,
    host: url.host,
    refused: url.protocol !== 'https:' ? 'no-https' : url.username + url.password !== '' ? 'user-name' : null,
    hasOtherAlphabet: /(?:^|\.)xn--/.test(url.hostname),
    says: otherHost(text, url.hostname),
  }
}

const namesHost = /^(?:https?:\/\/)?(?:[^\s/@]*@)?([^\s/@:?#]+\.[^\s/@:?#.]{2,})\.?(?:[:/?#]\S*)?$/iu

function otherHost(text: string, host: string): string | null {
  const named = namesHost.exec(text.trim())?.[1]
  const said = named === undefined ? undefined : parse(`https://${named}/`)?.hostname
  if (said === undefined) return null
  const [a, b] = [withoutWww(said), withoutWww(host)]
  // A part of the same name leads nobody astray.
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`) ? null : said
}

const withoutWww = (host: string): string => host.replace(/^www\./, '')

function parse(address: string): URL | null {
  return URL.parse(address)
}
