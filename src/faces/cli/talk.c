/* How a command speaks: its answer, and its errors. */
#include "faces/cli/cli.h"
#include "ground/mend.h"
#include "ground/os/file.h"
#include "ground/place.h"
#include "ground/utf8.h"
#include "skills/json/json.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#define TALK_BYTES_MAX (32u << 10) /* one error with its line; a longer one is cut */
#define NOTE_BYTES     512u        /* one remark; a longer one is cut */
#define STATUS_SIGPIPE 141         /* what a shell sees of a program that a closed pipe ended */
#define MARGIN         9u          /* where the sentences behind "where" and "mend" begin */

screen_look cli_look(const call *c, terminal_stream stream)
{
    return (screen_look){ .width = terminal_width(stream),
                          .person = terminal_is(stream),
                          .colour = terminal_colour(stream, (terminal_choice)cli_number(c, OPTION_COLOUR)),
                          .utf8 = terminal_utf8() };
}

/* ---- the answer --------------------------------------------------------------------------------------------- */

int cli_answer(const call *c, keel_str bytes)
{
    keel_error err = KEEL_ERROR_INIT;

    if (file_write_stdout(bytes, &err) == KEEL_OK) return CLI_DONE;
    return err.sys == EPIPE ? STATUS_SIGPIPE : cli_fail(c, &err, NULL);
}

int cli_answer_buf(const call *c, keel_buf *out)
{
    keel_error err = KEEL_ERROR_INIT;
    int status = keel_buf_check(out, &err) == KEEL_OK ? cli_answer(c, keel_buf_str(out)) : cli_fail(c, &err, NULL);

    keel_buf_deinit(out);
    return status;
}

/* ---- texts -------------------------------------------------------------------------------------------------- */

static bool steers(keel_str text)
{
    while (text.len > 0) {
        keel_str good = { text.data, keel_utf8_valid_prefix(text) };
        size_t bad = good.len < text.len;
        for (size_t at = 0; at < good.len;)
            if (screen_steers(keel_utf8_next(good, &at))) return true;
        text = (keel_str){ text.data + good.len + bad, text.len - good.len - bad };
    }
    return false;
}

void cli_quote(keel_str text, keel_buf *out) { keel_json_quote(text, steers(text), out); }

const char *cli_size(uint64_t bytes, char out[CLI_SIZE_BYTES])
{
    static const char *const units[] = { "kB", "MB", "GB", "TB", "PB", "EB" };
    double size = (double)bytes;
    size_t unit = 0;

    if (bytes < 1000) {
        snprintf(out, CLI_SIZE_BYTES, "%u bytes", (unsigned)bytes);
        return out;
    }
    for (size /= 1000; size >= 999.95 && unit + 1 < sizeof units / sizeof units[0]; unit++) size /= 1000;
    snprintf(out, CLI_SIZE_BYTES, "%.*f %s", size < 99.95 ? 1 : 0, size, units[unit]);
    return out;
}

const char *cli_bound(uint64_t bytes, char out[CLI_SIZE_BYTES])
{
    static const char *const units[] = { "bytes", "KiB", "MiB", "GiB", "TiB" };
    size_t unit = 0;

    while (bytes >= 1024 && bytes % 1024 == 0 && unit + 1 < sizeof units / sizeof units[0]) {
        bytes /= 1024;
        unit++;
    }
    snprintf(out, CLI_SIZE_BYTES, "%llu %s", (unsigned long long)bytes, bytes == 1 && unit == 0 ? "byte" : units[unit]);
    return out;
}

/* ---- errors ------------------------------------------------------------------------------------------------- */

/* What the options of the rooms are called on the command line. */
static const mend_word flags[] = {
    { "comments", "--jsonc" },
    { "depth_max", "--max-depth" },
    { "lines", "--lines" },
    { "text_bytes_max", "--max-size" },
};

static keel_error in_our_words(const keel_error *err)
{
    keel_error said = *err;

    mend_translate(&said, flags, sizeof flags / sizeof flags[0]);
    return said;
}

/* The text whose byte the error names; NULL if it names none. */
static const cli_input *meant(const keel_error *err, const cli_input *input)
{
    return err->offset == KEEL_NOWHERE ? NULL : input;
}

static void say_place(const keel_error *err, const cli_input *input, keel_buf *out)
{
    keel_place at;

    if (input == NULL) {
        keel_buf_add(out, keel_str_from(err->place));
        return;
    }
    at = keel_place_of(keel_buf_str(&input->bytes), (size_t)err->offset);
    keel_buf_add_format(out, "%s:%llu:%llu (byte %llu)",
                        strcmp(input->path, FILE_STDIN) == 0 ? "standard input" : input->path,
                        (unsigned long long)at.line, (unsigned long long)at.column, (unsigned long long)err->offset);
}

