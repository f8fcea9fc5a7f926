/* Which texts are JSON: every corner of RFC 8259. */
#include "harness.h"
#include "skills/json/json.h"

enum verdict { YES, NO };

static const struct {
    const char *says, *text;
    enum verdict want;
    uint64_t at; /* the byte a refusal names */
} rows[] = {
    { "an empty object", "{}", YES, 0 },
    { "a scalar is a text of its own", "1", YES, 0 },
    { "blanks may stand around everything", " \t\r\n{ \"a\" : [ 1 , 2 ] } \n", YES, 0 },
    { "a trailing comma in an array", "[1,]", NO, 3 },
    { "a trailing comma in an object", "{\"a\":1,}", NO, 7 },
    { "a leading zero", "01", NO, 1 },
    { "a number beyond all doubles is still a number", "1e400", YES, 0 },
    { "a string in single quotes", "'a'", NO, 0 },
    { "two values", "1 2", NO, 2 },
    { "nothing", "", NO, 0 },
    { "an escaped lone surrogate", "\"\\ud800\"", YES, 0 },
    { "a byte that is not UTF-8", "[\"\xff\"]", NO, 2 },
    { "a byte-order mark", "\xEF\xBB\xBF{}", NO, 0 },
};

TEST(the_grammar_of_rfc_8259)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        keel_error err = KEEL_ERROR_INIT;
        keel_code code = keel_json_check(keel_str_from(rows[i].text), NULL, &err);

        CHECK_SAYS((code == KEEL_OK) == (rows[i].want == YES), "%s: %s", rows[i].says, err.what);
        if (rows[i].want == NO)
            CHECK_SAYS(err.offset == rows[i].at, "%s: named byte %llu", rows[i].says, (unsigned long long)err.offset);
    }
}
