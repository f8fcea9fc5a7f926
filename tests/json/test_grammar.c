/* Which texts are JSON: every corner of RFC 8259, the byte a refusal names, and what it advises. */
#include "harness.h"
#include "skills/json/json.h"

enum verdict { YES, NO };

#define ROW_COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

static keel_code check(keel_str text, keel_json_options options, keel_error *err)
{
    *err = (keel_error)KEEL_ERROR_INIT;
    options.size = sizeof options;
    return keel_json_check(text, &options, err);
}

/* ---- the grammar ------------------------------------------------------------------------------------------- */

static const struct {
    const char *says, *text;
    enum verdict want;
    uint64_t at; /* the byte a refusal names */
} rows[] = {
    { "an empty object", "{}", YES, 0 },
    { "an empty array", "[]", YES, 0 },
    { "a scalar is a text of its own", "1", YES, 0 },
    { "so is a string", "\"\"", YES, 0 },
    { "and a word", "null", YES, 0 },
    { "all three words", "[true,false,null]", YES, 0 },
    { "blanks may stand around everything", " \t\r\n{ \"a\" : [ 1 , 2 ] } \n", YES, 0 },
    { "an empty name", "{\"\":0}", YES, 0 },
    { "a name given twice", "{\"a\":1,\"a\":2}", YES, 0 },

    { "nothing", "", NO, 0 },
    { "blanks alone", " \n ", NO, 3 },
    { "two values", "1 2", NO, 2 },
    { "two containers", "[][]", NO, 2 },
    { "a comma behind the value", "[],", NO, 2 },
    { "a bracket too many", "[1]]", NO, 3 },
    { "a bracket too few", "[1", NO, 2 },
    { "a brace too few", "{\"a\":1", NO, 6 },
    { "only opened", "[", NO, 1 },
    { "only closed", "]", NO, 0 },
    { "closed by the other kind", "[1}", NO, 2 },
    { "closed by the other kind, an object", "{\"a\":1]", NO, 6 },
    { "a trailing comma in an array", "[1,]", NO, 3 },
    { "a trailing comma in an object", "{\"a\":1,}", NO, 7 },
    { "a comma first", "[,1]", NO, 1 },
    { "two commas", "[1,,2]", NO, 3 },
    { "no comma", "[1 2]", NO, 3 },
    { "no comma between strings", "[\"a\"\"b\"]", NO, 4 },
    { "no colon", "{\"a\" 1}", NO, 5 },
    { "two colons", "{\"a\"::1}", NO, 5 },
    { "a colon in an array", "[\"a\":1]", NO, 4 },
    { "no value", "{\"a\":}", NO, 5 },
    { "a name alone", "{\"a\"}", NO, 4 },
    { "a number for a name", "{1:2}", NO, 1 },
    { "a word for a name", "{a:2}", NO, 1 },
    { "a container for a name", "{[]:1}", NO, 1 },
    { "a comma for a colon", "{\"a\",1}", NO, 4 },
    { "a form feed is no blank", "[\f1]", NO, 1 },
    { "a vertical tab is no blank", "\v1", NO, 0 },
    { "a no-break space is no blank", "[\xC2\xA0]", NO, 1 },
    { "a DEL is no blank", "\x7F", NO, 0 },

    { "zero", "0", YES, 0 },
    { "minus zero", "-0", YES, 0 },
    { "a fraction", "0.5", YES, 0 },
    { "zeros behind the point", "1.000", YES, 0 },
    { "an exponent", "1e5", YES, 0 },
    { "all parts", "-12.50E+007", YES, 0 },
    { "a negative exponent", "1e-400", YES, 0 },
    { "a number beyond all doubles is still a number", "1e400", YES, 0 },
    { "an integer of any length", "123456789012345678901234567890", YES, 0 },
    { "a leading zero", "01", NO, 1 },
    { "a leading zero behind a minus", "-01", NO, 2 },
    { "two zeros", "00", NO, 1 },
    { "a minus alone", "-", NO, 1 },
    { "two minuses", "--1", NO, 1 },
    { "a plus", "+1", NO, 0 },
    { "a point first", ".5", NO, 0 },
    { "a point last", "1.", NO, 2 },
    { "a point before the exponent", "1.e5", NO, 2 },
    { "an exponent of nothing", "1e", NO, 2 },
    { "an exponent of a sign", "1e+", NO, 3 },
    { "two exponents", "1e5e5", NO, 3 },
    { "two points", "1.2.3", NO, 3 },
    { "hexadecimal", "0x10", NO, 1 },
    { "a letter behind", "1a", NO, 1 },
    { "infinity", "-Infinity", NO, 1 },
    { "digits of another script", "\xD9\xA1", NO, 0 },

    { "a word in upper case", "TRUE", NO, 0 },
    { "a word cut off", "nul", NO, 0 },
    { "a word too long", "nulll", NO, 4 },
    { "two words in one", "truefalse", NO, 4 },
    { "a word and a number", "true1", NO, 4 },

    { "all short escapes", "\"\\\" \\\\ \\/ \\b \\f \\n \\r \\t\"", YES, 0 },
    { "an escape of four digits", "\"\\u00e9\\u00E9\"", YES, 0 },
    { "an escaped NUL", "\"\\u0000\"", YES, 0 },
    { "a pair of surrogates", "\"\\ud83d\\ude00\"", YES, 0 },
    { "an escaped lone surrogate", "\"\\ud800\"", YES, 0 },
    { "halves in the wrong order", "\"\\ude00\\ud83d\"", YES, 0 },
    { "a half before another escape", "\"\\ud83d\\n\"", YES, 0 },
    { "a DEL in a string", "\"\x7F\"", YES, 0 },
    { "a slash needs no escape", "\"/\"", YES, 0 },
    { "an unknown escape", "\"\\a\"", NO, 1 },
    { "an escape in upper case", "\"\\N\"", NO, 1 },
    { "an escape by \\x", "\"ab\\x41\"", NO, 3 },
    { "an escape by \\0", "\"\\0\"", NO, 1 },
    { "an escape of three digits", "\"\\u00e\"", NO, 1 },
    { "an escape of no hexadecimal digit", "\"\\u00eg\"", NO, 1 },
    { "a second half that is no escape", "\"\\ud83d\\ud\"", NO, 7 },
    { "a newline in a string", "\"a\nb\"", NO, 2 },
    { "a tab in a string", "[\"\t\"]", NO, 2 },
    { "a control character in a string", "\"\x1F\"", NO, 1 },
    { "a string without its end", "[\"abc", NO, 1 },
    { "a string that ends in a backslash", "\"\\", NO, 0 },
    { "a string whose last quote is escaped", "\"\\\"", NO, 0 },
    { "a string in single quotes", "'a'", NO, 0 },
    { "a backslash outside of a string", "[\\n]", NO, 1 },

    { "UTF-8 of two, three and four bytes", "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"", YES, 0 },
    { "the last code point", "\"\xF4\x8F\xBF\xBF\"", YES, 0 },
    { "noncharacters are characters here", "\"\xEF\xBF\xBF\"", YES, 0 },
    { "a byte-order mark", "\xEF\xBB\xBF{}", NO, 0 },
    { "the mark inside a string is a character", "\"\xEF\xBB\xBF\"", YES, 0 },
    { "a byte that is not UTF-8", "[\"\xFF\"]", NO, 2 },
    { "a continuation alone", "\"a\x80\"", NO, 2 },
    { "a sequence cut by the quote", "\"\xE2\x82\"", NO, 1 },
    { "an overlong slash", "\"\xC0\xAF\"", NO, 1 },
    { "overlong in three bytes", "\"\xE0\x80\xAF\"", NO, 1 },
    { "overlong in four bytes", "\"\xF0\x80\x80\xAF\"", NO, 1 },
    { "a surrogate as bytes", "\"ab\xED\xA0\x80\"", NO, 3 },
    { "above the last code point", "\"\xF4\x90\x80\x80\"", NO, 1 },
    { "latin-1", "[\"caf\xE9\"]", NO, 5 },
    { "what is wrong first is told first", "[1,,\"\xFF\"]", NO, 3 },
    { "UTF-16", "[\xFF\xFE", NO, 1 },

    { "a comment is not JSON", "[1 // one\n]", NO, 3 },
    { "nor is one by stars", "/* */ 1", NO, 0 },
    { "nor by a hash", "# 1\n1", NO, 0 },
};

TEST(the_grammar_of_rfc_8259)
{
    for (size_t i = 0; i < ROW_COUNT(rows); i++) {
        keel_error err;
        keel_code code = check(keel_str_from(rows[i].text), (keel_json_options){ 0 }, &err);

        CHECK_SAYS((code == KEEL_OK) == (rows[i].want == YES), "%s: %s", rows[i].says, err.what);
        if (rows[i].want == NO)
            CHECK_SAYS(err.offset == rows[i].at, "%s: named byte %llu", rows[i].says, (unsigned long long)err.offset);
    }
}

TEST(a_nul_is_a_byte_like_any_other)
{
    keel_error err;

    CHECK(check(KEEL_STR("\"a\0b\""), (keel_json_options){ 0 }, &err) == KEEL_E_SYNTAX);
    CHECK_INT(err.offset, 2);
    CHECK(check(KEEL_STR("1\0"), (keel_json_options){ 0 }, &err) == KEEL_E_SYNTAX);
    CHECK_INT(err.offset, 1);
}

/* ---- JSONC and JSON Lines ------------------------------------------------------------------------------------- */

static const struct {
    const char *says, *text;
    keel_json_options options;
    enum verdict want;
    uint64_t at;
} dialects[] = {
    { "comments of both kinds", "// a\n[1, /* b */ 2] // c", { .comments = true }, YES, 0 },
    { "comments around every token", "/**/{/**/\"a\"/**/:/**/1/**/}/**/", { .comments = true }, YES, 0 },
    { "stars in a comment", "/* ** / **/1", { .comments = true }, YES, 0 },
    { "a comment as the last line", "1 //", { .comments = true }, YES, 0 },
    { "a trailing comma in an array", "[1,]", { .comments = true }, YES, 0 },
    { "a trailing comma in an object", "{\"a\":1, /**/ }", { .comments = true }, YES, 0 },
    { "a comma alone", "[,]", { .comments = true }, NO, 1 },
    { "two trailing commas", "[1,,]", { .comments = true }, NO, 3 },
    { "a comment alone is no value", "// nothing", { .comments = true }, NO, 10 },
    { "a comment without its end", "[1 /* b ]", { .comments = true }, NO, 3 },
    { "a comment that closes itself", "/*/1", { .comments = true }, NO, 0 },
    { "a slash alone", "[1 / 2]", { .comments = true }, NO, 3 },
    { "a slash at the end", "1 /", { .comments = true }, NO, 2 },
    { "no UTF-8 in a comment", "// \xFF\n1", { .comments = true }, NO, 3 },

    { "a value a line", "1\n\"b\"\n{}\n", { .lines = true }, YES, 0 },
    { "blank lines between", "\n 1\n\t\r\n\n2", { .lines = true }, YES, 0 },
    { "lines that end as on Windows", "{}\r\n[]\r\n", { .lines = true }, YES, 0 },
    { "no line at all", "", { .lines = true }, YES, 0 },
    { "a value of two lines", "[1,\n2]", { .lines = true }, NO, 3 },
    { "two values in a line", "1\n2 3", { .lines = true }, NO, 4 },
    { "the last line is cut off", "{}\n{\"a\":", { .lines = true }, NO, 8 },
    { "no UTF-8 in the second line", "{}\n\"\xFF\"\n", { .lines = true }, NO, 4 },
    { "a byte-order mark", "\xEF\xBB\xBF{}\n", { .lines = true }, NO, 0 },
};

TEST(comments_and_lines_on_request)
{
    for (size_t i = 0; i < ROW_COUNT(dialects); i++) {
        keel_error err;
        keel_code code = check(keel_str_from(dialects[i].text), dialects[i].options, &err);

        CHECK_SAYS((code == KEEL_OK) == (dialects[i].want == YES), "%s: %s", dialects[i].says, err.what);
        if (dialects[i].want == NO)
            CHECK_SAYS(err.offset == dialects[i].at, "%s: named byte %llu", dialects[i].says,
                       (unsigned long long)err.offset);
    }
}

/* ---- the words ------------------------------------------------------------------------------------------------ */

static const struct {
    const char *text, *name, *what, *place, *mend;
} words[] = {
    { "{'a':1}", "json.syntax", "expected a name in double quotes, found '''", "line 1, column 2 (byte 1)",
      "write strings and names in double quotes" },
    { "['a']", "json.syntax", "expected a value or ']', found '''", "line 1, column 2 (byte 1)",
      "write strings and names in double quotes" },
    { "{a:1}", "json.syntax", "expected a name in double quotes, found 'a'", "line 1, column 2 (byte 1)",
      "write names in double quotes" },
    { "[1,\n 2,\n]", "json.syntax", "expected a value, found ']'", "line 3, column 1 (byte 8)",
      "take the comma before it out, or allow trailing commas (option 'comments')" },
    { "{\"a\":1,}", "json.syntax", "expected a name in double quotes, found '}'", "line 1, column 8 (byte 7)",
      "take the comma before it out, or allow trailing commas (option 'comments')" },
    { "[1] // done", "json.syntax", "expected nothing after the value, found '/'", "line 1, column 5 (byte 4)",
      "take the comment out, or allow comments (option 'comments')" },
    { "// first\n1", "json.syntax", "expected a value, found '/'", "line 1, column 1 (byte 0)",
      "take the comment out, or allow comments (option 'comments')" },
    { "[NaN]", "json.syntax", "expected a value or ']', found 'N'", "line 1, column 2 (byte 1)",
      "JSON has no such value: write null, or a string" },
    { "{\"a\": undefined}", "json.syntax", "expected a value, found 'u'", "line 1, column 7 (byte 6)",
      "JSON has no such value: write null, or a string" },
    { "[True]", "json.syntax", "expected a value or ']', found 'T'", "line 1, column 2 (byte 1)",
      "write true and false in lower case" },
    { "[.5]", "json.syntax", "expected a value or ']', found '.'", "line 1, column 2 (byte 1)",
      "a number begins with a digit or with '-'" },
    { "[007]", "json.syntax", "expected no more digits after a leading zero, found '0'", "line 1, column 3 (byte 2)",
      "take the zero out, or write the number as a string" },
    { "\"a\tb\"", "json.syntax", "expected no control character in a string, found the byte 0x09",
      "line 1, column 3 (byte 2)", "write it as an escape: \\n, \\t, \\u0009" },
    { "\"C:\\dir\"", "json.syntax", "no such escape in a string", "line 1, column 4 (byte 3)",
      "a backslash is written as \\\\; escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX" },
    { "{\"a\":\"b}", "json.syntax", "a string that begins here never ends", "line 1, column 6 (byte 5)",
      "end it with '\"'; a quote inside is written as \\\"" },
    { "{\"a\":", "json.syntax", "expected a value, found the end of the text", "line 1, column 6 (byte 5)",
      "the text seems to be cut off: look at where it comes from" },
    { "{\"a\":1 \"b\":2}", "json.syntax", "expected ',' or '}' after a member, found '\"'", "line 1, column 8 (byte 7)",
      "put a comma between two members" },
    { "[1 2]", "json.syntax", "expected ',' or ']' after an element, found '2'", "line 1, column 4 (byte 3)",
      "put a comma between two elements" },
    { "[1, 2\n", "json.syntax", "expected ',' or ']' after an element, found the end of the text",
      "line 2, column 1 (byte 6)", "the text seems to be cut off: look at where it comes from" },
    { "[1}", "json.syntax", "expected ',' or ']' after an element, found '}'", "line 1, column 3 (byte 2)",
      "end the array with ']'" },
    { "{\"a\"}", "json.syntax", "expected ':' after a name, found '}'", "line 1, column 5 (byte 4)",
      "write a colon and a value behind the name" },
    { "{\"a\" : }", "json.syntax", "expected a value, found '}'", "line 1, column 8 (byte 7)",
      "write a value behind the colon" },
    { "[1,,2]", "json.syntax", "expected a value, found ','", "line 1, column 4 (byte 3)",
      "take this comma out, or write what belongs before it" },
    { "1\n2", "json.syntax", "expected nothing after the value, found '2'", "line 2, column 1 (byte 2)",
      "several values, one a line, are read with option 'lines'" },
    { "", "json.empty", "there is no value in the text", "line 1, column 1 (byte 0)",
      "an empty value is written null, \"\", [] or {}" },
    { "[\"\xC3\xA9\xE9\"]", "json.utf8", "the byte 0xe9 here is not UTF-8", "line 1, column 4 (byte 4)",
      "convert the text: iconv -f latin1 -t utf-8" },
    { "\xFF\xFE[", "json.utf8", "the byte 0xff here is not UTF-8", "line 1, column 1 (byte 0)",
      "convert the text: iconv -f utf-16 -t utf-8" },
    { "\xEF\xBB\xBF{}", "json.bom", "the text begins with a byte-order mark", "line 1, column 1 (byte 0)",
      "take the first three bytes off: tail -c +4 FILE" },
};

TEST(what_people_write_instead_and_what_they_are_told)
{
    for (size_t i = 0; i < ROW_COUNT(words); i++) {
        keel_error err;

        CHECK_SAYS(check(keel_str_from(words[i].text), (keel_json_options){ 0 }, &err) == KEEL_E_SYNTAX, "%s",
                   words[i].text);
        CHECK_STR(keel_str_from(err.name), words[i].name);
        CHECK_STR(keel_str_from(err.what), words[i].what);
        CHECK_STR(keel_str_from(err.place), words[i].place);
        CHECK_STR(keel_str_from(err.mend), words[i].mend);
    }
}

/* ---- what is kept ------------------------------------------------------------------------------------------------ */

static const struct {
    const char *says, *text;
    keel_str want;
} strings[] = {
    { "as it stands", "\"a\xC3\xA9\"", { "a\xC3\xA9", 3 } },
    { "short escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", { "\"\\/\b\f\n\r\t", 8 } },
    { "a NUL", "\"a\\u0000b\"", { "a\0b", 3 } },
    { "one to three bytes", "\"\\u0041\\u00e9\\u20AC\"", { "A\xC3\xA9\xE2\x82\xAC", 6 } },
    { "a pair", "\"<\\uD83D\\uDE00>\"", { "<\xF0\x9F\x98\x80>", 6 } },
    { "a half alone, as three bytes", "\"\\ud800x\"", { "\xED\xA0\x80x", 4 } },
    { "two first halves", "\"\\ud83d\\ud83d\\ude00\"", { "\xED\xA0\xBD\xF0\x9F\x98\x80", 7 } },
    { "escapes next to each other, far in",
      "\"0123456789012345678901234567890123456789012345678901234567890123456789\\n\\\\\\\"\\u0041\"",
      { "0123456789012345678901234567890123456789012345678901234567890123456789\n\\\"A", 74 } },
};

TEST(escapes_become_what_they_stand_for)
{
    for (size_t i = 0; i < ROW_COUNT(strings); i++) {
        keel_arena *arena = keel_arena_new(1 << 20, NULL);
        const keel_json *root = NULL;

        CHECK_SAYS(keel_json_parse(arena, keel_str_from(strings[i].text), NULL, &root, NULL) == KEEL_OK, "%s",
                   strings[i].says);
        CHECK_SAYS(keel_str_equal(keel_json_string(root), strings[i].want), "%s", strings[i].says);
        keel_arena_free(arena);
    }
}
