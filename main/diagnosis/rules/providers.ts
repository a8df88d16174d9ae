import type { TextRule } from './rule.ts'

// Codes of a provider's own that stand in the text. Each is documented by the provider; the words beside them vary.

export const providerCodeRules: readonly TextRule[] = [
  // NetEase (163, 126, yeah.net): two letters, a colon, three letters
  { cause: 'sender-not-allowed-for-login', holds: [/\bdt:sum\b/] },
  { cause: 'spam-content', holds: [/\bdt:spm\b/, /\bmi:spb\b/, /\bdt:blk\b/] },
  { cause: 'too-many-connections', holds: [/\bhl:icc\b/] },
  { cause: 'rate-limited', holds: [/\b(hl:ifc|mi:(cel|dmc|ccl|stc|drc)|rp:(drc|ccl|cel|qrc|rcl))\b/] },
  { cause: 'poor-reputation', holds: [/\bhl:(rep|mep)\b/] },
  { cause: 'recipient-restricted', holds: [/\bhl:ihu\b/] },
  { cause: 'ip-blocklisted', holds: [/\bhl:(ipb|itc)\b/] },
  // Orange, Wanadoo, La Poste: OFR_417, LPN105_402, OUK_513
  { cause: 'ip-blocklisted', holds: [/\b(ofr|lpn|ouk)\d*[-_]?(102|510)\b/] },
  { cause: 'too-many-connections', holds: [/\b(ofr|lpn|ouk)\d*[-_]?104\b/] },
  { cause: 'auth-failed', holds: [/\b(ofr|lpn|ouk)\d*[-_]?305\b/], at: ['auth'] },
  { cause: 'spf-dkim-dmarc-failed', holds: [/\b(ofr|lpn|ouk)\d*[-_]?401\b/] },
  { cause: 'auth-required', holds: [/\b(ofr|lpn|ouk)\d*[-_]?402\b/] },
  { cause: 'sender-rejected', holds: [/\b(ofr|lpn|ouk)\d*[-_]?(403|405|415)\b/] },
  { cause: 'recipient-unknown', holds: [/\b(ofr|lpn|ouk)\d*[-_]?(416|418)\b/] },
  { cause: 'recipient-mailbox-full', holds: [/\b(ofr|lpn|ouk)\d*[-_]?417\b/] },
  { cause: 'recipient-disabled', holds: [/\b(ofr|lpn|ouk)\d*[-_]?(420|426)\b/] },
  { cause: 'sender-not-allowed-for-login', holds: [/\b(ofr|lpn|ouk)\d*[-_]?421\b/] },
  { cause: 'spam-content', holds: [/\b(ofr|lpn|ouk)\d*[-_]?(506|513)\b/] },
  { cause: 'message-too-large', holds: [/\b(ofr|lpn|ouk)\d*[-_]?514\b/] },
  { cause: 'service-unavailable', holds: [/\b(ofr|lpn|ouk)\d*[-_]?(103|105|108|109|201|423|424|505|999)\b/] },
  // GMX, Web.de, IONOS name what their policy went by
  { cause: 'ip-blocklisted', holds: [/\(ip based\)/] },
  { cause: 'domain-blocklisted', holds: [/\(domain based\)/], mover: 'your provider' },
  { cause: 'message-malformed', holds: [/\(header based\)/] },
  // qmail points to its page about bare line feeds
  { cause: 'message-malformed', holds: [/smtplf/] },
  // Facebook
  { cause: 'recipient-unknown', holds: [/\b(rcp-p1|int-p[134])\b/] },
  { cause: 'recipient-restricted', holds: [/\brcp-p[23]\b/] },
  { cause: 'recipient-disabled', holds: [/\brcp-t4\b/] },
  { cause: 'message-too-large', holds: [/\b(msg-p1|int-p2)\b/] },
  { cause: 'attachment-blocked', holds: [/\b(msg-p2|pol-p5)\b/] },
  { cause: 'message-malformed', holds: [/\bmsg-p3\b/] },
  { cause: 'domain-blocklisted', holds: [/\bpol-p6\b/] },
  { cause: 'spf-dkim-dmarc-failed', holds: [/\bpol-p7\b/] },
  { cause: 'ip-blocklisted', holds: [/\bpol-(p[1-4]|t[1-3])\b/] },
  { cause: 'sender-rejected', holds: [/\bdns-(p[12]|t1)\b/] },
  { cause: 'reverse-dns', holds: [/\bdns-(p3|t2)\b/] },
  { cause: 'too-many-connections', holds: [/\bcon-t[123]\b/] },
  { cause: 'too-many-recipients', holds: [/\b(con-t4|msg-t1)\b/] },
  // AOL and Yahoo
  { cause: 'ip-blocklisted', holds: [/\(?\b(rtr:(bb|bl|sc|du)|rly:(bl|ir)|con:b1|hvu:r)\b/] },
  { cause: 'reverse-dns', holds: [/\b(rtr:rd|dns:nr)\b/] },
  { cause: 'rate-limited', holds: [/\b(dyn:t\d|rly:b[12])\b/] },
  { cause: 'domain-blocklisted', holds: [/\bhvu:b\d\b/] },
  { cause: 'rate-limited', holds: [/\[(tss?0[145]|ts0[12])\]/], codes: [421, 450, 451] },
  {
    cause: 'poor-reputation',
    holds: [/\[(tss?0?(0[2-9]|1\d)|ts\d+)\]/],
    unless: [/spamhaus/, /connections/],
  },
  // Outlook.com
  { cause: 'rate-limited', holds: [/\brp-00\d\b/] },
  { cause: 'ip-blocklisted', holds: [/\bdy-00[12]\b/], mover: 'you' },
  { cause: 'ip-blocklisted', holds: [/\b(sc-00[1-4]|ou-00[12])\b/] },
  // GoDaddy, Cox, Spectrum
  { cause: 'rate-limited', holds: [/\bib(504|510|607|101)\b/] },
  {
    cause: 'ip-blocklisted',
    holds: [/\bib1(04|05|1[0-3])\b/, /aup#(cxbl|cdrbl|in-10\d\d|[a-z-]*12[0-5]\d|ipbl\d*)\b/],
  },
  { cause: 'ip-blocklisted', holds: [/\bib106\b/], mover: 'you' },
  { cause: 'spf-dkim-dmarc-failed', holds: [/\bib508\b/, /aup#cxsndr/] },
  { cause: 'reverse-dns', holds: [/\bib108\b/, /aup#(cxdns|[a-z-]*11[0-5]\d)\b/] },
  { cause: 'too-many-connections', holds: [/\bib007\b/, /aup#(cxcnct|[a-z-]*13[0-4]0)\b/] },
  { cause: 'rate-limited', holds: [/aup#(cxmxrt|[a-z-]*(13[5-9]0|14[0-9]0|1540|1580))\b/] },
  { cause: 'account-suspended', holds: [/aup#(cxthrt|cxmj|o-10[1-8]0)\b/] },
  { cause: 'sender-not-allowed-for-login', holds: [/aup#o?-?15[02]0\b/] },
  { cause: 'domain-blocklisted', holds: [/aup#urlbl\d*/] },
  // Exchange and Microsoft 365
  { cause: 'sender-not-verified', holds: [/unregistered domains/] },
  // Amazon SES
  { cause: 'sender-not-allowed-for-login', holds: [/not authorized to perform .?ses:send/] },
  { cause: 'recipient-disabled', holds: [/message rejected: address blacklisted/] },
  // QQ Mail lists all it could be; an authorisation code or the switched off service is what it mostly is.
  { cause: 'auth-smtp-disabled', holds: [/service is not open/], at: ['auth'] },
  { cause: 'recipient-unknown', holds: [/resolver\.adr\.(ex)?recip(ient)?notfound/, /recipientnotfound/] },
  { cause: 'sender-not-allowed-for-login', holds: [/sendasdenied/] },
  { cause: 'recipient-mailbox-full', holds: [/storedrv\.deliver.*quotaexceeded/] },
  { cause: 'quota-sending-exceeded', holds: [/submissionquotaexceeded/] },
  { cause: 'too-many-connections', holds: [/sender thread limit/, /concurrent_sending/] },
  { cause: 'rate-limited', holds: [/recipient thread limit/] },
  {
    cause: 'policy-rejected',
    holds: [/tenant allow\/?block list/, /blocked by your organization using/],
    mover: 'your provider',
  },
  // Address-book codes of Gmail's help pages
  { cause: 'auth-failed', holds: [/[?&]p=badcredentials/], at: ['auth'] },
  { cause: 'recipient-unknown', holds: [/[?&]p=nosuchuser/] },
  { cause: 'recipient-disabled', holds: [/[?&]p=disableduser/] },
  { cause: 'recipient-mailbox-full', holds: [/[?&]p=overquota/] },
  { cause: 'domain-unknown', holds: [/[?&]p=badrcptdomain/] },
  { cause: 'rate-limited', holds: [/[?&]p=(receivingrate|unsolicitedratelimit)/] },
  { cause: 'message-malformed', holds: [/[?&]p=rfcmessagenoncompliant/] },
  { cause: 'attachment-blocked', holds: [/[?&]p=blockedmessage/] },
]
