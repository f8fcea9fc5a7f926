/* tests/json/made.h - texts by chance: well formed ones, and ways to break them. */
#ifndef MADE_H
#define MADE_H

#include "ground/buf.h"

typedef struct made_shape {
    unsigned depth_max;
    bool blanks;       /* between tokens, in runs */
    bool long_strings; /* some of thousands of bytes */
} made_shape;

/* Appends a value that is JSON by RFC 8259: escapes of all kinds, lone surrogates, UTF-8 of every length, numbers of
 * every form that a double holds. */
void made_value(keel_buf *out, made_shape shape);

/* Changes the text in one place: a byte turned, taken out, put in or doubled, or the rest cut off. */
void made_fault(keel_buf *text);

/* Appends a JSON text of exactly `len` bytes, or of 1 for 0: a list of small tokens. */
void made_of_length(keel_buf *out, size_t len);

#endif
