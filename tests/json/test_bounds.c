/* Each row of limits.def at its bound and one past it, and memory that is refused at each request once. */
#include "harness.h"
#include "made.h"
#include "twin.h"
#include "ground/levels.h"

#define DEPTH_MOST 65536u

static void put_times(keel_buf *out, char c, size_t times)
{
    while (times-- > 0) keel_buf_add_char(out, c);
}

/* Checks by the public calls with a tree and without one, and holds both readers against each other. */
static void check_bound(keel_str text, const keel_json_options *options, const char *of_check, const char *of_parse)
{
    keel_arena *arena = keel_arena_new(64 << 20, NULL);
    keel_error err = KEEL_ERROR_INIT;
    const keel_json *root;
    json_rules rules;

    CHECK((keel_json_check(text, options, &err) == KEEL_OK) == (of_check == NULL));
    if (of_check != NULL) CHECK_STR(keel_str_from(err.name), of_check);
    err = (keel_error)KEEL_ERROR_INIT;
    CHECK((keel_json_parse(arena, text, options, &root, &err) == KEEL_OK) == (of_parse == NULL));
    if (of_parse != NULL) {
        CHECK_STR(keel_str_from(err.name), of_parse);
        CHECK(err.code == KEEL_E_LIMIT);
        CHECK((err.place[0] != '\0') == (strcmp(of_parse, "json.text") != 0)); /* too long is no place in it */
    }
    REQUIRE(json_rules_from(options, &rules, NULL) == KEEL_OK);
    if (text.len <= rules.text_bytes_max) FOR_EACH_LEVEL(level) CHECK(twin_readers_agree(fast_read, text, &rules));
    keel_arena_free(arena);
}

TEST(a_text_at_its_bound_and_one_byte_past_it)
{
    keel_json_options options = KEEL_JSON_OPTIONS_INIT;

    options.text_bytes_max = 5;
    check_bound(KEEL_STR("[1,2]"), &options, NULL, NULL);
    check_bound(KEEL_STR("[1,2] "), &options, "json.text", "json.text");
    options.lines = true;
    CHECK(keel_json_check(KEEL_STR("1\n2\n3"), &options, NULL) == KEEL_OK);
    CHECK(keel_json_check(KEEL_STR("1\n2\n3\n"), &options, NULL) == KEEL_E_LIMIT);
}

static void check_depth(uint32_t depth_max, char open, char close, size_t step)
{
    keel_json_options options = KEEL_JSON_OPTIONS_INIT;
    keel_buf text = keel_buf_init(1 << 20, NULL);

    options.depth_max = depth_max;
    for (size_t past = 0; past < 2; past++) {
        size_t depth = (depth_max == 0 ? 1024 : depth_max) + past;

        keel_buf_clear(&text);
        for (size_t i = 0; i < depth; i++) keel_buf_add(&text, (keel_str){ open == '{' ? "{\"\":" : "[", step });
        keel_buf_add_char(&text, '0');
        put_times(&text, close, depth);
        check_bound(keel_buf_str(&text), &options, past ? "json.depth" : NULL, past ? "json.depth" : NULL);
    }
    keel_buf_deinit(&text);
}

TEST(depth_at_its_bound_and_one_past_it)
{
    static const uint32_t bounds[] = { 0, 1, 2, 63, 64, 65, DEPTH_MOST };

    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        check_depth(bounds[i], '[', ']', 1);
        check_depth(bounds[i], '{', '}', 4);
    }
}

/* Of one object; elements of an array are not bounded, nor are members where no tree is made. */
TEST(members_at_their_bound_and_one_past_it)
{
    keel_json_options options = KEEL_JSON_OPTIONS_INIT;

    options.members_max = 2;
    check_bound(KEEL_STR("{\"a\":1,\"b\":[1,2,3,{\"a\":1,\"b\":2}]}"), &options, NULL, NULL);
    check_bound(KEEL_STR("{\"a\":1,\"b\":2,\"c\":3}"), &options, NULL, "json.members");
    check_bound(KEEL_STR("{\"a\":1,\"b\":{},\"c\":{}}"), &options, NULL, "json.members");
    check_bound(KEEL_STR("[{\"a\":{\"a\":1,\"b\":2,\"c\":3}}]"), &options, NULL, "json.members");
}

