/* Pieces of memory in a list, newest first; blocks are cut from the newest.
 *
 *   piece: | header | block | block | free ... |        a grown block is a piece of its own, never cut from
 *
 * Invariants: `bytes` is the sum of all pieces' sizes and never above `bytes_max`; only `cutting` has free room
 * that is still used. */
#include "ground/arena.h"
#include "ground/assert.h"
#include "ground/poison.h"

#define ARENA_PIECE_MIN 1024u      /* glibc has such blocks at hand; four times as much costs it ten times the work */
#define ARENA_PIECE_MAX (1u << 20) /* larger blocks get a piece of their own size */
#define ARENA_ALIGN     64u

typedef struct piece {
    struct piece *next, *previous;
    size_t size; /* with this header */
    size_t used; /* with this header */
} piece;

/* The header's room is a whole number of alignments, so that the first block needs no filling. */
#define PIECE_HEADER ARENA_ALIGN
static_assert(sizeof(piece) <= PIECE_HEADER, "a piece's header must fit before its first block");

struct keel_arena {
    const keel_memory *memory;
    piece *newest;
    piece *cutting;
    size_t bytes;
    size_t bytes_max;
    size_t piece_size_next;
};

keel_arena *keel_arena_new(size_t bytes_max, const keel_memory *memory)
{
    keel_arena *arena = keel_memory_resize(memory, NULL, 0, sizeof *arena);

    if (arena == NULL) return NULL;
    *arena = (keel_arena){ .memory = memory, .bytes_max = bytes_max, .piece_size_next = ARENA_PIECE_MIN };
    return arena;
}

static void unlink_piece(keel_arena *arena, piece *p)
{
    if (p->next != NULL) p->next->previous = p->previous;
    if (p->previous != NULL) p->previous->next = p->next;
    if (arena->newest == p) arena->newest = p->next;
}

static void link_piece(keel_arena *arena, piece *p)
{
    p->previous = NULL;
    p->next = arena->newest;
    if (p->next != NULL) p->next->previous = p;
    arena->newest = p;
}

static void release(keel_arena *arena, piece *p)
{
    unlink_piece(arena, p);
    arena->bytes -= p->size;
    KEEL_UNPOISON(p, p->size);
    keel_memory_resize(arena->memory, p, p->size, 0);
}

void keel_arena_free(keel_arena *arena)
{
    if (arena == NULL) return;
    while (arena->newest != NULL) release(arena, arena->newest);
    keel_memory_resize(arena->memory, arena, sizeof *arena, 0);
}

void keel_arena_reset(keel_arena *arena)
{
    piece *largest = arena->cutting;

    for (piece *p = arena->newest, *next; p != NULL; p = next) {
        next = p->next;
        if (p != largest) release(arena, p);
    }
    if (largest == NULL) return;
    largest->used = PIECE_HEADER;
    KEEL_POISON((char *)largest + PIECE_HEADER, largest->size - PIECE_HEADER);
}

static piece *take_piece(keel_arena *arena, size_t size)
{
    piece *p;

    if (size < PIECE_HEADER || size > arena->bytes_max - arena->bytes) return NULL;
    p = keel_memory_resize(arena->memory, NULL, 0, size);
    if (p == NULL) return NULL;
    p->size = size;
    p->used = PIECE_HEADER;
    arena->bytes += size;
    link_piece(arena, p);
    KEEL_POISON((char *)p + PIECE_HEADER, size - PIECE_HEADER);
    return p;
}

/* The C library aligns to 16; what asks for more is aligned by hand, from the address. */
static size_t aligned_start(const piece *p, size_t align)
{
    uintptr_t at = (uintptr_t)p + p->used;
    return p->used + (size_t)(-at & (align - 1));
}

static void *cut(piece *p, size_t size, size_t align)
{
    size_t start = aligned_start(p, align);

    if (start > p->size || size > p->size - start) return NULL;
    p->used = start + size;
    KEEL_UNPOISON((char *)p + start, size);
    return (char *)p + start;
}

void *keel_arena_alloc(keel_arena *arena, size_t size, size_t align)
{
    size_t wanted;
    void *block;
    piece *p;

    KEEL_ASSERT(align != 0 && (align & (align - 1)) == 0 && align <= ARENA_ALIGN);
    if (arena->cutting != NULL && (block = cut(arena->cutting, size, align)) != NULL) return block;
    if (size > SIZE_MAX - PIECE_HEADER - ARENA_ALIGN) return NULL;
    wanted = PIECE_HEADER + size + align;
    if (wanted <= arena->piece_size_next && arena->piece_size_next <= arena->bytes_max - arena->bytes) {
        wanted = arena->piece_size_next;
        if (arena->piece_size_next < ARENA_PIECE_MAX) arena->piece_size_next *= 2;
    }
    p = take_piece(arena, wanted);
    if (p == NULL) return NULL;
    if (arena->cutting == NULL || p->size - p->used - size >= arena->cutting->size - arena->cutting->used)
        arena->cutting = p;
    return cut(p, size, align);
}

void *keel_arena_grow(keel_arena *arena, void *block, size_t old_size, size_t new_size)
{
    piece *p, *moved;
    size_t old_piece;

    if (new_size > SIZE_MAX - PIECE_HEADER) return NULL;
    if (block == NULL) {
        p = take_piece(arena, PIECE_HEADER + new_size);
        return p == NULL ? NULL : cut(p, new_size, 1);
    }
    p = (piece *)(void *)((char *)block - PIECE_HEADER);
    KEEL_ASSERT(p->used == PIECE_HEADER + old_size);
    old_piece = p->size;
    if (new_size > old_size && new_size - old_size > arena->bytes_max - arena->bytes) return NULL;
    unlink_piece(arena, p);
    KEEL_UNPOISON(p, p->size);
    moved = keel_memory_resize(arena->memory, p, old_piece, PIECE_HEADER + new_size);
    if (moved == NULL) {
        link_piece(arena, p);
        return NULL;
    }
    moved->size = moved->used = PIECE_HEADER + new_size;
    arena->bytes += moved->size;
    arena->bytes -= old_piece;
    link_piece(arena, moved);
    return (char *)moved + PIECE_HEADER;
}

size_t keel_arena_bytes(const keel_arena *arena) { return arena->bytes; }
