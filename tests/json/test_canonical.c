/* The canonical form (RFC 8785) and the stable form (as JavaScript writes it), and what is refused where. */
#include "harness.h"
#include "random_json.h"
#include "ground/utf8.h"
#include "skills/json/json.h"

#include <stdlib.h>

typedef keel_code transform(keel_str text, const keel_json_options *options, keel_buf *out, keel_error *err);

#define BYTES_MAX (64u << 20)
#define SHOWN(s)  (int)((s).len < 99 ? (s).len : 99), (s).data /* of a random text, for "%.*s" */

static void check_becomes(transform *how, const char *says, const char *text, const char *wanted)
{
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;

    if (CHECK_SAYS(how(keel_str_from(text), NULL, &out, &err) == KEEL_OK, "%s: %s", says, err.what))
        CHECK_SAYS(keel_str_equal(keel_buf_str(&out), keel_str_from(wanted)), "%s:\n      %.*s, wanted\n      %s", says,
                   KEEL_STR_ARG(keel_buf_str(&out)), wanted);
    keel_buf_deinit(&out);
}

/* ---- RFC 8785 -------------------------------------------------------------------------------------------------- */

static const struct {
    const char *says, *text, *wanted;
} canonicals[] = {
    { "the example of 3.2.2",
      "{ \"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],\n"
      "  \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n"
      "  \"literals\": [null, true, false] }",
      "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
      "\"string\":\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}" },
    { "the example of 3.2.3",
      "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\","
      "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
      "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}",
      "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\","
      "\"\xC3\xB6\":\"Latin Small Letter O With Diaeresis\",\"\xE2\x82\xAC\":\"Euro Sign\","
      "\"\xF0\x9F\x98\x80\":\"Emoji: Grinning Face\",\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}" },
    { "names are in order on every level", "[{\"b\":{\"d\":1,\"c\":2},\"a\":[{\"z\":0,\"y\":0}]}]",
      "[{\"a\":[{\"y\":0,\"z\":0}],\"b\":{\"c\":2,\"d\":1}}]" },
    { "numbers as names are names like others", "{\"10\":1,\"9\":2,\"1\":3}", "{\"1\":3,\"10\":1,\"9\":2}" },
    { "the empty name comes first", "{\"a\":1,\"\":2}", "{\"\":2,\"a\":1}" },
    { "a beginning comes before what it begins", "{\"abcdefghi\":1,\"abcdefgh\":2,\"abc\":3}",
      "{\"abc\":3,\"abcdefgh\":2,\"abcdefghi\":1}" },
    { "also where the next byte is the least", "{\"a\\u0000\":1,\"a\":2}", "{\"a\":2,\"a\\u0000\":1}" },
    { "names differ behind the eighth byte", "{\"12345678b\":1,\"12345678a\":2}", "{\"12345678a\":2,\"12345678b\":1}" },
    { "a pair comes before U+E000", "{\"\\ue000\":1,\"\\ud800\\udc00\":2,\"\\ud7ff\":3}",
      "{\"\xED\x9F\xBF\":3,\"\xF0\x90\x80\x80\":2,\"\xEE\x80\x80\":1}" },
    { "also in the middle of a name", "{\"same same\\uffff\":1,\"same same\\udbff\\udfff\":2}",
      "{\"same same\xF4\x8F\xBF\xBF\":2,\"same same\xEF\xBF\xBF\":1}" },
    { "the same name may stand in two objects", "[{\"a\":1},{\"a\":1,\"b\":{\"a\":1}}]",
      "[{\"a\":1},{\"a\":1,\"b\":{\"a\":1}}]" },
    { "empty things", "[ { } , [ ] , \"\" ]", "[{},[],\"\"]" },
    { "a scalar", " \"x\" ", "\"x\"" },
    { "every short escape, and none for the slash", "\"\\b\\t\\n\\f\\r\\\"\\\\\\/\"", "\"\\b\\t\\n\\f\\r\\\"\\\\/\"" },
    { "other controls in lower case", "\"\\u000b\\u001F\\u007f\"", "\"\\u000b\\u001f\x7F\"" },
    { "line separators as they are", "\"\\u2028\\u2029\"", "\"\xE2\x80\xA8\xE2\x80\xA9\"" },
    { "integers become doubles", "[9007199254740993,18446744073709551615,-9007199254740993,123456789012345678901234]",
      "[9007199254740992,18446744073709552000,-9007199254740992,1.2345678901234569e+23]" },
    { "zero has no sign", "[0,-0,0.0,-0e5,1e-400]", "[0,0,0,0,0]" },
};

