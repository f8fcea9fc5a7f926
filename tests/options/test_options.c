/* Arguments against a small program's tables: what is understood, what is refused, and the nearest name. */
#include "harness.h"
#include "ground/options/options.h"

#include <stdio.h>

enum { HELP, JSON, COLOUR, FOLDER, INDENT, SIZE, WAIT };

static int nothing(const call *c) { return c->command == NULL; }

static const option root_options[] = {
    { .id = HELP, .letter = 'h', .name = "help", .line = "help" },
    { .id = JSON, .name = "json", .line = "json" },
    { .id = COLOUR, .name = "color", .kind = OPTION_CHOICE, .value = "auto|always|never", .line = "colour" },
    { .id = FOLDER, .letter = 'C', .name = "directory", .kind = OPTION_TEXT, .value = "DIR", .line = "it's a folder" },
};
static const option fmt_options[] = {
    { .id = INDENT,
      .letter = 'i',
      .name = "indent",
      .kind = OPTION_NUMBER,
      .value = "N",
      .least = 1,
      .most = 16,
      .line = "n" },
    { .id = SIZE,
      .name = "max-size",
      .kind = OPTION_SIZE,
      .value = "SIZE",
      .least = 1,
      .most = 1ull << 36,
      .line = "size" },
    { .id = WAIT,
      .name = "wait",
      .kind = OPTION_DURATION,
      .value = "DUR",
      .least = 0,
      .most = 86400000,
      .line = "wait" },
};

static const char *word_at(size_t index)
{
    static const char *const words[] = { "alpha", "beta", NULL };

    return words[index];
}

static const command fmt = { .name = "fmt",
                             .line = "format. '.so' and \\ stand in it",
                             .text = ".a line that begins with a dot\n\n'and one with an apostrophe",
                             .operands = "[FILE]",
                             .operands_max = 2,
                             .options = fmt_options,
                             .option_count = 3,
                             .exits = "0 3",
                             .run = nothing };
static const command pick = { .name = "pick",
                              .line = "pick",
                              .operands = "WORD",
                              .operands_min = 1,
                              .operands_max = 1,
                              .word_at = word_at,
                              .run = nothing };
static const command *const subs[] = { &fmt, &pick };
static const command group = { .name = "group", .line = "group", .subs = subs, .sub_count = 2 };
static const command *const roots[] = { &group };
static const command root = {
    .name = "keel", .line = "a program", .options = root_options, .option_count = 4, .subs = roots, .sub_count = 1
};

#define WORDS_MAX 12

/* Cuts `line` at its blanks and parses it. The words live until the next call. */
static keel_code parse(const char *line, call *c, keel_error *err)
{
    static char words[512], *argv[WORDS_MAX + 1];
    int argc = 0;

    snprintf(words, sizeof words, "keel %s", line);
    for (char *at = strtok(words, " "); at != NULL && argc < WORDS_MAX; at = strtok(NULL, " ")) argv[argc++] = at;
    argv[argc] = NULL;
    *err = (keel_error)KEEL_ERROR_INIT;
    return options_parse(&root, argc, argv, c, err);
}

/* ---- what is understood ------------------------------------------------------------------------------------- */

static const struct {
    const char *line, *operands;
    unsigned id;
    uint64_t number;
    const char *text;
} understood[] = {
    { "group fmt --indent 4 a", "a", INDENT, 4, "4" },
    { "group fmt --indent=4", "", INDENT, 4, "4" },
    { "group fmt -i4 a b", "a b", INDENT, 4, "4" },
    { "group fmt -i 4", "", INDENT, 4, "4" },
    { "group fmt --indent 2 --indent 16", "", INDENT, 16, "16" },
    { "group fmt a --max-size 64k b", "a b", SIZE, 65536, "64k" },
    { "group fmt -- --indent 4", "--indent 4", INDENT, 0, NULL },
    { "group fmt - --", "-", INDENT, 0, NULL },
    { "group fmt -- -", "-", INDENT, 0, NULL },
    { "--color never group fmt", "", COLOUR, 2, "never" },
    { "group --color=auto fmt", "", COLOUR, 0, "auto" },
    { "group fmt -C/tmp", "", FOLDER, 0, "/tmp" },
    { "group fmt --directory=a=b", "", FOLDER, 0, "a=b" },
    { "group fmt --wait 1500ms", "", WAIT, 1500, "1500ms" },
};

