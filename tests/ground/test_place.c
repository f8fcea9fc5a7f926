/* Line, column and caret. */
#include "harness.h"
#include "ground/place.h"

static const struct {
    const char *says, *text;
    size_t offset;
    uint64_t line, column;
    const char *shown;
} rows[] = {
    { "the first byte", "abc", 0, 1, 1, "     1 | abc\n       | ^\n" },
    { "the end", "abc", 3, 1, 4, "     1 | abc\n       |    ^\n" },
    { "past the end is the end", "abc", 99, 1, 4, "     1 | abc\n       |    ^\n" },
    { "nothing at all", "", 0, 1, 1, "     1 | \n       | ^\n" },
    { "a later line", "ab\ncd\nef", 4, 2, 2, "     2 | cd\n       |  ^\n" },
    { "the line end belongs to its line", "ab\ncd", 2, 1, 3, "     1 | ab\n       |   ^\n" },
    { "columns count characters", "\xC3\xA9\xE2\x82\xAC=x", 6, 1, 4,
      "     1 | \xC3\xA9\xE2\x82\xAC=x\n       |    ^\n" },
    { "a byte that is not UTF-8",
      "a\xFF"
      "b",
      2, 1, 3, "     1 | a.b\n       |   ^\n" },
    { "control characters steer nothing", "a\x1B[2Jb", 5, 1, 6, "     1 | a.[2Jb\n       |      ^\n" },
    { "nor do those of Latin-1",
      "a\xC2\x9B"
      "b",
      3, 1, 3, "     1 | a.b\n       |   ^\n" },
    { "nor does what turns the line around",
      "a\xE2\x80\xAE"
      "b\xD8\x9C\xE2\x81\xA7"
      "c",
      4, 1, 3, "     1 | a.b..c\n       |   ^\n" },
    { "nor what ends it for some", "a\xE2\x80\xA8x", 4, 1, 3, "     1 | a.x\n       |   ^\n" },
    { "a tab is one column wide", "\tx", 1, 1, 2, "     1 |  x\n       |  ^\n" },
    { "the carriage return of a line end is not shown", "ab\r\ncd", 1, 1, 2, "     1 | ab\n       |  ^\n" },
};

TEST(where_a_byte_is)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        keel_str text = keel_str_from(rows[i].text);
        keel_place at = keel_place_of(text, rows[i].offset);
        keel_buf out = keel_buf_init(1000, NULL);

        CHECK_SAYS(at.line == rows[i].line && at.column == rows[i].column, "%s: %llu:%llu", rows[i].says,
                   (unsigned long long)at.line, (unsigned long long)at.column);
        keel_place_show(text, rows[i].offset, 80, &out);
        CHECK_SAYS(keel_str_equal(keel_buf_str(&out), keel_str_from(rows[i].shown)), "%s:\n%.*s", rows[i].says,
                   KEEL_STR_ARG(keel_buf_str(&out)));
        keel_buf_deinit(&out);
    }
}

/* The column of the caret, and of the text's one 'X', in what is shown. */
static void check_caret_below_x(keel_str text, size_t offset, size_t width)
{
    keel_buf out = keel_buf_init(2000, NULL);
    size_t x = SIZE_MAX, caret = SIZE_MAX, column = 0, widest = 0;

    keel_place_show(text, offset, width, &out);
    for (size_t i = 0; i < out.len; i++) {
        if (out.data[i] == 'X') x = column;
        if (out.data[i] == '^') caret = column;
        if (((unsigned char)out.data[i] & 0xC0) != 0x80) column++;
        if (column > widest && out.data[i] != '\n') widest = column;
        if (out.data[i] == '\n') column = 0;
    }
    CHECK_SAYS(x != SIZE_MAX && x == caret && widest <= width,
               "byte %zu of %zu, width %zu: X %zu, caret %zu, width %zu", offset, text.len, width, x, caret, widest);
    keel_buf_deinit(&out);
}

TEST(the_caret_stands_below_its_character_however_the_line_is_cut)
{
    static const char *const characters[] = { "a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80" };
    char text[1000];

    for (size_t n = test_cases(3000); n > 0; n--) {
        size_t len = 0, count = 1 + test_random_below(200), at = test_random_below(count), offset = 0;

        for (size_t i = 0; i < count; i++) {
            const char *c = i == at ? "X" : characters[test_random_below(4)];
            if (i == at) offset = len;
            memcpy(text + len, c, strlen(c));
            len += strlen(c);
        }
        check_caret_below_x((keel_str){ text, len }, offset, 20 + test_random_below(100));
    }
}
