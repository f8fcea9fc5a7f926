/* skills/json/quote.h - private: a string of a tree, as text again. */
#ifndef KEEL_JSON_QUOTE_H
#define KEEL_JSON_QUOTE_H

#include "skills/json/value.h"

/* Appends the string `v` with its quotes and the escapes that JSON.stringify would use: lone surrogates as \udxxx,
 * and with `ascii` all beyond ASCII. */
void quote_value(const keel_json *v, bool ascii, keel_buf *out);

#endif
