/* Errors: sentences that fit, and the tables that they come from. */
#include "harness.h"
#include "ground/error.h"
#include "ground/limits.h"
#include "ground/mend.h"
#include "ground/names.h"
#include "ground/utf8.h"

#include <errno.h>

TEST(a_sentence_is_cut_at_a_character)
{
    static const char *const fillers[] = { "a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80" };

    for (size_t f = 0; f < 4; f++)
        for (size_t lead = 0; lead < 4; lead++) {
            char text[400];
            size_t len = lead;
            keel_error err = KEEL_ERROR_INIT;

            memset(text, 'x', lead);
            while (len + 4 < sizeof text) {
                memcpy(text + len, fillers[f], strlen(fillers[f]) + 1);
                len += strlen(fillers[f]);
            }
            keel_error_set(&err, KEEL_E_INPUT, "input.missing", "%s", text);
            CHECK(keel_utf8_valid(keel_str_from(err.what)));
            CHECK(strlen(err.what) >= sizeof err.what - 4 && strlen(err.what) < sizeof err.what);
            CHECK(strcmp(err.what + strlen(err.what) - 3, "...") == 0);
        }
}

static const struct {
    const char *says, *mend, *told;
} mends[] = {
    { "a field with another name here", "raise it (option 'depth_max', at most 9)",
      "raise it (--max-depth, at most 9)" },
    { "at the end", "set option 'lines'", "set --lines" },
    { "a field that keeps its name", "set option 'tabs' or not", "set option 'tabs' or not" },
    { "the beginning of a field's name", "set option 'line'", "set option 'line'" },
    { "no option", "write it as a string", "write it as a string" },
    { "a name that never ends", "set option 'lines", "set option 'lines" },
    { "nothing", "", "" },
};

TEST(a_mend_speaks_as_its_door_does)
{
    static const mend_word flags[] = { { "depth_max", "--max-depth" }, { "lines", "--lines" } };

    for (size_t i = 0; i < sizeof mends / sizeof mends[0]; i++) {
        keel_error err = KEEL_ERROR_INIT;

        keel_error_mend(&err, "%s", mends[i].mend);
        mend_translate(&err, flags, sizeof flags / sizeof flags[0]);
        CHECK_SAYS(strcmp(err.mend, mends[i].told) == 0, "%s: '%s'", mends[i].says, err.mend);
    }
}

TEST(a_sentence_that_just_fits_is_whole)
{
    char text[sizeof((keel_error *)0)->what + 1];
    keel_error err = KEEL_ERROR_INIT;

    memset(text, 'x', sizeof text);
    text[sizeof err.what - 1] = '\0';
    keel_error_set(&err, KEEL_E_INPUT, "input.missing", "%s", text);
    CHECK_STR(keel_str_from(err.what), text);
}

TEST(a_place_is_put_around_the_one_that_stands)
{
    keel_error err = KEEL_ERROR_INIT;

    keel_error_set(&err, KEEL_E_SYNTAX, "json.syntax", "a comma is missing");
    CHECK(keel_error_within(&err, "line %d", 3) == KEEL_E_SYNTAX);
    CHECK_STR(keel_str_from(err.place), "line 3");
    CHECK(keel_error_within(&err, "file '%s'", "a.json") == KEEL_E_SYNTAX);
    CHECK_STR(keel_str_from(err.place), "line 3, file 'a.json'");
    CHECK(keel_error_mend(&err, "write one") == KEEL_E_SYNTAX);
    keel_error_set(&err, KEEL_E_INPUT, "input.missing", "gone");
    CHECK(err.place[0] == '\0' && err.mend[0] == '\0' && err.offset == KEEL_NOWHERE);
}

TEST(what_the_kernel_said_is_kept_behind_a_long_name)
{
    keel_error err = KEEL_ERROR_INIT;
    char path[4 * sizeof err.what];

    memset(path, 'x', sizeof path);
    path[sizeof path - 1] = '\0';
    keel_error_system(&err, KEEL_E_INPUT, "input.unreadable", ENAMETOOLONG, "cannot read '%s'", path);
    CHECK_SAYS(strstr(err.what, "xxx...: ") != NULL && strstr(err.what, strerror(ENAMETOOLONG)) != NULL, "%s",
               err.what);
}

