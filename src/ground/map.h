/* ground/map.h - a table from names to values, up to a ceiling.
 *
 *     keel_map seen = keel_map_init(1024, seed, NULL);
 *     if (!keel_map_put(&seen, name, 7)) ...                          past the ceiling, or no memory
 *     if (keel_map_find(&seen, name, &value)) ...
 *     for (size_t i = 0; i < keel_map_count(&seen); i++) ... keel_map_at(&seen, i)->key       in the order of coming
 *     keel_map_deinit(&seen);
 *
 * Keys are borrowed and must outlast the map. Hashing is SipHash-1-3 with the caller's seed: whoever chooses the keys
 * cannot make them collide without knowing it. The order does not depend on the seed.
 * Cost: one probe on average; 32 bytes for each entry and 4 to 8 for its slot.
 * Threads: a map that is no longer put to may be shared freely.
 * Not here: taking entries out, which nobody needs yet. */
#ifndef KEEL_MAP_H
#define KEEL_MAP_H

#include "ground/base.h"
#include "ground/memory.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KEEL_MAP_COUNT_MAX (UINT32_C(1) << 30) /* a slot is 32 bits, and half of them stay free */

typedef struct keel_map_seed {
    uint64_t words[2];
} keel_map_seed;

typedef struct keel_map_entry {
    keel_str key;
    uint64_t value; /* a number, or a pointer by way of uintptr_t */
    uint64_t hash;
} keel_map_entry;

typedef struct keel_map {
    keel_map_entry *entries; /* private, as all of it */
    uint32_t *slots;         /* 0 is free, else 1 + the index of an entry */
    size_t count, entries_size, slots_size, count_max;
    keel_map_seed seed;
    const keel_memory *memory;
} keel_map;

/* An empty map of no more than `count_max` keys. Nothing is allocated yet. `memory` is borrowed until deinit. */
KEEL_API keel_map keel_map_init(size_t count_max, keel_map_seed seed, const keel_memory *memory);
KEEL_API void keel_map_deinit(keel_map *map);

/* Sets the value of `key`, which keeps its place if it was there. false: the map is full or memory was refused, and
 * it is as before. */
KEEL_API KEEL_MUST_USE bool keel_map_put(keel_map *map, keel_str key, uint64_t value);

/* Is `key` there? `value` may be NULL. */
KEEL_API bool keel_map_find(const keel_map *map, keel_str key, uint64_t *value);

static inline size_t keel_map_count(const keel_map *map) { return map->count; }

/* The entry that came as number `index`. Borrowed until the next put. */
KEEL_API const keel_map_entry *keel_map_at(const keel_map *map, size_t index);

#ifdef __cplusplus
}
#endif

#endif
