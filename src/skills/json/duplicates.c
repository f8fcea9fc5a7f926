/* Small objects are compared name by name, large ones sorted: a hash could be flooded by chosen names. */
#include "ground/assert.h"
#include "skills/json/locate.h"
#include "skills/json/order.h"
#include "skills/json/read.h"
#include "skills/json/refuse.h"
#include "skills/json/scratch.h"

#define PAIRWISE_MAX 8u

typedef struct search {
    keel_arena *arena;
    member *room;
    size_t room_bytes;
    const keel_json *first; /* of all names that stood before in their object the first in the text, or NULL */
} search;

static void found(search *s, const keel_json *name)
{
    if (s->first == NULL || name < s->first) s->first = name;
}

static void search_pairwise(search *s, const keel_json *object)
{
    const keel_json *names[PAIRWISE_MAX], *name = object + 1;
    size_t count = (size_t)json_length(object);

    for (size_t i = 0; i < count; i++, name = json_behind(name + 1)) {
        names[i] = name;
        for (size_t j = 0; j < i; j++)
            if (keel_str_equal(json_str(names[j]), json_str(name))) found(s, name);
    }
}

static bool search_sorted(search *s, const keel_json *object)
{
    size_t count = (size_t)json_length(object), wanted = order_room(count) * sizeof *s->room;

    if (wanted > s->room_bytes) {
        member *room = keel_arena_grow(s->arena, s->room, s->room_bytes, wanted);
        if (room == NULL) return false;
        s->room = room;
        s->room_bytes = wanted;
    }
    KEEL_ASSERT(s->room != NULL); /* only objects of many names come here */
    if (order_members(object, ORDER_UTF16, KEEL_STR(""), s->room)) return true;
    for (size_t i = 1; i < count; i++)
        if (keel_str_equal(json_str(s->room[i - 1].name), json_str(s->room[i].name))) found(s, s->room[i].name);
    return true;
}

static bool search_all(search *s, const json_tree *tree)
{
    for (const keel_json *v = tree->values; v < tree->values + tree->count; v++) {
        if (json_kind(v) != KEEL_JSON_OBJECT) continue;
        if (json_length(v) <= PAIRWISE_MAX)
            search_pairwise(s, v);
        else if (!search_sorted(s, v))
            return false;
    }
    return true;
}

keel_code json_refuse_duplicates(const json_tree *tree, keel_str text, keel_error *err)
{
    search s = { .arena = tree->arena };
    bool done = search_all(&s, tree);
    keel_str name;

    if (s.room != NULL) (void)keel_arena_grow(s.arena, s.room, s.room_bytes, 0);
    if (!done) return keel_error_set(err, KEEL_E_MEMORY, "memory.refused", "no memory for comparing names");
    if (s.first == NULL) return KEEL_OK;
    name = json_locate(text, (size_t)(s.first - tree->values));
    keel_error_set(err, KEEL_E_SYNTAX, "json.duplicate", "a name stands twice in one object: %.*s", KEEL_STR_ARG(name));
    keel_error_mend(err, "take one of the two members out");
    json_fail_at(err, text, (size_t)(name.data - text.data));
    return KEEL_E_SYNTAX;
}

static keel_code refuse_in(void *ctx, const json_tree *tree, keel_str text, keel_error *err)
{
    (void)ctx;
    return json_refuse_duplicates(tree, text, err);
}

keel_code json_check_strict(keel_str text, const json_rules *rules, keel_error *err)
{
    json_rules grammar = *rules;

    grammar.infinite = true; /* nobody asks for the values */
    return json_each_tree(text, &grammar, NULL, refuse_in, NULL, err);
}
