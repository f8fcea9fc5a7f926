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
