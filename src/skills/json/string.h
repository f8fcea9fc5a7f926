/* skills/json/string.h - private: what stands between two quotes. */
#ifndef KEEL_JSON_STRING_H
#define KEEL_JSON_STRING_H

#include "ground/base.h"

#define STRING_MALFORMED SIZE_MAX

/* Resolves the escapes of `raw`, the bytes between the quotes, which hold no control characters. `out` has room for
 * raw.len bytes; NULL only checks. A surrogate without its partner is written as three bytes, and `*alone` is set.
 * Returns the bytes written; or STRING_MALFORMED, and `*bad` is the byte of the escape that is none. */
size_t string_unescape(keel_str raw, char *out, bool *alone, size_t *bad);

#endif
