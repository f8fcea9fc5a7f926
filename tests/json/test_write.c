/* From a tree to text. */
#include "harness.h"
#include "random_json.h"
#include "skills/json/json.h"

#include <stdio.h>
#include <stdlib.h>

#define BYTES_MAX (64u << 20)
#define SHOWN(s)  (int)((s).len < 99 ? (s).len : 99), (s).data /* of a random text, for "%.*s" */

/* ---- tables ----------------------------------------------------------------------------------------------------- */

static const struct {
    const char *says, *text, *wanted;
} rows[] = {
    { "without blanks, in the order of the text", " { \"b\" : [ 1 , 2 ] , \"a\" : null } ",
      "{\"b\":[1,2],\"a\":null}" },
    { "words", "[true,false,null]", "[true,false,null]" },
    { "empty things", "[ {}, [ ], \"\" ]", "[{},[],\"\"]" },
    { "integers as they are", "[0,-1,9223372036854775807,-9223372036854775808,18446744073709551615]",
      "[0,-1,9223372036854775807,-9223372036854775808,18446744073709551615]" },
    { "doubles in their shortest form", "[1.0,1e2,0.10,1E-7,1e21]", "[1,100,0.1,1e-7,1e+21]" },
    { "the zero with a sign keeps it", "[-0,-0.0,0.0]", "[-0,-0,0]" },
    { "the fewest escapes", "\"\\u0041\\/\\u00e9\\u0001\\n\\u007f\"", "\"A/\xC3\xA9\\u0001\\n\x7F\"" },
    { "a lone surrogate keeps its escape", "{\"\\uDC00\":\"x\\ud800y\"}", "{\"\\udc00\":\"x\\ud800y\"}" },
    { "Hangul, which begins with the same byte, is none", "\"\xED\x95\x9C\xED\x9F\xBF\"",
      "\"\xED\x95\x9C\xED\x9F\xBF\"" },
    { "names given twice are both written", "{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":2}" },
};

static void check_writes(const char *says, const char *text, const keel_json_options *options, const char *wanted)
{
    keel_arena *arena = keel_arena_new(BYTES_MAX, NULL);
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;
    const keel_json *root;

    REQUIRE(arena != NULL);
    CHECK_SAYS(keel_json_parse(arena, keel_str_from(text), options, &root, &err) == KEEL_OK, "%s: %s", says, err.what);
    CHECK(keel_json_write(root, options, &out, &err) == KEEL_OK);
    CHECK_SAYS(keel_str_equal(keel_buf_str(&out), keel_str_from(wanted)), "%s:\n      %.*s, wanted\n      %s", says,
               KEEL_STR_ARG(keel_buf_str(&out)), wanted);
    keel_arena_free(arena);
    keel_buf_deinit(&out);
}

TEST(a_tree_is_written)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_writes(rows[i].says, rows[i].text, NULL, rows[i].wanted);
}

TEST(options_shape_what_is_written)
{
    keel_json_options ascii = KEEL_JSON_OPTIONS_INIT, indent = ascii, tabs = ascii, kept = ascii;
    const char *text = "{\"a\":[1,{}],\"b\":{\"c\":[]}}";

    ascii.ascii = true;
    indent.indent = 3;
    tabs.tabs = true;
    kept.numbers_kept = true;
    check_writes("all in ASCII", "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\x7F~\\ud800\"", &ascii,
                 "\"\\u00e9\\u20ac\\ud83d\\ude00\x7F~\\ud800\"");
    check_writes("names too", "{\"\xC3\xA9\":1}", &ascii, "{\"\\u00e9\":1}");
    check_writes("three blanks a level", text, &indent,
                 "{\n   \"a\": [\n      1,\n      {}\n   ],\n   \"b\": {\n      \"c\": []\n   }\n}");
    check_writes("a tab a level", text, &tabs,
                 "{\n\t\"a\": [\n\t\t1,\n\t\t{}\n\t],\n\t\"b\": {\n\t\t\"c\": []\n\t}\n}");
    check_writes("a scalar has no level", "1", &indent, "1");
    check_writes("kept numbers are their own text", "[1e999,123456789012345678901234567890,1.50]", &kept,
                 "[1e999,123456789012345678901234567890,1.5]");
}