TEST(the_canonical_form)
{
    for (size_t i = 0; i < sizeof canonicals / sizeof canonicals[0]; i++)
        check_becomes(keel_json_canonical, canonicals[i].says, canonicals[i].text, canonicals[i].wanted);
}

/* Appendix B of the RFC: the bits of a double, and its text. */
static const struct {
    uint64_t bits;
    const char *text;
} samples[] = {
    { 0x0000000000000000, "0" },
    { 0x8000000000000000, "0" },
    { 0x0000000000000001, "5e-324" },
    { 0x8000000000000001, "-5e-324" },
    { 0x7fefffffffffffff, "1.7976931348623157e+308" },
    { 0xffefffffffffffff, "-1.7976931348623157e+308" },
    { 0x4340000000000000, "9007199254740992" },
    { 0xc340000000000000, "-9007199254740992" },
    { 0x4430000000000000, "295147905179352830000" },
    { 0x44b52d02c7e14af5, "9.999999999999997e+22" },
    { 0x44b52d02c7e14af6, "1e+23" },
    { 0x44b52d02c7e14af7, "1.0000000000000001e+23" },
    { 0x444b1ae4d6e2ef4e, "999999999999999700000" },
    { 0x444b1ae4d6e2ef4f, "999999999999999900000" },
    { 0x444b1ae4d6e2ef50, "1e+21" },
    { 0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7" },
    { 0x3eb0c6f7a0b5ed8d, "0.000001" },
    { 0x41b3de4355555553, "333333333.3333332" },
    { 0x41b3de4355555554, "333333333.33333325" },
    { 0x41b3de4355555555, "333333333.3333333" },
    { 0x41b3de4355555556, "333333333.3333334" },
    { 0x41b3de4355555557, "333333333.33333343" },
    { 0xbecbf647612f3696, "-0.0000033333333333333333" },
    { 0x43143ff3c1cb0959, "1424953923781206.2" },
};

TEST(the_numbers_of_rfc_8785)
{
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        char text[KEEL_JSON_REAL_BYTES_MAX];
        double value;

        memcpy(&value, &samples[i].bits, sizeof value);
        CHECK_STR(((keel_str){ text, keel_json_real_text(text, value) }), samples[i].text);
        check_becomes(keel_json_canonical, "a sample", samples[i].text, samples[i].text);
    }
}

/* ---- what is refused ------------------------------------------------------------------------------------------ */

#define LINES  1
#define STRICT 2
#define JSONC  4

enum { CANONICAL, STABLE, CHECKED, PARSED };