static void join(const call *c, char *out, size_t size)
{
    size_t len = 0;

    out[0] = '\0';
    for (size_t i = 0; i < c->operand_count; i++)
        len += (size_t)snprintf(out + len, size - len, "%s%s", i > 0 ? " " : "", c->operands[i]);
}

TEST(what_is_understood)
{
    for (size_t i = 0; i < sizeof understood / sizeof understood[0]; i++) {
        keel_error err;
        char operands[256];
        call c;

        CHECK_SAYS(parse(understood[i].line, &c, &err) == KEEL_OK, "%s: %s", understood[i].line, err.what);
        join(&c, operands, sizeof operands);
        CHECK_SAYS(strcmp(operands, understood[i].operands) == 0, "%s: operands '%s'", understood[i].line, operands);
        CHECK_SAYS(c.command == &fmt, "%s", understood[i].line);
        CHECK_SAYS(c.values[understood[i].id].given == (understood[i].text != NULL), "%s", understood[i].line);
        if (understood[i].text == NULL) continue;
        CHECK_SAYS(c.values[understood[i].id].number == understood[i].number, "%s", understood[i].line);
        CHECK_STR(keel_str_from(c.values[understood[i].id].text), understood[i].text);
    }
}

TEST(a_letter_is_told_from_a_word)
{
    keel_error err;
    call c;

    REQUIRE(parse("group fmt -h", &c, &err) == KEEL_OK);
    CHECK(c.values[HELP].given && c.values[HELP].by_letter);
    REQUIRE(parse("group fmt -h --help", &c, &err) == KEEL_OK);
    CHECK(c.values[HELP].given && !c.values[HELP].by_letter);
}

/* ---- what is refused ---------------------------------------------------------------------------------------- */

static const struct {
    const char *line, *name, *mend; /* the first line of the mend */
} refused[] = {
    { "gruop fmt a", "cli.unknown_command", "keel group fmt a" },
    { "group fmr a --json", "cli.unknown_command", "keel group fmt a --json" },
    { "fmt a --json", "cli.unknown_command", "keel group fmt a --json" },
    { "zzzzzz", "cli.unknown_command", "keel --help" },
    { "group fmt --idnent 4", "cli.unknown_option", "keel group fmt --indent 4" },
    { "group fmt a --idnent=4 b", "cli.unknown_option", "keel group fmt a --indent=4 b" },
    { "group fmt --jsno $x", "cli.unknown_option", "keel group fmt --json '$x'" },
    { "group fmt -x", "cli.unknown_option", "keel group fmt --help" },
    { "group fmt -hx", "cli.unknown_option", "keel group fmt --help" },
    { "group --indent 4 fmt", "cli.unknown_option", "keel group --help" },
    { "group fmt --indent", "cli.missing_value", "--indent N" },
    { "group fmt -i", "cli.missing_value", "--indent N" },
    { "group fmt --indent 0", "cli.bad_value", "choose from 1 to 16" },
    { "group fmt --indent 17", "cli.bad_value", "choose from 1 to 16" },
    { "group fmt --indent 0x4", "cli.bad_value", "choose from 1 to 16" },
    { "group fmt --indent +4", "cli.bad_value", "choose from 1 to 16" },
    { "group fmt --indent 18446744073709551617", "cli.bad_value", "choose from 1 to 16" },
    { "group fmt --json=1", "cli.bad_value", "--json" },
    { "--color alway", "cli.bad_value", "choose from auto|always|never" },
    { "--color auto|always", "cli.bad_value", "choose from auto|always|never" },
    { "group fmt a b c", "cli.too_many", "use: keel group fmt [FILE]" },
};

TEST(what_is_refused_and_its_mend)
{
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        keel_error err;
        call c;

        CHECK_SAYS(parse(refused[i].line, &c, &err) == KEEL_E_USAGE, "%s", refused[i].line);
        CHECK_SAYS(strcmp(err.name, refused[i].name) == 0, "%s: %s", refused[i].line, err.name);
        err.mend[strcspn(err.mend, "\n")] = '\0';
        CHECK_SAYS(strcmp(err.mend, refused[i].mend) == 0, "%s: mend '%s'", refused[i].line, err.mend);
    }
}

