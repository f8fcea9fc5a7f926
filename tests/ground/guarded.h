/* tests/ground/guarded.h - memory whose neighbours nobody may touch.
 *
 *     guarded room = guarded_new(4096);
 *     char *text = memcpy(guarded_end(&room, len), bytes, len);      one byte past it, and the program dies
 *
 * Where the platform has no pages to forbid, the room is as large as asked and no more. */
#ifndef KEEL_TEST_GUARDED_H
#define KEEL_TEST_GUARDED_H

#include "ground/base.h"

typedef struct guarded {
    char *data; /* private from here; the first byte, behind a forbidden page */
    size_t size;
} guarded;

guarded guarded_new(size_t size_min);
void guarded_free(guarded *room);

/* The last `len` bytes of the room. */
static inline void *guarded_end(const guarded *room, size_t len) { return room->data + room->size - len; }

#endif
