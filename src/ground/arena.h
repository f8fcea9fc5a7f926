/* ground/arena.h - the memory of one piece of work, which ends all at once.
 *
 *     keel_arena *turn = keel_arena_new(64 << 20, NULL);            owned: end it with keel_arena_free
 *     char *name = keel_arena_alloc(turn, len, 1);                  borrowed until `turn` ends; NULL past its ceiling
 *     keel_arena_free(turn);
 *
 * Blocks come in pieces that double in size, so a small arena costs little and a large one few calls. Memory
 * is not cleared. Under AddressSanitizer all that was not given out, and all behind it, is poisoned.
 * Threads: one arena belongs to one thread at a time.
 * Not here: giving single blocks back. What lives shorter has an arena of its own. */
#ifndef KEEL_ARENA_H
#define KEEL_ARENA_H

#include "ground/base.h"
#include "ground/memory.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct keel_arena keel_arena;

/* An arena that never holds more than `bytes_max` in all. `memory` is borrowed until the arena ends, NULL: the C
 * library. NULL: out of memory. */
KEEL_API keel_arena *keel_arena_new(size_t bytes_max, const keel_memory *memory);
KEEL_API void keel_arena_free(keel_arena *arena); /* NULL is welcome */

/* All blocks end, the largest piece of memory is kept for what comes next. */
KEEL_API void keel_arena_reset(keel_arena *arena);

/* A block for `size` bytes whose address is a multiple of `align` (a power of two, 64 at most). NULL: past the
 * ceiling, or out of memory. Borrowed until the arena ends or is reset. */
KEEL_API void *keel_arena_alloc(keel_arena *arena, size_t size, size_t align);

/* Makes `block`, of `old_size` bytes, `new_size` bytes large; it may move, its bytes stay. `block` is NULL the
 * first time. For the one large row that a parser grows: it lies apart, and growing it wastes nothing.
 * NULL: past the ceiling or out of memory, and the old block stands. */
KEEL_API void *keel_arena_grow(keel_arena *arena, void *block, size_t old_size, size_t new_size);

/* Bytes taken from the system, which the ceiling bounds. */
KEEL_API size_t keel_arena_bytes(const keel_arena *arena);

#ifdef __cplusplus
}
#endif

#endif
