/* skills/json/quote.h - private: what is between the quotes, as text again. */
#ifndef KEEL_JSON_QUOTE_H
#define KEEL_JSON_QUOTE_H

#include "ground/base.h"

/* The most bytes that `len` bytes of a string become. */
static inline size_t quote_room(size_t len) { return 6 * len + 8; }

/* Escapes `text` as JSON.stringify does, lone surrogates as \udxxx and with `ascii` all beyond ASCII. It is UTF-8, but
 * may hold surrogates in three bytes. `at` has room for quote_room. Returns the byte behind what was written. */
char *quote_put(char *at, keel_str text, bool ascii);

/* Cuts a piece off `*rest` that is no longer than `len_max` and ends with a character: for long strings, whose escapes
 * need room. */
keel_str quote_cut(keel_str *rest, size_t len_max);

#endif
