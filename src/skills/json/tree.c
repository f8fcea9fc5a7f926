/* The row of a tree grows by half, in one block of its own. */
#include "skills/json/tree.h"
#include "ground/assert.h"

#define TREE_VALUES_MIN 16u
#define TREE_SPARE_MIN  4096u /* values, 64 KiB: less is not worth the call that gives it back */

static keel_code no_memory(keel_error *err)
{
    keel_error_set(err, KEEL_E_MEMORY, "memory.refused", "no memory for the tree of this text");
    return keel_error_mend(err, "give the arena a higher ceiling, or take a smaller text"), KEEL_E_MEMORY;
}

static keel_code resize(json_tree *t, size_t size, keel_error *err)
{
    keel_json *values;

    if (size > SIZE_MAX / sizeof *values) return no_memory(err);
    values = keel_arena_grow(t->arena, t->values, t->size * sizeof *values, size * sizeof *values);
    if (values == NULL) return no_memory(err);
    t->values = values;
    t->size = size;
    return KEEL_OK;
}

void tree_expect(json_tree *t, size_t count)
{
    if (count > t->size) (void)resize(t, count, NULL); /* refused: the row grows as it is filled */
}

keel_code tree_grow(json_tree *t, size_t more, keel_error *err)
{
    size_t wanted = t->count + more, size = t->size + t->size / 2;

    if (wanted <= t->size) return KEEL_OK;
    if (size < wanted) size = wanted;
    if (size < TREE_VALUES_MIN) size = TREE_VALUES_MIN;
    /* Near the arena's ceiling a half more may be too much where a little would do. */
    return resize(t, size, NULL) == KEEL_OK ? KEEL_OK : resize(t, wanted, err);
}

const keel_json *tree_finish(json_tree *t)
{
    KEEL_ASSERT(t->open == TREE_OUTSIDE && t->count > 0);
    /* What was never touched costs nothing but its share of the arena's ceiling, and cutting a block off makes the C
     * library forget how large such blocks are: a row that is half full stays as it is. */
    if (t->count < t->size / 2 && t->size - t->count > TREE_SPARE_MIN)
        (void)resize(t, t->count, NULL); /* refused: it stays as large as it was */
    return t->values;
}

char *tree_bytes(json_tree *t, size_t len) { return keel_arena_alloc(t->arena, len, 1); }
