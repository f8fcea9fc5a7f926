/* The map against a list that is searched from its beginning. */
#include "harness.h"
#include "ground/map.h"

#define KEYS 600u

static const keel_map_seed seed_of_1 = { { 1, 2 } };

/* Short keys over few letters, so that many are the same and many share a beginning. */
static void make_keys(char bytes[KEYS][12], keel_str keys[KEYS])
{
    for (size_t i = 0; i < KEYS; i++) {
        keys[i] = (keel_str){ bytes[i], test_random_below(12) };
        for (size_t k = 0; k < keys[i].len; k++) bytes[i][k] = (char)('a' + test_random_below(2));
    }
}

TEST(a_map_answers_as_a_list_does)
{
    char bytes[KEYS][12];
    keel_str keys[KEYS], list[KEYS];
    uint64_t values[KEYS], value;

    for (size_t n = test_cases(30); n > 0; n--) {
        keel_map map = keel_map_init(KEYS, (keel_map_seed){ { test_random(), test_random() } }, NULL);
        size_t count = 0, at;

        make_keys(bytes, keys);
        for (size_t i = 0; i < KEYS; i++) {
            for (at = 0; at < count && !keel_str_equal(list[at], keys[i]); at++) continue;
            CHECK(keel_map_find(&map, keys[i], &value) == (at < count));
            CHECK(at == count || value == values[at]);
            list[at] = keys[i], values[at] = i;
            count += at == count;
            CHECK(keel_map_put(&map, keys[i], i));
        }
        CHECK(keel_map_count(&map) == count);
        for (at = 0; at < count; at++)
            CHECK(keel_str_equal(keel_map_at(&map, at)->key, list[at]) && keel_map_at(&map, at)->value == values[at]);
        keel_map_deinit(&map);
    }
}

TEST(a_map_takes_what_its_ceiling_allows_and_no_more)
{
    keel_map map = keel_map_init(2, seed_of_1, NULL);
    uint64_t value = 0;

    CHECK(keel_map_put(&map, KEEL_STR("a"), 1));
    CHECK(keel_map_put(&map, KEEL_STR(""), 2));
    CHECK(!keel_map_put(&map, KEEL_STR("b"), 3));
    CHECK(keel_map_put(&map, KEEL_STR("a"), 4)); /* what is there may change */
    CHECK(keel_map_find(&map, KEEL_STR("a"), &value) && value == 4);
    CHECK(!keel_map_find(&map, KEEL_STR("b"), NULL));
    CHECK(keel_map_count(&map) == 2);
    keel_map_deinit(&map);
}

TEST(a_map_that_is_refused_memory_is_as_before)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    size_t refused = 0;

    for (size_t nth = 0; nth < 8; nth++) {
        test_memory m;
        keel_map map = keel_map_init(26, seed_of_1, &test_memory_refusing(&m, nth)->memory);

        for (size_t i = 0; i < 26; i++) {
            keel_str key = { letters + i, 1 };
            if (keel_map_put(&map, key, i)) continue;
            refused++;
            CHECK(keel_map_count(&map) == i && !keel_map_find(&map, key, NULL));
            CHECK(keel_map_put(&map, key, i)); /* the next request is granted */
        }
        for (size_t i = 0; i < 26; i++) CHECK(keel_map_find(&map, (keel_str){ letters + i, 1 }, NULL));
        keel_map_deinit(&map);
        CHECK_INT(m.bytes, 0);
    }
    CHECK_INT(refused, 6); /* two rows, grown three times */
}

/* ---- the hash ----------------------------------------------------------------------------------------------- */

static uint64_t hash_of(keel_map_seed seed, keel_str key)
{
    keel_map map = keel_map_init(1, seed, NULL);
    uint64_t hash = 0;

    if (CHECK(keel_map_put(&map, key, 0))) hash = keel_map_at(&map, 0)->hash;
    keel_map_deinit(&map);
    return hash;
}

/* CPython's bytes are hashed in the same way: PYTHONHASHSEED=0 python3.11 -c 'print(hex(hash(b"a") % 2**64))'.
 * The bytes are read in the machine's order, and the rows are those of little-endian ones. */
