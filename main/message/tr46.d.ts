// tr46 has no types of its own; the part that domain.ts uses.
declare module 'tr46' {
  interface Options {
    readonly checkHyphens?: boolean
    readonly checkBidi?: boolean
    readonly checkJoiners?: boolean
    readonly useSTD3ASCIIRules?: boolean
    readonly verifyDNSLength?: boolean
  }
  const tr46: {
    toASCII(domain: string, options?: Options): string | null
    toUnicode(domain: string, options?: Options): { readonly domain: string; readonly error: boolean }
  }
  export default tr46
}