TEST(nothing_is_written_as_null)
{
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);

    CHECK(keel_json_write(NULL, NULL, &out, NULL) == KEEL_OK);
    CHECK_STR(keel_buf_str(&out), "null");
    keel_buf_deinit(&out);
}

TEST(a_part_of_a_tree_is_written_alone)
{
    keel_arena *arena = keel_arena_new(BYTES_MAX, NULL);
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);
    const keel_json *root;

    REQUIRE(arena != NULL);
    REQUIRE(keel_json_parse(arena, KEEL_STR("{\"a\":{\"b\":[1]},\"c\":2}"), NULL, &root, NULL) == KEEL_OK);
    CHECK(keel_json_write(keel_json_find(root, KEEL_STR("a")), NULL, &out, NULL) == KEEL_OK);
    CHECK_STR(keel_buf_str(&out), "{\"b\":[1]}");
    keel_arena_free(arena);
    keel_buf_deinit(&out);
}

/* ---- strings ---------------------------------------------------------------------------------------------------- */

static const struct {
    const char *says, *text;
    bool ascii;
    const char *wanted;
} quotes[] = {
    { "nothing", "", false, "\"\"" },
    { "plain", "plain", false, "\"plain\"" },
    { "quotes and backslashes", "a\"b\\c", false, "\"a\\\"b\\\\c\"" },
    { "controls", "\x01\b\t\n\x0B\f\r\x1F ", false, "\"\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f \"" },
    { "beyond ASCII", "\xC3\xA9\xF0\x9F\x98\x80", false, "\"\xC3\xA9\xF0\x9F\x98\x80\"" },
    { "beyond ASCII in ASCII", "\xC3\xA9\xF0\x9F\x98\x80", true, "\"\\u00e9\\ud83d\\ude00\"" },
    { "the edges of UTF-16", "\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", true,
      "\"\\ud7ff\\ue000\\uffff\\ud800\\udc00\\udbff\\udfff\"" },
    { "what is not UTF-8 is replaced", "a\xFFz\xC3", false, "\"a\xEF\xBF\xBDz\xEF\xBF\xBD\"" },
    { "in ASCII too", "\xFF", true, "\"\\ufffd\"" },
    { "a quote behind a long plain run", "0123456789abcdef0123456789abcdef\"", false,
      "\"0123456789abcdef0123456789abcdef\\\"\"" },
};

TEST(strings_are_quoted)
{
    for (size_t i = 0; i < sizeof quotes / sizeof quotes[0]; i++) {
        keel_buf out = keel_buf_init(BYTES_MAX, NULL);

        keel_json_quote(keel_str_from(quotes[i].text), quotes[i].ascii, &out);
        CHECK_SAYS(keel_str_equal(keel_buf_str(&out), keel_str_from(quotes[i].wanted)), "%s: %.*s", quotes[i].says,
                   KEEL_STR_ARG(keel_buf_str(&out)));
        keel_buf_deinit(&out);
    }
}

/* The plain way, a byte at a time. */
static void quote_plainly(keel_str text, keel_buf *out)
{
    keel_buf_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];

        if (c == '"' || c == '\\')
            keel_buf_add_format(out, "\\%c", c);
        else if (c == '\b' || c == '\t' || c == '\n' || c == '\f' || c == '\r')
            keel_buf_add_format(out, "\\%c", "btn?fr"[c - '\b']);
        else if (c < 0x20)
            keel_buf_add_format(out, "\\u%04x", c);
        else
            keel_buf_add_char(out, (char)c);
    }
    keel_buf_add_char(out, '"');
}

