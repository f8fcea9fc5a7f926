/* ground/place.h - a byte of a text as people speak of it: line, column, and the line itself with a caret.
 *
 *     keel_place at = keel_place_of(text, err.offset);       at.line 3, at.column 14
 *     keel_place_show(text, err.offset, 80, &out);
 *
 *         3 |     "name": tru,
 *           |             ^ */
#ifndef KEEL_PLACE_H
#define KEEL_PLACE_H

#include "ground/base.h"
#include "ground/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct keel_place {
    uint64_t line;   /* from 1; lines end with \n */
    uint64_t column; /* from 1; counts code points, and bytes where the text is not UTF-8 */
} keel_place;

KEEL_API keel_place keel_place_of(keel_str text, size_t offset);

/* Appends the line and a caret below the byte, no wider than `width` columns; a longer line is cut on both sides.
 * What could steer a terminal, or turn the direction of the line around, is shown as '.'. */
KEEL_API void keel_place_show(keel_str text, size_t offset, size_t width, keel_buf *out);

#ifdef __cplusplus
}
#endif

#endif