TEST(a_fault_is_told_as_the_whole_line_asks)
{
    keel_error err;
    call c;

    CHECK(parse("gruop --json", &c, &err) == KEEL_E_USAGE && c.values[JSON].given);
    CHECK(parse("group fmt --bogus x --color never", &c, &err) == KEEL_E_USAGE && c.values[COLOUR].number == 2);
    CHECK_STR(keel_str_from(err.what), "unknown option '--bogus'");
    CHECK(parse("gruop -- --json", &c, &err) == KEEL_E_USAGE && !c.values[JSON].given);
    CHECK(parse("--color bad --json", &c, &err) == KEEL_E_USAGE && c.values[JSON].given);
    CHECK_INT(c.values[COLOUR].number, 0);
}

TEST(a_line_too_long_to_mend_gives_way_to_its_word)
{
    char line[400] = "gruop fmt ";
    keel_error err;
    call c;

    memset(line + 10, 'x', 300);
    line[310] = '\0';
    CHECK(parse(line, &c, &err) == KEEL_E_USAGE);
    CHECK_STR(keel_str_from(err.mend), "write 'group'\n'keel --help' lists all");
}

TEST(a_call_is_complete_or_says_what_it_lacks)
{
    keel_error err;
    size_t index;
    call c;

    REQUIRE(parse("group", &c, &err) == KEEL_OK);
    CHECK(options_complete(&c, &err) == KEEL_E_USAGE && strcmp(err.name, "cli.incomplete") == 0);
    REQUIRE(parse("group pick", &c, &err) == KEEL_OK);
    CHECK(options_complete(&c, &err) == KEEL_E_USAGE);
    REQUIRE(parse("group pick beta", &c, &err) == KEEL_OK);
    CHECK(options_complete(&c, &err) == KEEL_OK);
    CHECK(options_word(&c, "beta", &index, &err) == KEEL_OK && index == 1);
    CHECK(options_word(&c, "bета", &index, &err) == KEEL_E_USAGE);
    CHECK(options_word(&c, "aplha", &index, &err) == KEEL_E_USAGE);
    CHECK_STR(keel_str_from(err.mend), "keel group pick alpha\n'keel group pick --help' lists all");
}

/* ---- values ------------------------------------------------------------------------------------------------- */

#define NONE UINT64_MAX

TEST(sizes)
{
    static const struct {
        const char *text;
        uint64_t bytes;
    } rows[] = { { "0", 0 },
                 { "4096", 4096 },
                 { "64k", 65536 },
                 { "64K", 65536 },
                 { "16M", 16u << 20 },
                 { "1G", 1u << 30 },
                 { "1GiB", 1u << 30 },
                 { "1Gi", 1u << 30 },
                 { "2t", 2ull << 40 },
                 { "", NONE },
                 { "k", NONE },
                 { "-1", NONE },
                 { "1kb", NONE },
                 { "1x", NONE },
                 { "1 k", NONE },
                 { "1kk", NONE },
                 { "1.5k", NONE },
                 { "16777216T", NONE },
                 { "99999999999999999999k", NONE } };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint64_t bytes = 7;
        bool read = options_read_size(rows[i].text, &bytes);
        CHECK_SAYS(read == (rows[i].bytes != NONE) && (!read || bytes == rows[i].bytes), "'%s': %llu", rows[i].text,
                   (unsigned long long)bytes);
    }
}

TEST(durations)
{
    static const struct {
        const char *text;
        uint64_t ms;
    } rows[] = { { "1500ms", 1500 },
                 { "20s", 20000 },
                 { "2m", 120000 },
                 { "1h", 3600000 },
                 { "20", 20000 },
                 { "0", 0 },
                 { "", NONE },
                 { "s", NONE },
                 { "1d", NONE },
                 { "1.5s", NONE },
                 { "-1s", NONE },
                 { "1s ", NONE },
                 { "18446744073709551615h", NONE } };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint64_t ms = 7;
        bool read = options_read_duration(rows[i].text, &ms);
        CHECK_SAYS(read == (rows[i].ms != NONE) && (!read || ms == rows[i].ms), "'%s': %llu", rows[i].text,
                   (unsigned long long)ms);
    }
}