TEST(every_byte_at_every_place_is_quoted_as_by_the_plain_way)
{
    keel_buf fast = keel_buf_init(BYTES_MAX, NULL), plain = fast;
    char text[100];

    for (size_t len = 1; len < sizeof text; len++)
        for (unsigned c = 0; c < 0x80; c++) {
            memset(text, 'a', len);
            text[test_random_below(len)] = (char)c;
            if (c % 8 == 0) text[test_random_below(len)] = (char)test_random_below(0x80);
            keel_buf_clear(&fast);
            keel_buf_clear(&plain);
            keel_json_quote((keel_str){ text, len }, false, &fast);
            quote_plainly((keel_str){ text, len }, &plain);
            CHECK_SAYS(keel_str_equal(keel_buf_str(&fast), keel_buf_str(&plain)), "%u of %zu: %.*s", c, len,
                       KEEL_STR_ARG(keel_buf_str(&fast)));
        }
    keel_buf_deinit(&fast);
    keel_buf_deinit(&plain);
}

/* ---- properties ------------------------------------------------------------------------------------------------- */

static bool number_of(const keel_json *v, double *out)
{
    char text[400];

    if (keel_json_real(v, out)) return true;
    if (keel_json_kind_of(v) != KEEL_JSON_BIG) return false;
    snprintf(text, sizeof text, "%.*s", KEEL_STR_ARG(keel_json_string(v)));
    *out = strtod(text, NULL);
    return true;
}

/* Equal as values: 1e2 is written as 100, and comes back as an integer; and 1e20 as one that may be kept as text. */
static bool equal(const keel_json *a, const keel_json *b)
{
    keel_json_iter left = keel_json_each(a), right = keel_json_each(b);
    keel_str a_name, b_name;
    const keel_json *x, *y;
    double m, n;

    if (number_of(a, &m) && number_of(b, &n)) return memcmp(&m, &n, sizeof m) == 0;
    if (keel_json_kind_of(a) != keel_json_kind_of(b) || keel_json_count(a) != keel_json_count(b)) return false;
    while (keel_json_next(&left, &a_name, &x)) {
        if (!keel_json_next(&right, &b_name, &y)) return false;
        if (!keel_str_equal(a_name, b_name) || !equal(x, y)) return false;
    }
    return keel_json_true(a) == keel_json_true(b) && keel_str_equal(keel_json_string(a), keel_json_string(b));
}

static void check_round(keel_str text, const keel_json_options *options)
{
    keel_arena *arena = keel_arena_new(BYTES_MAX, NULL);
    keel_buf once = keel_buf_init(BYTES_MAX, NULL), again = once;
    const keel_json *root, *back;
    keel_error err = KEEL_ERROR_INIT;

    REQUIRE(arena != NULL);
    REQUIRE(keel_json_parse(arena, text, options, &root, &err) == KEEL_OK);
    CHECK(keel_json_write(root, options, &once, &err) == KEEL_OK);
    if (CHECK_SAYS(keel_json_parse(arena, keel_buf_str(&once), options, &back, &err) == KEEL_OK, "%s", err.what)) {
        CHECK_SAYS(equal(root, back), "%.*s became %.*s", SHOWN(text), SHOWN(keel_buf_str(&once)));
        CHECK(keel_json_write(back, options, &again, &err) == KEEL_OK);
        CHECK_SAYS(keel_str_equal(keel_buf_str(&once), keel_buf_str(&again)), "%.*s", SHOWN(text));
    }
    keel_arena_free(arena);
    keel_buf_deinit(&once);
    keel_buf_deinit(&again);
}

TEST(what_was_written_is_read_back)
{
    random_json how = { .names = 20, .depth = 4, .width = 4, .alone = true };
    keel_buf text = keel_buf_init(BYTES_MAX, NULL);

    for (size_t i = test_cases(4000); i > 0; i--) {
        keel_json_options options = KEEL_JSON_OPTIONS_INIT;

        options.numbers_kept = how.huge = i % 2 == 0;
        options.ascii = i % 3 == 0;
        options.indent = i % 5 == 0 ? 4 : 0;
        keel_buf_clear(&text);
        random_json_add(&how, &text);
        check_round(keel_buf_str(&text), &options);
    }
    keel_buf_deinit(&text);
}