static const struct {
    const char *says, *text;
    int how, with;
    const char *name; /* of the error, NULL: none */
    uint64_t at;
    const char *place;
} refusals[] = {
    { "a name twice", "{\"a\":1,\"a\":1}", CANONICAL, 0, "json.duplicate", 7, "line 1, column 8 (byte 7)" },
    { "written differently", "{\"a\":1,\n \"\\u0061\":1}", CANONICAL, 0, "json.duplicate", 9,
      "line 2, column 2 (byte 9)" },
    { "deep inside", "[[],\"{\\\"\",-1.5e3,{\"x\":{\"a\":true,\"b\":null,\"a\":false}}]", CANONICAL, 0,
      "json.duplicate", 41, NULL },
    { "the first of several", "{\"a\":{\"x\":1,\"x\":2},\"a\":1}", CANONICAL, 0, "json.duplicate", 12, NULL },
    { "of three the second", "{\"a\":1,\"a\":2,\"a\":3}", CANONICAL, 0, "json.duplicate", 7, NULL },
    { "behind comments", "/* {} \" */{\"a\":1,// 3\n\"a\":1}", CANONICAL, JSONC, "json.duplicate", 22,
      "line 2, column 1 (byte 22)" },
    { "half a pair", "[1,\"x\",\"\\ud800\"]", CANONICAL, 0, "json.surrogate", 7, NULL },
    { "the other half", "[\"\\udfff\"]", CANONICAL, 0, "json.surrogate", 1, NULL },
    { "both in the wrong order", "[\"\\ude00\\ud83d\"]", CANONICAL, 0, "json.surrogate", 1, NULL },
    { "half a pair in a name", "{\"\\ud800\":1}", CANONICAL, 0, "json.surrogate", 1, NULL },
    { "a number too large", "[0,\n-1e309]", CANONICAL, 0, "json.number", 4, "line 2, column 1 (byte 4)" },
    { "no JSON at all", "[0,]", CANONICAL, 0, "json.syntax", 3, NULL },
    { "a number too large is stable", "[1e309]", STABLE, 0, NULL, 0, NULL },
    { "a name twice is stable", "{\"a\":1,\"a\":1}", STABLE, 0, NULL, 0, NULL },
    { "but not strictly", "{\"b\":1,\"a\":1,\"b\":1}", STABLE, STRICT, "json.duplicate", 13, NULL },
    { "half a pair is, even strictly", "[\"\\ud800\"]", STABLE, STRICT, NULL, 0, NULL },
    { "in the third line", "{}\n\n {\"a\":1,\"a\":2}\n", CANONICAL, LINES, "json.duplicate", 12,
      "line 3, column 9 (byte 12)" },
    { "half a pair in a line", "{}\n[\"\\ud800\"]", CANONICAL, LINES, "json.surrogate", 4, NULL },
    { "a number in a line", "{}\n[2,1e999]", CANONICAL, LINES, "json.number", 6, NULL },
    { "a broken line", "{}\n[2,", CANONICAL, LINES, "json.syntax", 6, NULL },
    { "two lines without lines", "{}\n{}", CANONICAL, 0, "json.syntax", 3, NULL },
    { "a name twice is JSON", "{\"a\":1,\"a\":1}", CHECKED, 0, NULL, 0, NULL },
    { "but not strictly so", "{\"a\":1,\"a\":1}", CHECKED, STRICT, "json.duplicate", 7, NULL },
    { "strictly in the second line", "{}\n{\"a\":1,\"a\":1}", CHECKED, STRICT | LINES, "json.duplicate", 10, NULL },
    { "strictly good", "{\"a\":1,\"b\":{\"a\":1}}", CHECKED, STRICT, NULL, 0, NULL },
    { "strict asks nothing of numbers", "[1e999,\"\\ud800\"]", CHECKED, STRICT, NULL, 0, NULL },
    { "a tree may have a name twice", "{\"a\":1,\"a\":1}", PARSED, 0, NULL, 0, NULL },
    { "not a strict one", "{\"a\":1,\"a\":1}", PARSED, STRICT, "json.duplicate", 7, NULL },
};

static keel_code run(int how, keel_str text, const keel_json_options *options, keel_buf *out, keel_error *err)
{
    const keel_json *root;
    keel_arena *arena;
    keel_code code;

    switch (how) {
    case CANONICAL: return keel_json_canonical(text, options, out, err);
    case STABLE: return keel_json_stable(text, options, out, err);
    case CHECKED: return keel_json_check(text, options, err);
    default:
        arena = keel_arena_new(BYTES_MAX, NULL);
        if (arena == NULL) return KEEL_E_MEMORY;
        code = keel_json_parse(arena, text, options, &root, err);
        keel_arena_free(arena);
        return code;
    }
}

