/* ground/utf8.h - is it UTF-8, and the way between UTF-8, UTF-16 and Latin-1.
 *
 *     size_t bad = keel_utf8_valid_prefix(text);          == text.len: all of it is well formed
 *
 * Well formed is what RFC 3629 says: no overlong forms, no surrogates, nothing above U+10FFFF.
 * Cost: with vectors, validation takes the time of simdjson's and a 20th of the plain form's; the way to UTF-16 and
 * back takes a seventh of iconv's time on mixed scripts and a 30th on ASCII (bench/ground_utf8.c). Every fast form is
 * tested against the plain one.
 * Not here: Unicode properties, normal forms, case. */
#ifndef KEEL_UTF8_H
#define KEEL_UTF8_H

#include "ground/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KEEL_UTF8_BYTES_MAX   4      /* the longest encoding of one code point */
#define KEEL_UTF8_REPLACEMENT 0xFFFD /* stands for what cannot be decoded */

/* The length of the longest well-formed beginning. */
KEEL_API size_t keel_utf8_valid_prefix(keel_str text);

/* The length of the longest beginning that is ASCII. */
KEEL_API size_t keel_utf8_ascii_prefix(keel_str text);

static inline bool keel_utf8_valid(keel_str text) { return keel_utf8_valid_prefix(text) == text.len; }

/* Writes one code point and returns its length, 1 to 4. A surrogate is written in three bytes, as it stands. */
KEEL_API size_t keel_utf8_put(char out[KEEL_UTF8_BYTES_MAX], uint32_t code_point);

/* Decodes the code point at `*at` of well-formed text and moves past it. */
KEEL_API uint32_t keel_utf8_next(keel_str text, size_t *at);

/* Halves of a surrogate pair, and the code point that two of them are. */
static inline bool keel_utf16_is_high(uint32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
static inline bool keel_utf16_is_low(uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }
static inline uint32_t keel_utf16_pair(uint32_t high, uint32_t low)
{
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

/* UTF-16 to UTF-8; a lone surrogate becomes U+FFFD. `out` has room for 3 * len bytes; returns those written. */
KEEL_API size_t keel_utf8_from_utf16(char *out, const uint16_t *units, size_t len);

/* Copies units to bytes as long as they are ASCII; returns how many. `out` has room for len bytes. For an engine's
 * strings, most of which are ASCII: what is left goes to keel_utf8_from_utf16. */
KEEL_API size_t keel_utf16_narrow(char *out, const uint16_t *units, size_t len);

/* Well-formed UTF-8 to UTF-16. `out` has room for text.len units; returns those written. */
KEEL_API size_t keel_utf8_to_utf16(uint16_t *out, keel_str text);

#ifdef __cplusplus
}
#endif

#endif