TEST(the_deepest_tree_is_written)
{
    keel_json_options o = KEEL_JSON_OPTIONS_INIT;
    keel_buf text = keel_buf_init(BYTES_MAX, NULL), out = text;
    keel_arena *arena = keel_arena_new(BYTES_MAX, NULL);
    const keel_json *root;

    REQUIRE(arena != NULL);
    o.depth_max = 65536;
    for (int i = 0; i < 65536; i++) keel_buf_add_char(&text, '[');
    for (int i = 0; i < 65536; i++) keel_buf_add_char(&text, ']');
    REQUIRE(keel_json_parse(arena, keel_buf_str(&text), &o, &root, NULL) == KEEL_OK);
    CHECK(keel_json_write(root, &o, &out, NULL) == KEEL_OK);
    CHECK(keel_str_equal(keel_buf_str(&text), keel_buf_str(&out)));
    keel_arena_free(arena);
    keel_buf_deinit(&text);
    keel_buf_deinit(&out);
}

TEST(each_allocation_refused_once_writes_nothing)
{
    keel_arena *arena = keel_arena_new(BYTES_MAX, NULL);
    keel_buf text = keel_buf_init(BYTES_MAX, NULL);
    keel_code code = KEEL_E_MEMORY;
    const keel_json *root;

    REQUIRE(arena != NULL);
    for (int i = 0; i < 500; i++) keel_buf_add(&text, KEEL_STR("[\"some text\","));
    keel_buf_add_char(&text, '1');
    for (int i = 0; i < 500; i++) keel_buf_add_char(&text, ']');
    REQUIRE(keel_json_parse(arena, keel_buf_str(&text), NULL, &root, NULL) == KEEL_OK);
    for (size_t nth = 0; code != KEEL_OK; nth++) {
        test_memory memory;
        keel_buf out = keel_buf_init(BYTES_MAX, &test_memory_refusing(&memory, nth)->memory);
        keel_error err = KEEL_ERROR_INIT;

        code = keel_json_write(root, NULL, &out, &err);
        CHECK(code == KEEL_OK || (code == KEEL_E_MEMORY && strcmp(err.name, "memory.refused") == 0 && out.len == 0));
        keel_buf_deinit(&out);
        CHECK_INT(memory.bytes, 0);
        REQUIRE(nth < 1000);
    }
    keel_arena_free(arena);
    keel_buf_deinit(&text);
}

TEST(a_tree_past_the_ceiling_is_refused_and_the_buffer_lives_on)
{
    keel_arena *arena = keel_arena_new(1 << 20, NULL);
    keel_buf out = keel_buf_init(600, NULL);
    keel_error err = KEEL_ERROR_INIT;
    const keel_json *root;
    char text[2000];
    keel_code code;

    memset(text, '1', sizeof text);
    for (size_t i = 1; i < sizeof text; i += 2) text[i] = ',';
    text[0] = '[';
    text[1] = '1';
    text[sizeof text - 1] = ']';
    REQUIRE(keel_json_parse(arena, (keel_str){ text, sizeof text }, NULL, &root, &err) == KEEL_OK);
    code = keel_json_write(root, NULL, &out, &err);
    CHECK_INT(code, KEEL_E_LIMIT);
    CHECK_STR(keel_str_from(err.name), "limits.bytes");
    CHECK_INT(out.len, 0);
    code = keel_json_write(NULL, NULL, &out, &err);
    CHECK_INT(code, KEEL_OK);
    CHECK_STR(keel_buf_str(&out), "null");
    keel_buf_deinit(&out);
    keel_arena_free(arena);
}
