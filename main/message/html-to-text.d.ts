// What we use of html-to-text; the package has no types.
declare module 'html-to-text' {
  export interface HtmlElement {
    readonly attribs: Readonly<Record<string, string | undefined>>
  }
  export interface TextBuilder {
    addInline(text: string): void
  }
  export interface HtmlToTextOptions {
    readonly wordwrap?: number | false
    readonly selectors?: readonly {
      readonly selector: string
      readonly format?: string
      readonly options?: Readonly<Record<string, unknown>>
    }[]
    readonly formatters?: Readonly<
      Record<string, (element: HtmlElement, walk: unknown, builder: TextBuilder) => void>
    >
    readonly limits?: { readonly maxInputLength?: number; readonly maxDepth?: number }
  }
  export function compile(options: HtmlToTextOptions): (html: string) => string
}