TEST(a_name_at_its_bound_and_one_byte_past_it)
{
    keel_json_options options = KEEL_JSON_OPTIONS_INIT;

    options.name_bytes_max = 6;
    check_bound(KEEL_STR("{\"abcdef\":\"abcdefgh\"}"), &options, NULL, NULL);
    check_bound(KEEL_STR("{\"abcdefg\":1}"), &options, NULL, "json.name");
    check_bound(KEEL_STR("{\"\\u0041\":1}"), &options, NULL, NULL); /* as it is written, quotes not counted */
    check_bound(KEEL_STR("{\"\\u0041b\":1}"), &options, NULL, "json.name");
}

TEST(a_bound_outside_its_range_is_refused)
{
    static const keel_json_options outside[] = {
        { .text_bytes_max = (1ull << 36) + 1 },  { .depth_max = DEPTH_MOST + 1 },
        { .members_max = (1ull << 32) + 1 },     { .name_bytes_max = (1ull << 32) + 1 },
        { .indent = KEEL_MOST_JSON_INDENT + 1 },
    };

    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        keel_json_options options = outside[i];
        keel_error err = KEEL_ERROR_INIT;

        options.size = sizeof options;
        CHECK(keel_json_check(KEEL_STR("1"), &options, &err) == KEEL_E_USAGE);
        CHECK_STR(keel_str_from(err.name), "json.option");
    }
}

TEST(options_that_were_not_begun_are_refused)
{
    keel_json_options forgotten = { .strict = true };
    keel_error err = KEEL_ERROR_INIT;

    CHECK(keel_json_check(KEEL_STR("{\"a\":1,\"a\":1}"), &forgotten, &err) == KEEL_E_USAGE);
    CHECK_STR(keel_str_from(err.name), "json.option");
    CHECK_STR(keel_str_from(err.mend), "begin them with KEEL_JSON_OPTIONS_INIT");
}

TEST(options_of_an_older_caller_are_taken_as_far_as_they_go)
{
    keel_json_options older = { .size = offsetof(keel_json_options, comments), .depth_max = 1, .strict = true };

    CHECK(keel_json_check(KEEL_STR("[[1]]"), &older, NULL) == KEEL_E_LIMIT);
    CHECK(keel_json_check(KEEL_STR("{\"a\":1,\"a\":1}"), &older, NULL) == KEEL_OK);
}

/* ---- numbers beyond a double ----------------------------------------------------------------------------------- */

TEST(a_number_beyond_all_doubles_is_refused_kept_or_infinite)
{
    keel_json_options options = KEEL_JSON_OPTIONS_INIT;
    keel_arena *arena = keel_arena_new(1 << 20, NULL);
    keel_error err = KEEL_ERROR_INIT;
    const keel_json *root;
    json_rules rules;

    CHECK(keel_json_parse(arena, KEEL_STR("[1e400]"), NULL, &root, &err) == KEEL_E_SYNTAX);
    CHECK_STR(keel_str_from(err.name), "json.number");
    CHECK_INT(err.offset, 1);
    options.numbers_kept = true;
    REQUIRE(keel_json_parse(arena, KEEL_STR("-1e400"), &options, &root, &err) == KEEL_OK);
    CHECK(keel_json_kind_of(root) == KEEL_JSON_BIG);
    CHECK_STR(keel_json_string(root), "-1e400");
    REQUIRE(json_rules_from(NULL, &rules, NULL) == KEEL_OK);
    rules.infinite = true;
    FOR_EACH_LEVEL(level) CHECK(twin_readers_agree(fast_read, KEEL_STR("[1e400,-1e400,18446744073709551616]"), &rules));
    keel_arena_free(arena);
}

/* ---- memory ------------------------------------------------------------------------------------------------------ */

/* Refuses the nth request, once or with all that follow. A fast form that is refused hands over to the plain one,
 * which may then get by with less: only when nothing is given any more does a call have to fail. */
typedef struct refusing {
    test_memory counting;
    keel_memory memory;
    size_t nth;
    bool for_good;
} refusing;

static void *resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
    refusing *r = ctx;

    if (r->for_good && r->counting.asked > r->nth) r->counting.refuse_at = r->counting.asked;
    return r->counting.memory.resize(r->counting.memory.ctx, old, old_size, new_size);
}