static const struct {
    const char *key;
    uint64_t hash;
} siphash_1_3[] = {
    { "a", 0x407448d2b89b1813 },
    { "keel", 0xe0e03a895d72854f },
    { "1234567", 0xa33d651594fdae81 },
    { "12345678", 0x3489982430560a87 },
    { "0123456789abcdef", 0x1d42b30f7e060c24 },
    { "0123456789abcdef0123456789ABCDEF!", 0x59e0459be619804c },
};

TEST(the_hash_is_siphash_1_3)
{
    const keel_map_seed zero = { { 0, 0 } };

    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__) return;
    for (size_t i = 0; i < sizeof siphash_1_3 / sizeof siphash_1_3[0]; i++)
        CHECK_SAYS(hash_of(zero, keel_str_from(siphash_1_3[i].key)) == siphash_1_3[i].hash, "%s", siphash_1_3[i].key);
}

/* One bit of the key or of the seed turns about half the bits of the hash: 32 of 64, give or take 1 over many. */
TEST(each_bit_of_key_and_seed_counts)
{
    size_t cases = test_cases(4000), by_key = 0, by_seed = 0;

    for (size_t n = 0; n < cases; n++) {
        keel_map_seed seed = { { test_random(), test_random() } }, other = seed;
        char bytes[24];
        keel_str key = { bytes, 1 + test_random_below(sizeof bytes) };
        uint64_t hash;

        for (size_t i = 0; i < key.len; i++) bytes[i] = (char)test_random();
        hash = hash_of(seed, key);
        other.words[test_random_below(2)] ^= UINT64_C(1) << test_random_below(64);
        by_seed += (size_t)__builtin_popcountll(hash ^ hash_of(other, key));
        bytes[test_random_below(key.len)] ^= (char)(1u << test_random_below(8));
        by_key += (size_t)__builtin_popcountll(hash ^ hash_of(seed, key));
    }
    CHECK_SAYS(by_key > 31 * cases && by_key < 33 * cases, "%zu bits in %zu cases", by_key, cases);
    CHECK_SAYS(by_seed > 31 * cases && by_seed < 33 * cases, "%zu bits in %zu cases", by_seed, cases);
}

/* ---- keys that were chosen to collide ----------------------------------------------------------------------- */

#define FLOOD       256u
#define FLOOD_SLOTS 512u /* what a map of so many has at least: hashes that agree below it share one slot */

typedef struct flood {
    char bytes[FLOOD][8];
    keel_str keys[FLOOD];
} flood;

/* Finds keys that all want the same slot, as someone would who knew the seed. */
static void flood_find(flood *f, keel_map_seed seed)
{
    uint64_t next = test_random();

    for (size_t i = 0; i < FLOOD; next++) {
        memcpy(f->bytes[i], &next, sizeof next);
        f->keys[i] = (keel_str){ f->bytes[i], sizeof next };
        i += hash_of(seed, f->keys[i]) % FLOOD_SLOTS == 0;
    }
}

/* Slots that are looked at to find every key once. */
static size_t probes(const flood *f, keel_map_seed seed)
{
    keel_map map = keel_map_init(FLOOD, seed, NULL);
    size_t count = 0;

    for (size_t i = 0; i < FLOOD; i++) CHECK(keel_map_put(&map, f->keys[i], i));
    CHECK_INT(map.slots_size, FLOOD_SLOTS);
    for (size_t i = 0; i < FLOOD; i++) {
        size_t slot = keel_map_at(&map, i)->hash % map.slots_size;
        for (count++; map.slots[slot] != i + 1; count++) slot = (slot + 1) % map.slots_size;
    }
    keel_map_deinit(&map);
    return count;
}

TEST(keys_that_flood_one_seed_do_not_flood_another)
{
    keel_map_seed known = { { test_random(), test_random() } }, secret = { { test_random(), test_random() } };
    flood f;

    flood_find(&f, known);
    CHECK_INT(probes(&f, known), FLOOD * (FLOOD + 1) / 2); /* each behind all before it: the flood is real */
    CHECK_SAYS(probes(&f, secret) < 4 * FLOOD, "%zu probes for %u keys", probes(&f, secret), FLOOD);
}
