/* Columns, lines and tables of a terminal. */
#include "harness.h"
#include "ground/screen.h"

TEST(columns_of_a_text)
{
    static const struct {
        const char *says, *text;
        size_t columns;
    } rows[] = {
        { "nothing", "", 0 },
        { "ASCII", "keel", 4 },
        { "a letter in two bytes", "k\xC3\xA4se", 4 },
        { "a combining mark stands on its letter", "e\xCC\x81", 1 },
        { "an East Asian character takes two", "\xE6\xBC\xA2\xE5\xAD\x97", 4 },
        { "a pictograph takes two", "\xF0\x9F\x8E\x89", 2 },
        { "signs of ours take one", "\xE2\x9C\x93\xC2\xB7", 2 },
        { "a joiner takes none",
          "a\xE2\x80\x8D"
          "b",
          2 },
        { "a byte that is not UTF-8 takes one",
          "a\xFF"
          "b\xC3",
          4 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CHECK_SAYS(screen_width(keel_str_from(rows[i].text)) == rows[i].columns, "%s: %zu", rows[i].says,
                   screen_width(keel_str_from(rows[i].text)));
}

TEST(nothing_that_is_shown_steers_a_terminal)
{
    static const struct {
        const char *text, *shown;
    } rows[] = {
        { "plain k\xC3\xA4se", "plain k\xC3\xA4se" },
        { "\x1b[31mred\x07\r\n\t", ".[31mred...." },
        { "a\xC2\x9b"
          "1m",
          "a.1m" }, /* the C1 form of ESC [ */
        { "a\xE2\x80\xAE"
          "b\xE2\x81\xA6",
          "a.b." },                                                              /* right-to-left override, isolate */
        { "\xD8\x9C\xE2\x80\x8E\xE2\x80\x8F\xE2\x80\xA8\xE2\x80\xA9", "....." }, /* marks, line ends */
        { "\xFF"
          "a\xC3",
          "\xEF\xBF\xBD"
          "a\xEF\xBF\xBD" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        keel_buf out = keel_buf_init(256, NULL);
        screen_clean(keel_str_from(rows[i].text), &out);
        CHECK_STR(keel_buf_str(&out), rows[i].shown);
        keel_buf_deinit(&out);
    }
}

TEST(lines_are_wrapped_at_blanks)
{
    static const struct {
        const char *text;
        size_t indent, column, width;
        const char *wrapped;
    } rows[] = {
        { "one two three", 0, 0, 80, "one two three\n" },
        { "one two three", 0, 0, 7, "one two\nthree\n" },
        { "one two three", 2, 0, 7, "  one\n  two\n  three\n" },
        { "one two three", 4, 4, 11, "one two\n    three\n" },
        { "averylongword b", 0, 0, 4, "averylongword\nb\n" },
        { "one\n\ntwo", 2, 0, 80, "  one\n\n  two\n" },
        { "", 2, 0, 80, "" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        keel_buf out = keel_buf_init(256, NULL);
        screen_wrap(keel_str_from(rows[i].text), rows[i].indent, rows[i].column, rows[i].width, &out);
        CHECK_STR(keel_buf_str(&out), rows[i].wrapped);
        keel_buf_deinit(&out);
    }
}

TEST(a_table_for_a_program_and_for_a_person)
{
    keel_str rows = KEEL_STR("a\t1\tone\nb\xC3\xA4h\t20\ttwo words and more of them\nc\t\t\n");
    screen_look program = { .width = 80 }, person = { .width = 40, .person = true }, colours = { 40, true, true, true };
    keel_buf out = keel_buf_init(4096, NULL);

    screen_table(rows, "NAME\tN\tSAYS", &program, &out);
    CHECK(keel_str_equal(keel_buf_str(&out), rows));
    keel_buf_clear(&out);
    screen_table(rows, "NAME\tN\tSAYS", &person, &out);
    CHECK_STR(keel_buf_str(&out), "NAME  N   SAYS\n"
                                  "a     1   one\n"
                                  "b\xC3\xA4h   20  two words and more of them\n"
                                  "c         \n");
    keel_buf_clear(&out);
    screen_table(KEEL_STR("x\n"), "NAME", &colours, &out);
    CHECK_STR(keel_buf_str(&out), "\033[1mNAME\033[0m\nx\n");
    keel_buf_deinit(&out);
}
