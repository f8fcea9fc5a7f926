/* What an arena promises. */
#include "harness.h"
#include "ground/arena.h"

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