TEST(refusals_name_their_place)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        keel_buf out = keel_buf_init(BYTES_MAX, NULL);
        keel_error err = KEEL_ERROR_INIT;
        keel_json_options o = KEEL_JSON_OPTIONS_INIT;
        keel_code code;

        o.lines = (refusals[i].with & LINES) != 0;
        o.strict = (refusals[i].with & STRICT) != 0;
        o.comments = (refusals[i].with & JSONC) != 0;
        keel_buf_add(&out, KEEL_STR("before"));
        code = run(refusals[i].how, keel_str_from(refusals[i].text), &o, &out, &err);
        CHECK_SAYS((code == KEEL_OK) == (refusals[i].name == NULL), "%s: %s", refusals[i].says, err.what);
        if (refusals[i].name != NULL) {
            CHECK_SAYS(strcmp(err.name, refusals[i].name) == 0, "%s: %s", refusals[i].says, err.name);
            CHECK_SAYS(err.offset == refusals[i].at, "%s: byte %llu", refusals[i].says, (unsigned long long)err.offset);
            CHECK_SAYS(refusals[i].place == NULL || strcmp(err.place, refusals[i].place) == 0, "%s: %s",
                       refusals[i].says, err.place);
            CHECK_SAYS(err.mend[0] != '\0' || strcmp(err.name, "json.syntax") == 0, "%s: no mend", refusals[i].says);
            CHECK_STR(keel_buf_str(&out), "before");
        }
        keel_buf_deinit(&out);
    }
}

/* ---- stable ----------------------------------------------------------------------------------------------------- */

static const struct {
    const char *says, *text, *wanted;
} stables[] = {
    { "array indexes first, by number", "{\"b\":1,\"10\":1,\"2\":1}", "{\"2\":1,\"10\":1,\"b\":1}" },
    { "up to 2^32 - 2", "{\"4294967295\":1,\"4294967294\":2,\"!\":3}", "{\"4294967294\":2,\"!\":3,\"4294967295\":1}" },
    { "no index has a zero before it, a sign or a point", "{\"01\":1,\"1\":2,\"-1\":3,\"1.0\":4,\"0\":5}",
      "{\"0\":5,\"1\":2,\"-1\":3,\"01\":1,\"1.0\":4}" },
    { "the last of a name wins", "{\"a\":1,\"b\":2,\"a\":{\"c\":3}}", "{\"a\":{\"c\":3},\"b\":2}" },
    { "also of an index", "{\"7\":1,\"07\":2,\"7\":3}", "{\"7\":3,\"07\":2}" },
    { "also where all else is in order", "{\"a\":1,\"a\":2}", "{\"a\":2}" },
    { "__proto__ is a name", "{\"b\":1,\"__proto__\":{\"x\":1},\"a\":2}", "{\"__proto__\":{\"x\":1},\"a\":2,\"b\":1}" },
    { "lone surrogates are escaped", "[\"\\uD83D\",\"\\uDE00\\uD83D\"]", "[\"\\ud83d\",\"\\ude00\\ud83d\"]" },
    { "and in order by their unit", "{\"\\ue000\":1,\"\\udbff\":2,\"\\ud800\\udc00\":3,\"\\ud800\":4,\"\\ud7ff\":5}",
      "{\"\xED\x9F\xBF\":5,\"\\ud800\":4,\"\xF0\x90\x80\x80\":3,\"\\udbff\":2,\"\xEE\x80\x80\":1}" },
    { "infinities are null", "[1e400,-1e400]", "[null,null]" },
    { "zero has no sign", "[-0,-0.0]", "[0,0]" },
    { "numbers are doubles", "[1E2,0.10,9007199254740993,1e21]", "[100,0.1,9007199254740992,1e+21]" },
    { "arrays keep their order", "[3,1,2]", "[3,1,2]" },
};

TEST(the_stable_form)
{
    for (size_t i = 0; i < sizeof stables / sizeof stables[0]; i++)
        check_becomes(keel_json_stable, stables[i].says, stables[i].text, stables[i].wanted);
}

TEST(lines_are_written_one_by_one)
{
    keel_json_options o = KEEL_JSON_OPTIONS_INIT;
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);

    o.lines = true;
    CHECK(keel_json_canonical(KEEL_STR("{\"b\":1, \"a\":2}\n\n \t\n[ ]"), &o, &out, NULL) == KEEL_OK);
    CHECK_STR(keel_buf_str(&out), "{\"a\":2,\"b\":1}\n[]\n");
    keel_buf_clear(&out);
    CHECK(keel_json_stable(KEEL_STR("{\"b\":1, \"1\":2}\r\n3\n"), &o, &out, NULL) == KEEL_OK);
    CHECK_STR(keel_buf_str(&out), "{\"1\":2,\"b\":1}\n3\n");
    keel_buf_clear(&out);
    CHECK(keel_json_canonical(KEEL_STR(""), &o, &out, NULL) == KEEL_OK);
    CHECK_STR(keel_buf_str(&out), "");
    keel_buf_deinit(&out);
}