TEST(what_the_kernel_said_is_kept)
{
    keel_error err = KEEL_ERROR_INIT;

    CHECK(keel_error_system(&err, KEEL_E_INPUT, "input.unreadable", EACCES, "cannot read '%s'", "x") == KEEL_E_INPUT);
    CHECK(err.sys == EACCES);
    CHECK(keel_str_starts(keel_str_from(err.what), KEEL_STR("cannot read 'x': ")));
}

TEST(no_error_is_welcome)
{
    CHECK(keel_error_set(NULL, KEEL_E_BUG, "x", "y") == KEEL_E_BUG);
    CHECK(keel_error_system(NULL, KEEL_E_INPUT, "x", 1, "y") == KEEL_E_INPUT);
    keel_error_place(NULL, "x");
    keel_error_mend(NULL, "x");
    keel_error_within(NULL, "x");
}

/* The enum is written by hand, so that a header shows it: the rows must follow it. */
TEST(the_rows_of_codes_are_the_enum)
{
    static const struct {
        keel_code code;
        const char *name;
    } rows[] = {
        { KEEL_OK, "OK" },
        { KEEL_MORE, "MORE" },
#define KEEL_CODE(name, exit, meaning) { KEEL_##name, #name },
#include "ground/codes.def"
#undef KEEL_CODE
    };

    CHECK_INT(sizeof rows / sizeof rows[0], KEEL_E_BUG + 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_INT(rows[i].code, i);
        CHECK_STR(keel_str_from(keel_code_name(rows[i].code)), rows[i].name);
    }
    CHECK_STR(keel_str_from(keel_code_name((keel_code)99)), "?");
}

TEST(a_script_can_tell_the_kinds_apart)
{
    CHECK_INT(keel_code_exit(KEEL_OK), 0);
    CHECK_INT(keel_code_exit(KEEL_E_USAGE), 2);
    CHECK_INT(keel_code_exit(KEEL_E_INPUT), 3);
    CHECK_INT(keel_code_exit(KEEL_E_SYNTAX), 3);
    CHECK_INT(keel_code_exit(KEEL_E_LIMIT), 3);
    CHECK_INT(keel_code_exit(KEEL_E_OUTPUT), 9);
    CHECK_INT(keel_code_exit(KEEL_E_BUG), 10);
    CHECK_INT(keel_code_exit((keel_code)99), 10);
}

/* "json.depth": words in lower case, joined by dots, at least two. */
static bool is_dotted(const char *name)
{
    size_t dots = 0;

    for (const char *p = name; *p != '\0'; p++) {
        bool letter = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || *p == '_';
        if (*p == '.' && (p == name || p[-1] == '.' || p[1] == '\0')) return false;
        if (*p != '.' && !letter) return false;
        dots += *p == '.';
    }
    return dots > 0;
}

TEST(every_limit_has_a_name_a_range_and_an_answer)
{
    for (int i = 0; i < KEEL_LIMIT_COUNT; i++) {
        const keel_limit *row = keel_limit_of((keel_limit_id)i);
        CHECK_SAYS(is_dotted(row->name), "%s", row->name);
        CHECK_SAYS(row->least <= row->standard && row->standard <= row->most, "%s", row->name);
        CHECK_SAYS(row->past[0] != '\0', "%s", row->name);
        for (int k = 0; k < i; k++)
            CHECK_SAYS(strcmp(row->name, keel_limit_of((keel_limit_id)k)->name) != 0, "%s", row->name);
    }
}

TEST(every_error_has_one_page)
{
    size_t count;
    const keel_error_page *pages = keel_error_pages(&count);

    CHECK(count > 0);
    for (size_t i = 0; i < count; i++) {
        CHECK_SAYS(is_dotted(pages[i].name), "%s", pages[i].name);
        CHECK_SAYS(pages[i].title[0] != '\0' && pages[i].text[0] != '\0', "%s", pages[i].name);
        CHECK_SAYS(pages[i].code > KEEL_MORE && pages[i].code <= KEEL_E_BUG, "%s", pages[i].name);
        CHECK_SAYS(keel_error_page_find(keel_str_from(pages[i].name)) == &pages[i], "page %zu", i);
    }
    CHECK(keel_error_page_find(KEEL_STR("no.such")) == NULL);
}
