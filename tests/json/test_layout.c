/* Minify and format: the bytes of numbers and strings stay, only blanks come and go. */
#include "harness.h"
#include "skills/json/json.h"

typedef keel_code lay_out(keel_str, const keel_json_options *, keel_buf *, keel_error *);

static const struct {
    const char *says, *text, *min, *fmt;
    keel_json_options options;
} rows[] = {
    { "a scalar", " 1.0 ", "1.0", "1.0", { 0 } },
    { "numbers keep their bytes",
      "[1e400, -0, 1.50,\t1E+2]",
      "[1e400,-0,1.50,1E+2]",
      "[\n  1e400,\n  -0,\n  1.50,\n  1E+2\n]",
      { 0 } },
    { "strings keep their bytes and blanks",
      "[ \" \\u0041 \\\" , \\\\\" ]",
      "[\" \\u0041 \\\" , \\\\\"]",
      "[\n  \" \\u0041 \\\" , \\\\\"\n]",
      { 0 } },
    { "empty containers stay closed",
      "{ \"a\" : [ ] , \"b\" : { } }",
      "{\"a\":[],\"b\":{}}",
      "{\n  \"a\": [],\n  \"b\": {}\n}",
      { 0 } },
    { "an empty one alone", " [\n]", "[]", "[]", { 0 } },
    { "levels",
      "[[1,{\"a\":null}],2]",
      "[[1,{\"a\":null}],2]",
      "[\n  [\n    1,\n    {\n      \"a\": null\n    }\n  ],\n  2\n]",
      { 0 } },
    { "an indent of four", "[1]", "[1]", "[\n    1\n]", { .indent = 4 } },
    { "tabs", "{\"a\":[1]}", "{\"a\":[1]}", "{\n\t\"a\": [\n\t\t1\n\t]\n}", { .tabs = true } },
    { "signs and blanks inside strings are no signs",
      "{\"a, b\":\"[ ]\"}",
      "{\"a, b\":\"[ ]\"}",
      "{\n  \"a, b\": \"[ ]\"\n}",
      { 0 } },
    { "ascii: the first plane, and a pair beyond it",
      "[\"\xC3\xA9\",\"a\xF0\x9F\x98\x80z\"]",
      "[\"\\u00e9\",\"a\\ud83d\\ude00z\"]",
      "[\n  \"\\u00e9\",\n  \"a\\ud83d\\ude00z\"\n]",
      { .ascii = true } },
    { "comments are not written",
      "// one\n[1, /* two */ 2] // three",
      "[1,2]",
      "[\n  1,\n  2\n]",
      { .comments = true } },
    { "a comment may touch a number", "[1/*a*/,2//b\n]", "[1,2]", "[\n  1,\n  2\n]", { .comments = true } },
    { "trailing commas go", "{\"a\":[1,],}", "{\"a\":[1]}", "{\n  \"a\": [\n    1\n  ]\n}", { .comments = true } },
    { "what looks like a comment in a string is none",
      "[\"// no\",\"/*\"]",
      "[\"// no\",\"/*\"]",
      "[\n  \"// no\",\n  \"/*\"\n]",
      { .comments = true } },
    { "a value a line",
      "{ \"a\" : 1 }\n\n \r\n[ ]\r\n2",
      "{\"a\":1}\n[]\n2\n",
      "{\n  \"a\": 1\n}\n[]\n2\n",
      { .lines = true } },
    { "no line, no value", "\n \n", "", "", { .lines = true } },
};

static void check_row(lay_out *call, keel_str text, const keel_json_options *given, const char *want, const char *says)
{
    keel_json_options options = *given;
    keel_buf out = keel_buf_init(1 << 16, NULL);
    keel_error err = KEEL_ERROR_INIT;

    options.size = sizeof options;
    CHECK_SAYS(call(text, &options, &out, &err) == KEEL_OK, "%s: %s", says, err.what);
    CHECK_SAYS(keel_str_equal(keel_buf_str(&out), keel_str_from(want)), "%s: got '%.*s'", says,
               KEEL_STR_ARG(keel_buf_str(&out)));
    keel_buf_deinit(&out);
}

TEST(what_minify_and_format_write)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        check_row(keel_json_minify, keel_str_from(rows[i].text), &rows[i].options, rows[i].min, rows[i].says);
        check_row(keel_json_format, keel_str_from(rows[i].text), &rows[i].options, rows[i].fmt, rows[i].says);
    }
}

TEST(what_was_written_is_at_rest)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        keel_json_options options = rows[i].options;

        if (options.lines) continue; /* a formatted value is more than a line */
        check_row(keel_json_minify, keel_str_from(rows[i].fmt), &options, rows[i].min, rows[i].says);
        check_row(keel_json_format, keel_str_from(rows[i].min), &options, rows[i].fmt, rows[i].says);
    }
}

TEST(a_refused_text_adds_nothing)
{
    keel_buf out = keel_buf_init(1 << 16, NULL);
    keel_error err = KEEL_ERROR_INIT;

    keel_buf_add(&out, KEEL_STR("before"));
    CHECK(keel_json_minify(KEEL_STR("[1,"), NULL, &out, &err) == KEEL_E_SYNTAX);
    CHECK(keel_json_format(KEEL_STR("[1 2]"), NULL, &out, &err) == KEEL_E_SYNTAX);
    CHECK_STR(keel_buf_str(&out), "before");
    CHECK(keel_json_minify(KEEL_STR("[1]"), NULL, &out, &err) == KEEL_OK);
    CHECK_STR(keel_buf_str(&out), "before[1]");
    keel_buf_deinit(&out);
}

TEST(a_result_past_the_ceiling_adds_nothing)
{
    static const struct {
        lay_out *call;
        const char *text;
        size_t needs;
    } cases[] = { { keel_json_minify, "[ 1, 2, 3     ]", 7 },
                  { keel_json_format, "[1,2]", 13 - 1 },
                  { keel_json_canonical, "[1, \"two\"]", 9 },
                  { keel_json_stable, "{\"b\":1, \"a\":2}", 13 } };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (size_t room = 0; room <= cases[i].needs; room++) {
            keel_buf out = keel_buf_init(room, NULL);
            keel_error err = KEEL_ERROR_INIT;
            keel_code code = cases[i].call(keel_str_from(cases[i].text), NULL, &out, &err);

            CHECK_SAYS(code == (room == cases[i].needs ? KEEL_OK : KEEL_E_LIMIT), "room %zu of %zu: %s", room,
                       cases[i].needs, err.what);
            CHECK(out.failed == KEEL_OK);
            CHECK_INT(out.len, room == cases[i].needs ? room : 0);
            keel_buf_deinit(&out);
        }
    }
}

TEST(an_error_in_a_line_is_placed_in_the_whole_text)
{
    keel_json_options options = KEEL_JSON_OPTIONS_INIT;
    keel_buf out = keel_buf_init(1 << 16, NULL);
    keel_error err = KEEL_ERROR_INIT;

    options.lines = true;
    CHECK(keel_json_minify(KEEL_STR("{}\n\n[1,]\n"), &options, &out, &err) == KEEL_E_SYNTAX);
    CHECK_INT(err.offset, 7);
    CHECK_STR(keel_str_from(err.place), "line 3, column 4 (byte 7)");
    CHECK_INT(out.len, 0);
    keel_buf_deinit(&out);
}