static bool parse_with(const keel_memory *memory, keel_str text)
{
    keel_arena *arena = keel_arena_new(64 << 20, memory);
    keel_error err = KEEL_ERROR_INIT;
    const keel_json *root;
    keel_code code = arena == NULL ? KEEL_E_MEMORY : keel_json_parse(arena, text, NULL, &root, &err);

    CHECK(code == KEEL_OK || code == KEEL_E_MEMORY);
    if (arena != NULL && code == KEEL_E_MEMORY) CHECK_STR(keel_str_from(err.name), "memory.refused");
    keel_arena_free(arena);
    return code == KEEL_OK;
}

typedef keel_code lay_out(keel_str, const keel_json_options *, keel_buf *, keel_error *);

static bool lay_out_with(lay_out *call, const keel_memory *memory, keel_str text)
{
    keel_buf out = keel_buf_init(64 << 20, memory);
    keel_code code = call(text, NULL, &out, NULL);

    CHECK(code == KEEL_OK || code == KEEL_E_MEMORY);
    CHECK((out.len == 0) == (code != KEEL_OK));
    keel_buf_deinit(&out);
    return code == KEEL_OK;
}

static bool minify_with(const keel_memory *memory, keel_str text)
{
    return lay_out_with(keel_json_minify, memory, text);
}
static bool format_with(const keel_memory *memory, keel_str text)
{
    return lay_out_with(keel_json_format, memory, text);
}

/* The first request, then the second, and so on, until all are granted. */
static void refuse_each(bool (*work)(const keel_memory *, keel_str), keel_str text, bool for_good)
{
    refusing r = { .nth = 0, .for_good = for_good };
    bool done;

    do {
        test_memory_refusing(&r.counting, r.nth);
        r.memory = (keel_memory){ resize, &r };
        done = work(&r.memory, text);
        CHECK_INT(r.counting.bytes, 0);
        CHECK(!(for_good && r.nth == 0 && done)); /* later a refusal may be one to give room back, which is welcome */
    } while (r.nth++ < r.counting.asked);
    CHECK(done);
}

TEST(each_request_for_memory_refused_once)
{
    keel_buf text = keel_buf_init(1 << 20, NULL);

    keel_buf_add_char(&text, '[');
    while (text.len < 60000) {
        made_value(&text, (made_shape){ .depth_max = 4, .blanks = true });
        keel_buf_add_char(&text, ',');
    }
    keel_buf_add(&text, KEEL_STR("\"\\n\"]"));
    REQUIRE(text.failed == KEEL_OK);
    FOR_EACH_LEVEL(level)
    for (int for_good = 0; for_good < 2; for_good++) {
        refuse_each(parse_with, keel_buf_str(&text), for_good);
        refuse_each(minify_with, keel_buf_str(&text), for_good);
        refuse_each(format_with, keel_buf_str(&text), for_good);
    }
    keel_buf_deinit(&text);
}

TEST(a_tree_past_the_ceiling_of_its_arena_is_refused)
{
    keel_buf text = keel_buf_init(1 << 20, NULL);
    bool fitted = false, refused = false;

    keel_buf_add_char(&text, '[');
    for (int i = 0; i < 2000; i++) keel_buf_add(&text, KEEL_STR("1,"));
    keel_buf_add(&text, KEEL_STR("1]"));
    for (size_t ceiling = 64; ceiling < 200000; ceiling += 999) {
        keel_arena *arena = keel_arena_new(ceiling, NULL);
        const keel_json *root;
        keel_code code = keel_json_parse(arena, keel_buf_str(&text), NULL, &root, NULL);

        CHECK(code == KEEL_OK || code == KEEL_E_MEMORY);
        CHECK(keel_arena_bytes(arena) <= ceiling);
        if (code == KEEL_OK) CHECK_INT(keel_json_count(root), 2001);
        CHECK(!(fitted && code != KEEL_OK)); /* what fits once fits in more */
        fitted |= code == KEEL_OK;
        refused |= code != KEEL_OK;
        keel_arena_free(arena);
    }
    CHECK(fitted && refused);
    keel_buf_deinit(&text);
}