/* ---- properties ------------------------------------------------------------------------------------------------- */

/* By the definition: as UTF-16, unit by unit. */
static int compare_as_utf16(keel_str a, keel_str b)
{
    uint16_t *x = malloc((a.len + b.len + 1) * sizeof *x), *y;
    size_t x_len, y_len, i = 0;
    int order;

    if (x == NULL) abort();
    y = x + a.len;
    x_len = keel_utf8_to_utf16(x, a);
    y_len = keel_utf8_to_utf16(y, b);
    while (i < x_len && i < y_len && x[i] == y[i]) i++;
    order = i < x_len && i < y_len ? x[i] - y[i] : (x_len > y_len) - (x_len < y_len);
    free(x);
    return order;
}

static void check_order(const keel_json *v)
{
    keel_str name, before = { NULL, 0 };
    const keel_json *inside;

    for (keel_json_iter it = keel_json_each(v); keel_json_next(&it, &name, &inside);) {
        if (it.named && before.data != NULL)
            CHECK_SAYS(compare_as_utf16(before, name) < 0, "'%.*s' before '%.*s'", KEEL_STR_ARG(before),
                       KEEL_STR_ARG(name));
        before = name;
        check_order(inside);
    }
}

/* Equal members in another order: each object's list is turned around. */
static void add_reversed(const keel_json *v, keel_buf *out)
{
    uint64_t count = keel_json_count(v);
    bool object = keel_json_kind_of(v) == KEEL_JSON_OBJECT;

    if (!object && keel_json_kind_of(v) != KEEL_JSON_ARRAY) {
        CHECK(keel_json_write(v, NULL, out, NULL) == KEEL_OK);
        return;
    }
    keel_buf_add_char(out, object ? '{' : '[');
    for (uint64_t i = 0; i < count; i++) {
        keel_json_iter it = keel_json_each(v);
        const keel_json *inside = NULL;
        keel_str name;

        for (uint64_t j = object ? count - i : i + 1; j > 0; j--) (void)keel_json_next(&it, &name, &inside);
        if (i > 0) keel_buf_add_char(out, ',');
        if (object) keel_json_quote(name, i % 2 == 0, out);
        if (object) keel_buf_add_char(out, ':');
        add_reversed(inside, out);
    }
    keel_buf_add_char(out, object ? '}' : ']');
}