TEST(the_nearest_name)
{
    static const char *const names[] = { "check", "canon", "fmt", "min", "stable", "max-depth" };
    static const struct {
        const char *typed, *nearest;
    } rows[] = { { "chekc", "check" },   { "cannon", "canon" },       { "fnt", "fmt" },  { "mni", "min" },
                 { "stabel", "stable" }, { "maxdepth", "max-depth" }, { "depth", NULL }, { "xyz", NULL },
                 { "", NULL },           { "check", "check" },        { "CHECK", NULL } };
    char huge[200];

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *near = options_nearest(rows[i].typed, names, sizeof names / sizeof names[0]);
        CHECK_SAYS((near == NULL) == (rows[i].nearest == NULL) && (near == NULL || strcmp(near, rows[i].nearest) == 0),
                   "'%s': %s", rows[i].typed, near == NULL ? "none" : near);
    }
    memset(huge, 'c', sizeof huge - 1);
    huge[sizeof huge - 1] = '\0';
    CHECK(options_nearest(huge, names, 6) == NULL);
}

/* ---- what is made from the tables --------------------------------------------------------------------------- */

static const command *const fmt_path[] = { &root, &group, &fmt };

static bool holds(const keel_buf *text, const char *piece)
{
    for (size_t at = 0; at + strlen(piece) <= text->len; at++)
        if (memcmp(text->data + at, piece, strlen(piece)) == 0) return true;
    return false;
}

TEST(help_keeps_to_its_width_and_tells_all)
{
    for (size_t width = 40; width <= 120; width += 20) {
        screen_look look = { .width = width };
        keel_buf out = keel_buf_init(1 << 16, NULL);

        help_long(fmt_path, 3, &look, &out);
        CHECK(keel_buf_check(&out, NULL) == KEEL_OK);
        CHECK(holds(&out, "use  keel group fmt [OPTIONS] [FILE]\n"));
        CHECK(holds(&out, "--max-size SIZE") && holds(&out, "-C, --directory DIR") && holds(&out, "-i, --indent N"));
        CHECK(holds(&out, "\nexit codes\n  0   ") && holds(&out, "\n  3   ") && !holds(&out, "\n  2   "));
        for (size_t at = 0, column = 0; at < out.len; at++) {
            column = out.data[at] == '\n' ? 0 : column + 1;
            CHECK_SAYS(column <= width, "a line is wider than %zu", width);
        }
        keel_buf_deinit(&out);
    }
}

TEST(a_page_holds_nothing_that_roff_would_obey)
{
    keel_buf out = keel_buf_init(1 << 16, NULL);

    man_page(fmt_path, 3, NULL, &out);
    CHECK(holds(&out, ".TH KEEL-GROUP-FMT 1 "));
    CHECK(holds(&out, "\n\\&.a line that begins with a dot\n.PP\n\\&\\(aqand one"));
    CHECK(holds(&out, "\\(aq.so\\(aq and \\e stand in it"));
    CHECK(holds(&out, "\\fB\\-\\-max\\-size\\fR \\fISIZE\\fR"));
    keel_buf_deinit(&out);
}

TEST(a_script_quotes_for_its_shell)
{
    static const char *const pieces[] = { "--directory", "'--directory:it'\\''s a folder'", "-d 'it\\'s a folder'",
                                          "'--directory|it''s a folder'" };

    for (size_t shell = 0; completion_shell_name(shell) != NULL; shell++) {
        keel_buf out = keel_buf_init(1 << 16, NULL);

        completion_script((completion_shell)shell, &root, &out);
        CHECK_SAYS(holds(&out, pieces[shell]), "%s", completion_shell_name(shell));
        CHECK_SAYS(holds(&out, "keel group fmt") && holds(&out, "alpha"), "%s", completion_shell_name(shell));
        keel_buf_deinit(&out);
    }
}

TEST(no_text_grows_past_its_ceiling)
{
    screen_look look = { .width = 80 };

    for (size_t bytes_max = 0; bytes_max < 3000; bytes_max += 7) {
        keel_buf out = keel_buf_init(bytes_max, NULL);
        help_long(fmt_path, 3, &look, &out);
        man_page(fmt_path, 3, NULL, &out);
        completion_script(SHELL_ZSH, &root, &out);
        CHECK(out.len <= bytes_max && keel_buf_check(&out, NULL) == KEEL_E_LIMIT);
        keel_buf_deinit(&out);
    }
}