static void tell_program(const keel_error *err, const cli_input *input, keel_buf *out)
{
    keel_buf place = keel_buf_init(TALK_BYTES_MAX, NULL);

    say_place(err, meant(err, input), &place);
    keel_buf_add(out, KEEL_STR("{\"type\":\"error\",\"code\":"));
    cli_quote(keel_str_from(err->name), out);
    keel_buf_add(out, KEEL_STR(",\"what\":"));
    cli_quote(keel_str_from(err->what), out);
    keel_buf_add(out, KEEL_STR(",\"place\":"));
    cli_quote(keel_buf_str(&place), out);
    keel_buf_add(out, KEEL_STR(",\"mend\":"));
    cli_quote(keel_str_from(in_our_words(err).mend), out);
    keel_buf_add_format(out, ",\"exit\":%d}\n", keel_code_exit(err->code));
    keel_buf_deinit(&place);
}

/* "error: what          [name]", the name at the right edge where there is room. */
static void tell_what(const keel_error *err, const screen_look *look, keel_buf *out)
{
    keel_buf what = keel_buf_init(TALK_BYTES_MAX, NULL);
    size_t taken, edge = look->width;

    screen_clean(keel_str_from(err->what), &what);
    taken = strlen("error: ") + screen_width(keel_buf_str(&what)) + strlen(err->name) + 2;
    keel_buf_add(out, look->colour ? KEEL_STR("\033[1;31merror:\033[0m ") : KEEL_STR("error: "));
    keel_buf_add(out, keel_buf_str(&what));
    screen_blanks(edge > taken + 2 ? edge - taken : 2, out);
    keel_buf_add_format(out, "[%s]\n", err->name);
    keel_buf_deinit(&what);
}

/* Line ends in it are shown as '.': names of files may hold them, and none shall look like a line of ours. */
static void tell_line(const char *word, keel_str text, keel_buf *out)
{
    keel_buf_add_format(out, "  %-*s", (int)MARGIN - 2, word);
    screen_clean(text, out);
    keel_buf_add_char(out, '\n');
}

/* A mend may have several lines; all begin in the column of the first. */
static void tell_mend(const char *text, keel_buf *out)
{
    for (const char *word = "mend"; *text != '\0'; word = "") {
        size_t len = strcspn(text, "\n");
        tell_line(word, (keel_str){ text, len }, out);
        text += len + (text[len] == '\n');
    }
}

void cli_tell(const keel_error *err, const cli_input *input, const screen_look *look, keel_buf *out)
{
    keel_buf place = keel_buf_init(TALK_BYTES_MAX, NULL);
    const cli_input *text = meant(err, input);

    tell_what(err, look, out);
    say_place(err, text, &place);
    if (place.len > 0) tell_line("where", keel_buf_str(&place), out);
    if (text != NULL) keel_place_show(keel_buf_str(&text->bytes), (size_t)err->offset, look->width, out);
    if (err->mend[0] != '\0') tell_mend(in_our_words(err).mend, out);
    keel_buf_deinit(&place);
}

int cli_fail(const call *c, const keel_error *err, const cli_input *input)
{
    keel_buf out = keel_buf_init(TALK_BYTES_MAX, NULL);
    screen_look look = cli_look(c, TERMINAL_STDERR);

    if (cli_given(c, OPTION_JSON))
        tell_program(err, input, &out);
    else
        cli_tell(err, input, &look, &out);
    fwrite(out.data, 1, out.len, stderr);
    keel_buf_deinit(&out);
    return keel_code_exit(err->code);
}

void cli_note(const call *c, const char *format, ...)
{
    keel_buf out = keel_buf_init(TALK_BYTES_MAX, NULL);
    char note[NOTE_BYTES];
    va_list args;

    if (!cli_given(c, OPTION_VERBOSE) || cli_given(c, OPTION_QUIET) || cli_given(c, OPTION_JSON)) return;
    va_start(args, format);
    vsnprintf(note, sizeof note, format, args);
    va_end(args);
    keel_buf_add(&out, KEEL_STR("keel: "));
    screen_clean(keel_str_from(note), &out);
    keel_buf_add_char(&out, '\n');
    fwrite(out.data, 1, out.len, stderr);
    keel_buf_deinit(&out);
}
