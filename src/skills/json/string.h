/* skills/json/string.h - private: what stands between two quotes. */
#ifndef KEEL_JSON_STRING_H
#define KEEL_JSON_STRING_H

#include "ground/base.h"

#define STRING_MALFORMED SIZE_MAX

/* Of "\n" and its like, by the byte behind the backslash: what it stands for; 0 if it is no short escape. */
extern const char string_short_escapes[256];

#define STRING_NO_ESCAPE UINT32_MAX

/* The code point of the escape at `*at`, which moves past it and past the second half of a pair; STRING_NO_ESCAPE if
 * it is none. Half of a pair is given as it stands, and `*alone` is set. */
uint32_t string_escape(keel_str raw, size_t *at, bool *alone);

/* Resolves the escapes of `raw`, the bytes between the quotes, which hold no control characters. `out` has room for
 * raw.len bytes; NULL only checks. A surrogate without its partner is written as three bytes, and `*alone` is set.
 * Returns the bytes written; or STRING_MALFORMED, and `*bad` is the byte of the escape that is none. */
size_t string_unescape(keel_str raw, char *out, bool *alone, size_t *bad);

#endif
