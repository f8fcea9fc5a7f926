/* skills/json/number.h - private: the numbers of JSON, from text to value. */
#ifndef KEEL_JSON_NUMBER_H
#define KEEL_JSON_NUMBER_H

#include "skills/json/value.h"

/* The number that begins at `p`, up to `end`, by the grammar of RFC 8259. Returns the byte behind it; or NULL, and
 * `*bad` is the byte where the grammar broke (it may be `end`). */
const char *number_skip(const char *p, const char *end, const char **bad);

typedef enum number_fit {
    NUMBER_FITS,
    NUMBER_LARGE,    /* an integer of more than 64 bits: `out` holds the nearest double */
    NUMBER_OVERFLOWS /* beyond the largest double: `out` holds an infinity */
} number_fit;

/* The same way and the value as well: an integer of 64 bits where it is written as one and fits (-0 is a double),
 * else the nearest double, ties to even. Returns the byte behind it; NULL: no number. No byte at or behind `end` is
 * read, and what follows the number is the caller's to judge. */
const char *number_parse(const char *p, const char *end, keel_json *out, number_fit *fit);

/* The same; but a number that ECMAScript would write with the same bytes, and of which that is plain to see, is kept as
 * text (KEEL_JSON_BIG) instead of being read and printed again. */
const char *number_parse_minimal(const char *p, const char *end, keel_json *out, number_fit *fit);

#endif