static void check_canonical(keel_str text)
{
    keel_buf once = keel_buf_init(BYTES_MAX, NULL), again = once, turned = once, stable = once;
    keel_arena *arena = keel_arena_new(BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;
    const keel_json *root;

    REQUIRE(arena != NULL);
    CHECK_SAYS(keel_json_canonical(text, NULL, &once, &err) == KEEL_OK, "%s: %.*s", err.what, SHOWN(text));
    CHECK(keel_json_canonical(keel_buf_str(&once), NULL, &again, &err) == KEEL_OK);
    CHECK_SAYS(keel_str_equal(keel_buf_str(&once), keel_buf_str(&again)), "%.*s", SHOWN(text));
    if (CHECK(keel_json_parse(arena, keel_buf_str(&once), NULL, &root, &err) == KEEL_OK)) {
        check_order(root);
        add_reversed(root, &turned);
        keel_buf_clear(&again);
        CHECK(keel_json_canonical(keel_buf_str(&turned), NULL, &again, &err) == KEEL_OK);
        CHECK_SAYS(keel_str_equal(keel_buf_str(&once), keel_buf_str(&again)), "%.*s", SHOWN(text));
    }
    /* The stable form holds the same: its canonical form is the canonical form. */
    CHECK(keel_json_stable(text, NULL, &stable, &err) == KEEL_OK);
    keel_buf_clear(&again);
    CHECK(keel_json_canonical(keel_buf_str(&stable), NULL, &again, &err) == KEEL_OK);
    CHECK_SAYS(keel_str_equal(keel_buf_str(&once), keel_buf_str(&again)), "%.*s", SHOWN(text));
    keel_arena_free(arena);
    keel_buf_deinit(&once);
    keel_buf_deinit(&again);
    keel_buf_deinit(&turned);
    keel_buf_deinit(&stable);
}

TEST(canonical_twice_is_once)
{
    keel_buf text = keel_buf_init(BYTES_MAX, NULL);

    for (size_t i = test_cases(2000); i > 0; i--) {
        keel_buf_clear(&text);
        random_json_add(&(random_json){ .depth = i % 50 == 0 ? 1 : 4, .width = i % 50 == 0 ? 100 : 4 }, &text);
        check_canonical(keel_buf_str(&text));
    }
    keel_buf_deinit(&text);
}

TEST(stable_twice_is_once)
{
    keel_buf text = keel_buf_init(BYTES_MAX, NULL), once = text, again = text;
    random_json how = { .names = 12, .depth = 4, .width = 8, .alone = true, .huge = true };

    for (size_t i = test_cases(2000); i > 0; i--) {
        keel_buf_clear(&text);
        keel_buf_clear(&once);
        keel_buf_clear(&again);
        how.depth = i % 50 == 0 ? 1 : 4;
        how.width = i % 50 == 0 ? 200 : 4;
        random_json_add(&how, &text);
        CHECK(keel_json_stable(keel_buf_str(&text), NULL, &once, NULL) == KEEL_OK);
        CHECK(keel_json_stable(keel_buf_str(&once), NULL, &again, NULL) == KEEL_OK);
        CHECK_SAYS(keel_str_equal(keel_buf_str(&once), keel_buf_str(&again)), "%.*s", SHOWN(text));
    }
    keel_buf_deinit(&text);
    keel_buf_deinit(&once);
    keel_buf_deinit(&again);
}

/* By the definition: every name against every other. */
static bool has_duplicate(const keel_json *v)
{
    keel_str name, other;
    const keel_json *inside, *ignored;

    for (keel_json_iter it = keel_json_each(v); keel_json_next(&it, &name, &inside);) {
        if (it.named)
            for (keel_json_iter rest = it; keel_json_next(&rest, &other, &ignored);)
                if (keel_str_equal(name, other)) return true;
        if (has_duplicate(inside)) return true;
    }
    return false;
}

TEST(strict_and_canonical_see_the_same_duplicates)
{
    keel_buf text = keel_buf_init(BYTES_MAX, NULL), out = text;
    keel_json_options strict = KEEL_JSON_OPTIONS_INIT;
    size_t refused = 0;

    strict.strict = true;
    for (size_t i = test_cases(3000); i > 0; i--) {
        keel_arena *arena = keel_arena_new(BYTES_MAX, NULL);
        keel_error checked = KEEL_ERROR_INIT, written = KEEL_ERROR_INIT;
        const keel_json *root;
        bool wanted;

        REQUIRE(arena != NULL);
        keel_buf_clear(&text);
        keel_buf_clear(&out);
        random_json_add(&(random_json){ .names = 40, .depth = i % 8 == 0 ? 1 : 3, .width = i % 8 == 0 ? 40 : 6 },
                        &text);
        REQUIRE(keel_json_parse(arena, keel_buf_str(&text), NULL, &root, &checked) == KEEL_OK);
        wanted = has_duplicate(root);
        refused += wanted;
        CHECK((keel_json_check(keel_buf_str(&text), &strict, &checked) != KEEL_OK) == wanted);
        CHECK((keel_json_canonical(keel_buf_str(&text), NULL, &out, &written) != KEEL_OK) == wanted);
        if (wanted) CHECK(checked.offset == written.offset && strcmp(checked.place, written.place) == 0);
        keel_arena_free(arena);
    }
    CHECK(refused > 0);
    keel_buf_deinit(&text);
    keel_buf_deinit(&out);
}

/* ---- bounds ----------------------------------------------------------------------------------------------------- */

/* Objects inside each other, each with its names in the wrong order. */
static void add_nested(size_t depth, keel_buf *out)
{
    for (size_t i = 0; i < depth; i++) keel_buf_add(out, KEEL_STR("{\"b\":"));
    keel_buf_add_char(out, '0');
    for (size_t i = 0; i < depth; i++) keel_buf_add(out, KEEL_STR(",\"a\":1}"));
}

TEST(the_deepest_text_is_put_in_order)
{
    keel_json_options o = KEEL_JSON_OPTIONS_INIT;
    keel_buf text = keel_buf_init(BYTES_MAX, NULL), out = text;

    o.depth_max = 65536;
    add_nested(65536, &text);
    CHECK(keel_json_canonical(keel_buf_str(&text), &o, &out, NULL) == KEEL_OK);
    CHECK(out.len == text.len);
    CHECK(keel_str_starts(keel_buf_str(&out), KEEL_STR("{\"a\":1,\"b\":{\"a\":1,\"b\":{")));
    keel_buf_clear(&out);
    CHECK(keel_json_stable(keel_buf_str(&text), &o, &out, NULL) == KEEL_OK);
    CHECK(out.len == text.len);
    keel_buf_deinit(&text);
    keel_buf_deinit(&out);
}

TEST(each_allocation_refused_once_adds_nothing)
{
    keel_buf text = keel_buf_init(BYTES_MAX, NULL);
    transform *const ways[] = { keel_json_canonical, keel_json_stable };

    add_nested(300, &text);
    for (size_t way = 0; way < 2; way++) {
        keel_code code = KEEL_E_MEMORY;

        for (size_t nth = 0; code != KEEL_OK; nth++) {
            test_memory memory;
            keel_buf out = keel_buf_init(BYTES_MAX, &test_memory_refusing(&memory, nth)->memory);
            keel_error err = KEEL_ERROR_INIT;

            code = ways[way](keel_buf_str(&text), NULL, &out, &err);
            CHECK_SAYS(code == KEEL_OK || (code == KEEL_E_MEMORY && strcmp(err.name, "memory.refused") == 0),
                       "request %zu: %s", nth, err.what);
            CHECK(code == KEEL_OK || out.len == 0);
            keel_buf_deinit(&out);
            CHECK_INT(memory.bytes, 0);
            REQUIRE(nth < 1000);
        }
    }
    keel_buf_deinit(&text);
}

TEST(a_result_past_its_ceiling_adds_nothing)
{
    keel_buf out = keel_buf_init(12, NULL);
    keel_error err = KEEL_ERROR_INIT;

    CHECK(keel_json_canonical(KEEL_STR("[1,2,3]"), NULL, &out, &err) == KEEL_OK);
    CHECK(keel_json_canonical(KEEL_STR("[1,2,3]"), NULL, &out, &err) == KEEL_E_LIMIT);
    CHECK_STR(keel_buf_str(&out), "[1,2,3]");
    CHECK(strcmp(err.name, "limits.bytes") == 0);
    keel_buf_deinit(&out);
}

/* Names that all begin alike, in the worst order, so that comparing them by pairs would take minutes. */
TEST(many_names_take_no_square_of_time)
{
    size_t count = 200000;
    keel_buf text = keel_buf_init(BYTES_MAX, NULL), out = text;
    keel_json_options strict = KEEL_JSON_OPTIONS_INIT;
    keel_error err = KEEL_ERROR_INIT;

    strict.strict = true;
    keel_buf_add_char(&text, '{');
    for (size_t i = count; i > 0; i--)
        keel_buf_add_format(&text, "\"the same beginning %07zu\":%zu,", i * 7919 % 1000003, i);
    keel_buf_add(&text, KEEL_STR("\"z\":0}"));
    CHECK(keel_json_check(keel_buf_str(&text), &strict, &err) == KEEL_OK);
    CHECK(keel_json_canonical(keel_buf_str(&text), NULL, &out, &err) == KEEL_OK);
    CHECK(out.len == text.len);
    keel_buf_deinit(&text);
    keel_buf_deinit(&out);
}
