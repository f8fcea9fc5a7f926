/* Entries in a row, in the order of their coming; a table of slots beside it, probed one by one, at most half full.
 *
 * Invariants: count <= entries_size <= slots_size / 2; slots_size is 0 or a power of two. */
#include "ground/map.h"
#include "ground/assert.h"

#define ENTRIES_MIN 8u

static uint64_t rotate(uint64_t x, unsigned n) { return x << n | x >> (64 - n); }

static void sip_round(uint64_t v[4])
{
    v[0] += v[1], v[1] = rotate(v[1], 13) ^ v[0], v[0] = rotate(v[0], 32);
    v[2] += v[3], v[3] = rotate(v[3], 16) ^ v[2];
    v[0] += v[3], v[3] = rotate(v[3], 21) ^ v[0];
    v[2] += v[1], v[1] = rotate(v[1], 17) ^ v[2], v[2] = rotate(v[2], 32);
}

static void sip_take(uint64_t v[4], uint64_t word)
{
    v[3] ^= word;
    sip_round(v);
    v[0] ^= word;
}

/* SipHash-1-3 (Aumasson and Bernstein): one round for eight bytes, three at the end. The bytes are read in the order
 * of the machine, since a hash never leaves it. */
static uint64_t hash_of(keel_map_seed seed, keel_str key)
{
    uint64_t v[4] = { seed.words[0] ^ 0x736f6d6570736575u, seed.words[1] ^ 0x646f72616e646f6du,
                      seed.words[0] ^ 0x6c7967656e657261u, seed.words[1] ^ 0x7465646279746573u };
    uint64_t word, last = (uint64_t)key.len << 56;
    size_t at = 0;

    for (; key.len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, key.data + at, sizeof word);
        sip_take(v, word);
    }
    for (unsigned shift = 0; at < key.len; at++, shift += 8) last |= (uint64_t)(uint8_t)key.data[at] << shift;
    sip_take(v, last);
    v[2] ^= 0xFF;
    for (int i = 0; i < 3; i++) sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

keel_map keel_map_init(size_t count_max, keel_map_seed seed, const keel_memory *memory)
{
    if (count_max > KEEL_MAP_COUNT_MAX) count_max = KEEL_MAP_COUNT_MAX;
    return (keel_map){ .count_max = count_max, .seed = seed, .memory = memory };
}

void keel_map_deinit(keel_map *map)
{
    keel_memory_resize(map->memory, map->entries, map->entries_size * sizeof *map->entries, 0);
    keel_memory_resize(map->memory, map->slots, map->slots_size * sizeof *map->slots, 0);
    *map = keel_map_init(map->count_max, map->seed, map->memory);
}

/* The slot that holds the key, or the free one where it belongs. There is a free one, since half of them are. */
static size_t slot_of(const keel_map *map, keel_str key, uint64_t hash)
{
    size_t mask = map->slots_size - 1, slot = hash & mask;

    for (; map->slots[slot] != 0; slot = (slot + 1) & mask) {
        const keel_map_entry *entry = &map->entries[map->slots[slot] - 1];
        if (entry->hash == hash && keel_str_equal(entry->key, key)) break;
    }
    return slot;
}

static size_t free_slot(const keel_map *map, uint64_t hash)
{
    size_t mask = map->slots_size - 1, slot = hash & mask;

    while (map->slots[slot] != 0) slot = (slot + 1) & mask;
    return slot;
}

/* Twice the entries, and slots for them. Each of the two steps alone leaves the map whole. */
static bool grow(keel_map *map)
{
    size_t size = map->entries_size == 0 ? ENTRIES_MIN : 2 * map->entries_size, slots_size = 2 * size;
    keel_map_entry *entries;
    uint32_t *slots;

    if (size > SIZE_MAX / sizeof *entries) return false;
    slots = keel_memory_resize(map->memory, NULL, 0, slots_size * sizeof *slots);
    if (slots == NULL) return false;
    entries =
        keel_memory_resize(map->memory, map->entries, map->entries_size * sizeof *entries, size * sizeof *entries);
    if (entries == NULL) {
        keel_memory_resize(map->memory, slots, slots_size * sizeof *slots, 0);
        return false;
    }
    keel_memory_resize(map->memory, map->slots, map->slots_size * sizeof *slots, 0);
    memset(slots, 0, slots_size * sizeof *slots);
    map->entries = entries, map->entries_size = size;
    map->slots = slots, map->slots_size = slots_size;
    for (size_t i = 0; i < map->count; i++) slots[free_slot(map, entries[i].hash)] = (uint32_t)i + 1;
    return true;
}

bool keel_map_put(keel_map *map, keel_str key, uint64_t value)
{
    uint64_t hash = hash_of(map->seed, key);
    size_t slot = map->slots_size == 0 ? 0 : slot_of(map, key, hash);

    if (map->slots_size != 0 && map->slots[slot] != 0) {
        map->entries[map->slots[slot] - 1].value = value;
        return true;
    }
    if (map->count == map->count_max) return false;
    if (map->count == map->entries_size) {
        if (!grow(map)) return false;
        slot = free_slot(map, hash);
    }
    map->entries[map->count++] = (keel_map_entry){ key, value, hash };
    map->slots[slot] = (uint32_t)map->count;
    return true;
}

bool keel_map_find(const keel_map *map, keel_str key, uint64_t *value)
{
    uint32_t found = map->slots_size == 0 ? 0 : map->slots[slot_of(map, key, hash_of(map->seed, key))];

    if (found == 0) return false;
    if (value != NULL) *value = map->entries[found - 1].value;
    return true;
}

const keel_map_entry *keel_map_at(const keel_map *map, size_t index)
{
    KEEL_ASSERT(index < map->count);
    return &map->entries[index];
}
