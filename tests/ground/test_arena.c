/* What an arena promises. */
#include "harness.h"
#include "ground/arena.h"
#include "ground/poison.h"

TEST(an_arena_gives_aligned_blocks_that_do_not_overlap)
{
    keel_arena *arena = keel_arena_new(1 << 20, NULL);
    char *before = NULL;

    REQUIRE(arena != NULL);
    for (size_t align = 1; align <= 64; align *= 2) {
        char *block = keel_arena_alloc(arena, 24, align);
        REQUIRE(block != NULL);
        CHECK((uintptr_t)block % align == 0);
        CHECK(before == NULL || block >= before + 24 || block + 24 <= before);
        memset(block, 1, 24);
        before = block;
    }
    keel_arena_free(arena);
}

TEST(an_arena_refuses_past_its_ceiling_and_lives_on)
{
    keel_arena *arena = keel_arena_new(8192, NULL);

    CHECK(keel_arena_alloc(arena, 9000, 1) == NULL);
    CHECK(keel_arena_alloc(arena, 100, 1) != NULL);
    CHECK(keel_arena_bytes(arena) <= 8192);
    CHECK(keel_arena_alloc(arena, SIZE_MAX, 1) == NULL);
    keel_arena_free(arena);
}

TEST(a_grown_block_keeps_its_bytes)
{
    keel_arena *arena = keel_arena_new(1 << 20, NULL);
    char *block = keel_arena_grow(arena, NULL, 0, 10);

    memcpy(block, "0123456789", 10);
    block = keel_arena_grow(arena, block, 10, 100000);
    REQUIRE(block != NULL);
    CHECK(memcmp(block, "0123456789", 10) == 0);
    CHECK(keel_arena_grow(arena, block, 100000, 2 << 20) == NULL);
    CHECK(memcmp(block, "0123456789", 10) == 0);
    keel_arena_free(arena);
}

TEST(many_blocks_of_any_size_keep_what_was_written)
{
    enum { BLOCKS = 500 };
    static struct {
        uint8_t *at;
        size_t size;
    } blocks[BLOCKS];
    keel_arena *arena = keel_arena_new(64 << 20, NULL);

    for (size_t round = 0; round < 3; round++) {
        for (size_t i = 0; i < BLOCKS; i++) {
            blocks[i].size = test_random_below(test_random_below(10) == 0 ? 20000 : 200);
            blocks[i].at = keel_arena_alloc(arena, blocks[i].size, (size_t)1 << test_random_below(7));
            REQUIRE(blocks[i].at != NULL);
            memset(blocks[i].at, (int)(i & 0xFF), blocks[i].size);
        }
        for (size_t i = 0; i < BLOCKS; i++)
            for (size_t k = 0; k < blocks[i].size; k++) REQUIRE(blocks[i].at[k] == (i & 0xFF));
        keel_arena_reset(arena);
        CHECK(keel_arena_bytes(arena) <= 1 << 20); /* one piece is kept */
    }
    keel_arena_free(arena);
}

TEST(an_arena_gives_all_memory_back_and_survives_each_refusal)
{
    for (size_t nth = 0; nth < 8; nth++) {
        test_memory m;
        keel_arena *arena = keel_arena_new(1 << 20, &test_memory_refusing(&m, nth)->memory);
        size_t refused = arena == NULL;
        char *row;

        if (arena != NULL) {
            for (size_t i = 0; i < 6; i++) refused += keel_arena_alloc(arena, 4000, 8) == NULL;
            row = keel_arena_grow(arena, NULL, 0, 10);
            refused += row == NULL;
            refused += row != NULL && keel_arena_grow(arena, row, 10, 5000) == NULL;
            CHECK(keel_arena_bytes(arena) + 256 > m.bytes);
        }
        keel_arena_free(arena);
        CHECK_SAYS(m.bytes == 0, "%zu bytes stay when request %zu is refused", m.bytes, nth);
        CHECK_SAYS(refused == (nth < m.asked), "request %zu of %zu was refused %zu times", nth, m.asked, refused);
    }
}

#ifdef KEEL_HAS_POISON
TEST(what_was_not_given_out_is_poisoned)
{
    keel_arena *arena = keel_arena_new(1 << 20, NULL);
    char *block = keel_arena_alloc(arena, 24, 8), *row = keel_arena_grow(arena, NULL, 0, 16);

    CHECK(!__asan_address_is_poisoned(block + 23));
    CHECK(__asan_address_is_poisoned(block + 24));
    CHECK(!__asan_address_is_poisoned(row + 15));
    CHECK(__asan_address_is_poisoned(row + 16));
    row = keel_arena_grow(arena, row, 16, 8);
    CHECK(!__asan_address_is_poisoned(row + 7));
    CHECK(__asan_address_is_poisoned(row + 8));
    keel_arena_reset(arena);
    CHECK(__asan_address_is_poisoned(block));
    keel_arena_free(arena);
}
#endif
