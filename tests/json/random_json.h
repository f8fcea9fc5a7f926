/* tests/json/random_json.h - JSON texts that come back with the seed. */
#ifndef RANDOM_JSON_H
#define RANDOM_JSON_H

#include "ground/buf.h"

typedef struct random_json {
    unsigned names; /* how many different names there are: few make duplicates likely; 0: each is new in its object */
    unsigned depth; /* no deeper than this */
    unsigned width; /* no more elements or members than this */
    bool alone;     /* lone surrogates may stand in strings */
    bool huge;      /* numbers may be beyond all doubles */
} random_json;

/* Appends one value. Blanks stand here and there. */
void random_json_add(const random_json *how, keel_buf *out);

#endif
