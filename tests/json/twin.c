#include "twin.h"
#include "skills/json/layout.h"

#define ARENA_BYTES_MAX (256u << 20)

static bool values_equal(const keel_json *a, const keel_json *b)
{
    keel_json_kind kind = json_kind(a);

    if (a->tag != b->tag) return false;
    if (kind == KEEL_JSON_STRING || kind == KEEL_JSON_BIG) return keel_str_equal(json_str(a), json_str(b));
    return a->as.natural == b->as.natural;
}

bool twin_trees_equal(const json_tree *a, const json_tree *b)
{
    if (a->count != b->count || a->open != TREE_OUTSIDE || b->open != TREE_OUTSIDE) return false;
    for (size_t i = 0; i < a->count; i++)
        if (!values_equal(&a->values[i], &b->values[i])) return false;
    return true;
}

static bool trees_agree(twin_reader *reader, keel_str text, const json_rules *rules, keel_arena *arena)
{
    json_tree fast, plain;
    bool taken;

    tree_begin(&fast, arena);
    tree_begin(&plain, arena);
    taken = reader(text, rules, &fast);
    if (taken != (json_read_plain(text, rules, &plain, NULL) == KEEL_OK)) return false;
    return !taken || twin_trees_equal(&fast, &plain);
}

bool twin_readers_agree(twin_reader *reader, keel_str text, const json_rules *rules)
{
    keel_arena *arena = keel_arena_new(ARENA_BYTES_MAX, NULL);
    bool agree = arena != NULL && trees_agree(reader, text, rules, arena);

    keel_arena_free(arena);
    return agree && reader(text, rules, NULL) == (json_read_plain(text, rules, NULL, NULL) == KEEL_OK);
}

bool twin_minifiers_agree(keel_str text, const json_rules *rules)
{
    keel_buf fast = keel_buf_init(text.len + (1u << 20), NULL), plain = keel_buf_init(text.len, NULL);
    bool taken = fast_minify(text, rules, &fast),
         agree = taken == (json_read_plain(text, rules, NULL, NULL) == KEEL_OK);
    if (agree && taken) {
        layout_put(text, rules, false, &plain);
        agree = keel_str_equal(keel_buf_str(&fast), keel_buf_str(&plain));
    }
    keel_buf_deinit(&fast);
    keel_buf_deinit(&plain);
    return agree;
}

static bool formats_agree(keel_str text, const json_rules *rules)
{
    keel_buf fast = keel_buf_init(SIZE_MAX, NULL), plain = fast;
    bool agree = layout_put_fast(text, rules, &fast);

    layout_put(text, rules, true, &plain);
    agree = agree && keel_str_equal(keel_buf_str(&fast), keel_buf_str(&plain));
    keel_buf_deinit(&fast);
    keel_buf_deinit(&plain);
    return agree;
}

bool twin_formatters_agree(keel_str text, const json_rules *rules)
{
    json_rules wide = *rules, tabs = *rules, lines = *rules;

    wide.indent = 13; /* so that lines are longer than one step of copying */
    tabs.tabs = true;
    lines.lines = true;
    if (json_check(text, &lines, NULL) == KEEL_OK && !formats_agree(text, &lines)) return false;
    if (json_read_plain(text, rules, NULL, NULL) != KEEL_OK) return true;
    return formats_agree(text, rules) && formats_agree(text, &wide) && formats_agree(text, &tabs);
}
