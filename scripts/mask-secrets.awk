# mask-secrets.awk -- replaces what looks like a secret by ***: the values named in the file
# -v secrets=FILE (one per line) wherever they stand, what follows a name such as password or
# api_key, and names and passwords in addresses. Used by collect-logs.sh.
BEGIN { while ((getline value < secrets) > 0) if (value != "") known[++count] = value }

# Every literal occurrence; no regular expression, since a secret may hold any character.
function without(line, secret,    at, done) {
  while ((at = index(line, secret)) > 0) {
    done = done substr(line, 1, at - 1) "***"
    line = substr(line, at + length(secret))
  }
  return done line
}

# The length of the value at the start of text: up to its closing quote (a backslash before it where
# JSON stands in a string), or up to what ends a word. After a colon, as in YAML and headers, a value
# may have spaces.
function value_length(text, separator,    quote, inside, at, from) {
  if (match(text, /^\\?["']/)) {
    quote = substr(text, 1, RLENGTH)
    inside = substr(text, RLENGTH + 1)
    from = 1
    # A quote after a backslash of its own belongs to the value.
    while ((at = index(substr(inside, from), quote)) > 0) {
      at += from - 1
      if (at == 1 || substr(inside, at - 1, 1) != "\\") return length(quote) + at - 1
      from = at + length(quote)
    }
    return length(text)
  }
  if (separator ~ /:/) return match(text, /["'\\,})\]]/) ? RSTART - 1 : length(text)
  return match(text, /[ \t,;&"'\\})\]]/) ? RSTART - 1 : length(text)
}

function after_names(line,    rest, done, size, lead, separator) {
  rest = line
  while (match(tolower(rest), /(api|access|secret|private|signing|encryption|license|[a-z0-9_]_)[_-]?key|token|secret|password|passwd|credentials?|authorization|cookie/)) {
    done = done substr(rest, 1, RSTART + RLENGTH - 1)
    rest = substr(rest, RSTART + RLENGTH)
    if (!match(rest, /^\\?["']?[ \t]*(:-|[:=])[ \t]*/)) continue
    separator = substr(rest, 1, RLENGTH)
    done = done separator
    rest = substr(rest, RLENGTH + 1)
    # A reference to a variable is no value.
    if (rest ~ /^"?\$[A-Z{]/) continue
    size = value_length(rest, separator)
    lead = match(rest, /^\\?["']/) ? substr(rest, 1, RLENGTH) : ""
    done = done lead (size > length(lead) ? "***" : "")
    rest = substr(rest, size + 1)
  }
  return done rest
}

# Name and password in addresses such as postgres://name:password@host.
function without_logins(line,    done) {
  while (match(line, /:\/\/[^\/@ "':]+:[^\/@ "']+@/)) {
    done = done substr(line, 1, RSTART - 1) "://***:***@"
    line = substr(line, RSTART + RLENGTH)
  }
  return done line
}

# A private key is many lines: all of them.
in_key { if (/-----END [A-Z ]*PRIVATE KEY-----/) in_key = 0; next }
{
  line = $0
  if (match(line, /-----BEGIN [A-Z ]*PRIVATE KEY-----/)) {
    # In JSON it is one line, with its end.
    in_key = line !~ /-----END [A-Z ]*PRIVATE KEY-----/
    line = substr(line, 1, RSTART - 1) "***"
  }
  for (i = 1; i <= count; i++) line = without(line, known[i])
  print without_logins(after_names(line))
}
