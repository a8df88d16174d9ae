import type { Step } from '../reply-facts.ts'
import type { TextRule } from './rule.ts'

const AUTH: readonly Step[] = ['auth']
const BEFORE_CONTENT: readonly Step[] = ['ehlo', 'auth', 'mail', 'rcpt', 'data']

/** Conditions that a provider names itself, whatever the code says. */
export const providerSignInRules: readonly TextRule[] = [
  // App password instead of the normal one
  {
    cause: 'auth-app-password-needed',
    says: [
      /\b(app(lication)?[- ]?(specific )?pass(word|code)s?\b.{0,40}\b(required?|needed|must|instead|use)|(requires?|need|use|using|create|generate|enter) (an? |your )?(dedicated |external )?app(lication)?[- ]?(specific )?pass(word|code)|neobhodim parol|parol prilozheniya|authorization code|authori[sz]ed code|client authori[sz]ation|mot de passe (d'|pour l')?application|app-?passwort|anwendungs(spezifisches )?passwort|contrasena de aplicacion|password per (le )?app|app-specific)/,
    ],
  },
  {
    cause: 'auth-app-password-needed',
    holds: [/invalidsecondfactor/, /no=1001256/, /授权码/, /пароль приложения/],
    at: AUTH,
  },
  // Browser first
  {
    cause: 'auth-web-login-needed',
    says: [
      /verify your account/,
      /(sign|log) ?in at https?/,
      /(log|sign)[ -]?in (via|with|through|using|on|to) (your |the )?(web ?browser|browser|web ?site|webmail|web interface)/,
      /accept (the )?(eula|terms|user agreement)/,
      /web ?login ?required/,
      /(verify|confirm) (that )?(it('s| is) you|your identity)/,
      /unusual sign-?in/,
      /suspicious (sign-?in|log-?in)/,
      /captcha/,
    ],
    unless: [/posts without solving/],
  },
  {
    cause: 'auth-web-login-needed',
    holds: [
      /accounts\.google\.com\/(continuesignin|signin\/continue|displayunlockcaptcha)/,
      /webloginrequired/,
    ],
  },
  // Passwords are switched off altogether
  {
    cause: 'auth-oauth-needed',
    says: [
      /basic auth(entication)? (is |has been )?(not supported|disabled|blocked|deprecated|not allowed|turned off|retired|no longer)/,
      /(oauth ?2?|modern auth\w*|xoauth2)\b.{0,40}\b(required|needed|must|only|instead)/,
      /(requires?|use|using) (an? )?(oauth ?2?|modern auth)/,
      /(plain|login|password)( password)? (auth\w*|logins?|sign-?ins?) (is |are |has been )?(no longer (supported|accepted)|disabled)/,
      /less secure apps?/,
    ],
    unless: [/\b(smtp ?client ?auth\w*|smtp auth\w*) is disabled/],
  },
  // Sending by mail program is switched off
  {
    cause: 'auth-smtp-disabled',
    says: [
      /smtp ?client ?auth\w* (is )?disabled/,
      /smtp ?auth\w* (is )?disabled (for|by)/,
      /disabled for the (tenant|mailbox|organi[sz]ation)/,
      /security defaults/,
      /did not meet the criteria/,
      /blocked by (your )?(organi[sz]ation|conditional access|administrator)/,
      /disabled by (your |the )?(admin\w*|organi[sz]ation)/,
    ],
    at: AUTH,
    mover: 'your provider',
  },
  {
    cause: 'auth-smtp-disabled',
    says: [
      /third[- ]party .{0,30}(disabled|not (allowed|enabled))/,
      /(smtp|imap|pop3?) (is |are )?disable\b/,
      /not (authori[sz]ed|allowed|permitted|entitled) to use (this|the) (smtp |mail )?(service|server|function)/,
      /用户无权/,
      /未开启|未开通/,
      /(does not|doesn't|no|without) (have )?(the )?(access )?(rights?|permission|authori[sz]ation|privileges?) (to|for|on) (use )?(this service|smtp|the smtp)/,
      /user has no permission/,
      /(smtp|imap|pop3?)([ /]+(and |or )?(smtp|imap|pop3?))* ?(service|access|protocol|sending|is|auth\w*|login|relay)* (is |was |has been )?(not |un)?(disabled|enabled|activated|turned off|switched off|closed|opened?|allowed|available|deactivated|forbidden|restricted)( for| in| by|\b)/,
      /enable (the )?(smtp|imap|pop3?)/,
      /mail programs? .{0,30}(not enabled|disabled)/,
    ],
    unless: [
      /authentication not enabled/,
      /without (ssl|tls)/,
      /only with (ssl|tls)/,
      /(ssl|tls) (is )?required/,
    ],
    at: AUTH,
  },
  // Only from listed internet addresses
  {
    cause: 'client-ip-not-authorized',
    says: [
      /unauthori[sz]ed ip/,
      /(ip|ip address|client ip|requestor's ip address|your address) ?(\{ip\} )?(is |was )?not (authori[sz]ed|allowed|whitelisted|in (the |your )?(allow|white) ?-?list|permitted)( to (log|sign|auth|use|connect|access)|\W|$)/,
      /not allowed to (log|sign)[ -]?in from (this|your)/,
      /login from (this|your) (ip|location) (is )?(not allowed|denied)/,
    ],
    at: ['greeting', 'ehlo', 'auth', 'mail'],
    unless: [
      /dial-?up|dynamic|transient|residential/,
      /to send (e?-?mails?|email|messages?)/,
      /rcpt domain/,
      /relay/,
    ],
  },
]

/** Answers to AUTH; a 535 here is about the sign-in and nothing else (P13). */
export const signInRules: readonly TextRule[] = [
  {
    cause: 'auth-temporarily-refused',
    says: [
      /too many (bad |failed |invalid |unsuccessful |consecutive )?(auth\w*|log-?in|sign-?in|password)s? ?(attempts?|failures?|errors?|tries|commands?|requests?)?/,
      /too much fail/,
      /too many (attempts|failures|tries)/,
      /(log-?ins?|auth\w*) (rate )?(limit|attempts?) (was |is |has been )?(exceeded|reached)/,
      /temporar(y|ily) (locked|blocked|banned).{0,40}(attempts|log-?in|auth)/,
      /try again in \d+ (seconds|minutes|hours)/,
    ],
    at: AUTH,
    codes: [421, 432, 435, 450, 451, 452, 454],
    mover: 'nobody, retry',
  },
  {
    cause: 'auth-temporarily-refused',
    says: [
      /too many (bad |failed |invalid |unsuccessful |consecutive )?(auth\w*|log-?in|sign-?in|password)s? ?(attempts?|failures?|errors?|tries|commands?|requests?)?/,
      /too much fail/,
      /too many (attempts|failures|tries)/,
      /(log-?ins?|auth\w*) (rate )?(limit|attempts?) (was |is |has been )?(exceeded|reached)/,
      /temporar(y|ily) (locked|blocked|banned).{0,40}(attempts|log-?in|auth)/,
      /(locked|blocked|banned) .{0,30}(failed|too many|attempts)/,
    ],
    at: AUTH,
    mover: 'you',
  },
  {
    cause: 'account-suspended',
    says: [
      /(account|user|sender|mailbox|domain|login|tenant|profile|subscription)\b.{0,40}\b(suspended|disabled|blocked|banned|locked|deactivated|terminated|frozen|paused|inactive|expired|not (yet )?(been )?(active|activated|approved)|under review|restricted|closed)/,
      /user account (is )?disabled/,
      /(gesperrt|gesperrtes konto|compte (est )?bloque|cuenta (esta )?(bloqueada|suspendida)|被锁定|封禁|停用)/,
    ],
    at: AUTH,
    unless: [
      /^.{0,60}(credentials|password).{0,20}(incorrect|invalid)/,
      /smtp/,
      /imap/,
      /pop3/,
      /basic auth/,
    ],
  },
  {
    cause: 'auth-method-unsupported',
    says: [
      /(mechanism|auth\w* (type|method|scheme|algorithm))\b.{0,40}\b(not|un|no longer|invalid|unsupported|too weak|unavailable|disabled|unknown|unimplemented)/,
      /(not|un|in|unsupported|invalid|unknown|unrecogni[sz]ed|unimplemented)\w* ?(supported |available |recogni[sz]ed |known |valid )?(sasl |auth\w* )(mechanism|type|method|scheme|algorithm)/,
      /auth\w* (command )?(is )?(not (enabled|advertised|supported|available|offered|implemented|allowed)|used when not advertised)/,
      /(mechanism|method) (is )?too weak/,
      /no (suitable|common|usable) (auth|mechanism)/,
      /no mechanism available/,
    ],
    at: ['auth', 'ehlo'],
  },
  {
    cause: 'auth-temporarily-refused',
    says: [
      /temporar\w* (auth\w* )?(failure|problem|error|system|server|internal|unavailable)/,
      /cannot authenticate/,
      /unable to authenticate (at present|now|temporarily)/,
      /(auth\w*|login|directory|password|backend) (server|service|backend|system|database)? ?(is )?(not available|unavailable|unreachable|down|busy|failure|error|timed? ?out)/,
      /connection lost to auth/,
      /try (again )?later/,
      /(internal|system|server) (error|failure|busy|is busy)/,
      /lookup failure/,
    ],
    at: AUTH,
    codes: [421, 431, 432, 435, 450, 451, 454],
  },
  {
    cause: 'auth-failed',
    says: [
      /(user ?name|login|user|account|email|credentials?|password|passphrase|token|grant|api ?key|secret|authentication|auth\w*)\b.{0,60}\b(not accepted|incorrect|invalid|wrong|bad|failed|failure|fails?|unsuccessful|rejected|denied|unknown|revoked|expired|mismatch|does ?n[o']t (match|exist)|not (found|valid|recogni[sz]ed|correct|authenticated|authori[sz]ed|loving))/,
      /(incorrect|invalid|wrong|bad|unknown|rejected|not loving)\b.{0,40}\b(user ?name|login|user|password|credentials?|auth\w*|token|api ?key)/,
      /(log-?in|sign-?in) (fail\w*|denied|incorrect|unsuccessful|error)/,
      /identifiants? (incorrects?|invalides?)/,
      /mot de passe (incorrect|invalide|errone)/,
      /(code d')?auth\w*ifi\w+ (invalide|fallida|fallita|fehlgeschlagen|incorrect\w*|nie)/,
      /(falsche[sr]?|ungultige[sr]?) (passwort|benutzer\w*|zugangsdaten|anmeldedaten)/,
      /anmeldung fehlgeschlagen/,
      /(contrasena|usuario|clave) .{0,20}(incorrect|invalid|no valid)/,
      /credenziali/,
      /password errata/,
      /(niepraw\w+|bledn\w+) (login|haslo|dane)/,
      /密码错误/,
      /用户名或密码/,
      /auth(entication)? (failed|error|failure)/,
      /неверн/,
      /wachtwoord/,
    ],
    at: AUTH,
  },
]

/** A sign-in is wanted and none took place; may answer any command. */
export const authRequiredRules: readonly TextRule[] = [
  {
    cause: 'auth-required',
    says: [
      /auth\w* turned on/,
      /(smtp )?auth\w* (is |was )?(required|needed|requise|necessaire|erforderlich|richiesta|requerida|obligatoi?re|mandatory)/,
      /auth\w* (is )?required/,
      /(must|need to|please|have to|should|requires? (you )?to|need) (be )?(first )?(auth(enticat\w*|ori[sz]e)?|log ?in|sign ?in|logged ?in|signed ?in)\b/,
      /need (ehlo and )?auth/,
      /turn on smtp auth/,
      /(not|isn't|wasn't) (been )?(logged|signed) ?-?in/,
      /not (been )?authenticated/,
      /(un|non-?)authenticated (sender|client|user|connection|mail|session|access|email)s?.{0,40}(not|denied|refused|rejected|prohibited)/,
      /send anonymous mail/,
      /without (smtp )?auth/,
      /auth(enticate)? first/,
      /re-?authenticate/,
      /issue an auth/,
      /requires (smtp )?auth/,
      /anmeldung (ist )?erforderlich/,
      /bitte (zuerst )?(anmelden|authentifizieren)/,
      /authentifi\w+ (requise|necessaire|obligatoire)/,
      /pop before smtp/,
      /smtp after pop/,
      /log ?in (to the |via )?(imap|pop)/,
    ],
    at: BEFORE_CONTENT,
    unless: [
      /resolver\.rst/,
      /(spf|dkim|dmarc)/,
      /for (group|mailbox|public folder)/,
      /by organi[sz]ation/,
      /unauthenticated (email|mail|message) from/,
      /senders to authenticate/,
      /(relay|client) host rejected: (?!access)/,
      /gmail requires/,
      /yahoo requires/,
    ],
  },
  {
    cause: 'auth-required',
    says: [
      /client was not authenticated/,
      /unauthenticated senders? not allowed/,
      /(submission|submit).{0,30}must be authenticated/,
      /auth\w* required/,
    ],
    at: ['message'],
    unless: [/resolver\.rst/, /(spf|dkim|dmarc)/, /for (group|mailbox|public folder)/, /by organi[sz]ation/],
  },
]
