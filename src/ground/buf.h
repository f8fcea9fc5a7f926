/* ground/buf.h - bytes that are being written, up to a ceiling.
 *
 *     keel_buf out = keel_buf_init(64 << 20, NULL);
 *     keel_buf_add(&out, KEEL_STR("hello"));
 *     if (keel_buf_failed(&out)) ...                     asked once, at the end
 *     keel_buf_deinit(&out);
 *
 * A buffer cannot be made without its ceiling. Past it, or when memory is refused, the buffer keeps what it had,
 * remembers the failure and takes no more: writers need no check after each piece.
 * Invariant: len <= size, and what lies behind len is not defined.
 * Threads: one buffer belongs to one thread at a time. */
#ifndef KEEL_BUF_H
#define KEEL_BUF_H

#include "ground/base.h"
#include "ground/error.h"
#include "ground/memory.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct keel_buf {
    char *data;
    size_t len;
    size_t size;
    size_t bytes_max;
    keel_code failed; /* KEEL_OK, KEEL_E_LIMIT past the ceiling, or KEEL_E_MEMORY */
    const keel_memory *memory;
} keel_buf;

/* An empty buffer that holds no more than `bytes_max`. Nothing is allocated yet. `memory` is borrowed until deinit. */
static inline keel_buf keel_buf_init(size_t bytes_max, const keel_memory *memory)
{
    keel_buf b = { NULL, 0, 0, bytes_max, KEEL_OK, memory };
    return b;
}

KEEL_API void keel_buf_deinit(keel_buf *b);

/* Room for `more` bytes behind len: a pointer to write at, borrowed until the next call, or NULL once failed.
 * Whoever wrote there adds to len. */
KEEL_API char *keel_buf_reserve(keel_buf *b, size_t more);

KEEL_API void keel_buf_add(keel_buf *b, keel_str bytes);
KEEL_API void keel_buf_add_char(keel_buf *b, char c);
KEEL_API void keel_buf_add_format(keel_buf *b, const char *format, ...) KEEL_PRINTF(2, 3);

/* Empty again, with its memory and without its failure. */
static inline void keel_buf_clear(keel_buf *b)
{
    b->len = 0;
    b->failed = KEEL_OK;
}

/* What is in it. Borrowed until the buffer is written to again. */
static inline keel_str keel_buf_str(const keel_buf *b)
{
    keel_str s = { b->data, b->len };
    return s;
}

/* KEEL_OK, or the failure as an error of its own ("memory.refused", "limits.bytes"). */
KEEL_API keel_code keel_buf_check(const keel_buf *b, keel_error *err);

#ifdef __cplusplus
}
#endif

#endif
