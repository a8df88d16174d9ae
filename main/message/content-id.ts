/** A Content-ID that a draft takes (RFC 2045 7), without its angle brackets: it may stand in HTML and in a header as it is. */
export const contentIdForm = /^[A-Za-z0-9._@-]{1,200}$/
