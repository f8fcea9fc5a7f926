/* ground/memory.h - where bytes come from, as a value that is handed in.
 *
 * Everything in Keel that allocates takes a keel_memory, or lives in an arena or buffer that was made with
 * one. NULL stands for the C library. A test hands in one that refuses the nth request, an embedder one that
 * counts; no code asks malloc by itself. */
#ifndef KEEL_MEMORY_H
#define KEEL_MEMORY_H

#include "ground/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* `resize` is the whole interface: (NULL, 0, n) allocates, (old, size, 0) frees and answers NULL, otherwise the
 * block moves as realloc would. NULL for n > 0: refused, and the old block stands. */
typedef struct keel_memory {
    void *(*resize)(void *ctx, void *old, size_t old_size, size_t new_size);
    void *ctx;
} keel_memory;

KEEL_API void *keel_memory_resize(const keel_memory *memory, void *old, size_t old_size, size_t new_size);

#ifdef __cplusplus
}
#endif

#endif
