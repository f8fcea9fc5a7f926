/* ground/mend.h - a mend in the words of the door that tells it. Not installed.
 *
 *     keel_error_mend(err, "raise the bound (option 'depth_max')");           a room, by the field of its C struct
 *     mend_translate(err, words, word_count);                                 a face: "raise the bound (--max-depth)"
 *
 * A room does not know who asks: its mends name an option as "option 'FIELD'", one at most, and each face has a table of
 * what the fields are called there. */
#ifndef KEEL_MEND_H
#define KEEL_MEND_H

#include "ground/base.h"
#include "ground/error.h"

typedef struct mend_word {
    const char *field, *here; /* "depth_max", "--max-depth" */
} mend_word;

/* A field that is not in `words` stays as it is. */
void mend_translate(keel_error *err, const mend_word *words, size_t count);

#endif
