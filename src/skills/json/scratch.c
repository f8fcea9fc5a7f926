/* One tree after the other, in one arena. */
#include "skills/json/scratch.h"
#include "skills/json/read.h"

/* Two bytes of text, "[]" or "1,", make at most one value, and a row that grows by half may be half empty. The bytes
 * of strings and the arena's own pieces come on top. */
#define SCRATCH_BYTES_PER_TEXT_BYTE 32u
#define SCRATCH_BYTES_MIN           (4u << 20)

static keel_arena *scratch_new(size_t text_len, const keel_memory *memory, keel_error *err)
{
    size_t most = (SIZE_MAX - SCRATCH_BYTES_MIN) / SCRATCH_BYTES_PER_TEXT_BYTE;
    size_t bytes = text_len > most ? SIZE_MAX : SCRATCH_BYTES_MIN + text_len * SCRATCH_BYTES_PER_TEXT_BYTE;
    keel_arena *arena = keel_arena_new(bytes, memory);

    if (arena == NULL) keel_error_set(err, KEEL_E_MEMORY, "memory.refused", "no memory for reading the text");
    return arena;
}

static keel_code one(keel_arena *arena, keel_str text, const json_rules *rules, json_use *use, void *ctx,
                     keel_error *err)
{
    json_tree tree;
    keel_code code;

    tree_begin(&tree, arena);
    code = json_read(text, rules, &tree, err);
    return code == KEEL_OK ? use(ctx, &tree, text, err) : code;
}

static keel_code each_line(keel_arena *arena, keel_str text, const json_rules *rules, json_use *use, void *ctx,
                           keel_error *err)
{
    keel_str rest = text, line;

    while (keel_json_line(&rest, &line)) {
        keel_code code = one(arena, line, rules, use, ctx, err);

        if (code != KEEL_OK && err != NULL && err->offset != KEEL_NOWHERE)
            json_fail_at(err, text, (size_t)(line.data - text.data) + (size_t)err->offset);
        if (code != KEEL_OK) return code;
        keel_arena_reset(arena);
    }
    return KEEL_OK;
}

keel_code json_each_tree(keel_str text, const json_rules *rules, const keel_memory *memory, json_use *use, void *ctx,
                         keel_error *err)
{
    keel_code code = json_admit(text, rules, err);
    keel_arena *arena;

    if (code != KEEL_OK) return code;
    arena = scratch_new(text.len, memory, err);
    if (arena == NULL) return KEEL_E_MEMORY;
    code = rules->lines ? each_line(arena, text, rules, use, ctx, err) : one(arena, text, rules, use, ctx, err);
    keel_arena_free(arena);
    return code;
}
