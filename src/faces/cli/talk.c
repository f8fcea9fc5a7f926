/* How a command speaks: its answer, and its errors. */
#include "faces/cli/cli.h"
#include "ground/limits.h"
#include "ground/os/file.h"
#include "ground/os/terminal.h"
#include "ground/place.h"
#include "skills/json/json.h"

#include <errno.h>
#include <stdio.h>

#define TALK_BYTES_MAX (16u << 10) /* one error with its line; a longer one is cut */
#define STATUS_SIGPIPE 141         /* what a shell sees of a program that a closed pipe ended */

keel_code cli_read(const call *c, cli_input *input, keel_error *err)
{
    uint64_t bytes_max = cli_given(c, OPTION_MAX_SIZE) ? cli_number(c, OPTION_MAX_SIZE)
                                                       : keel_limit_of(KEEL_LIMIT_INPUT_BYTES)->standard;

    input->path = c->operand_count > 0 ? c->operands[0] : FILE_STDIN;
    input->bytes = keel_buf_init((size_t)bytes_max + 1, NULL); /* one more, by which "too long" is told */
    return file_read(input->path, bytes_max, &input->bytes, err);
}

int cli_answer(const call *c, keel_str bytes)
{
    keel_error err = KEEL_ERROR_INIT;

    if (file_write_stdout(bytes, &err) == KEEL_OK) return CLI_DONE;
    return err.sys == EPIPE ? STATUS_SIGPIPE : cli_fail(c, &err, NULL);
}

static const char *shown_path(const cli_input *input)
{
    return strcmp(input->path, FILE_STDIN) == 0 ? "standard input" : input->path;
}

static void say_place(const keel_error *err, const cli_input *input, keel_buf *out)
{
    if (input != NULL && err->offset != KEEL_NOWHERE) {
        keel_place at = keel_place_of(keel_buf_str(&input->bytes), (size_t)err->offset);
        keel_buf_add_format(out, "%s:%llu:%llu (byte %llu)", shown_path(input), (unsigned long long)at.line,
                            (unsigned long long)at.column, (unsigned long long)err->offset);
    } else {
        keel_buf_add_format(out, "%s", err->place);
    }
}

static void tell_program(const keel_error *err, const cli_input *input, keel_buf *out)
{
    keel_buf place = keel_buf_init(TALK_BYTES_MAX, NULL);

    say_place(err, input, &place);
    keel_buf_add(out, KEEL_STR("{\"type\":\"error\",\"code\":"));
    keel_json_quote(keel_str_from(err->name), false, out);
    keel_buf_add(out, KEEL_STR(",\"what\":"));
    keel_json_quote(keel_str_from(err->what), false, out);
    keel_buf_add(out, KEEL_STR(",\"place\":"));
    keel_json_quote(keel_buf_str(&place), false, out);
    keel_buf_add(out, KEEL_STR(",\"mend\":"));
    keel_json_quote(keel_str_from(err->mend), false, out);
    keel_buf_add(out, KEEL_STR("}\n"));
    keel_buf_deinit(&place);
}

static void tell_person(const call *c, const keel_error *err, const cli_input *input, keel_buf *out)
{
    bool colour = terminal_colour(TERMINAL_STDERR, (terminal_choice)cli_number(c, OPTION_COLOUR));
    size_t width = terminal_width(TERMINAL_STDERR);
    int blanks = (int)width - 7 - (int)strlen(err->what) - (int)strlen(err->name) - 2;

    keel_buf_add_format(out, "%serror:%s %s%*s[%s]\n", colour ? "\033[1;31m" : "", colour ? "\033[0m" : "", err->what,
                        blanks > 2 ? blanks : 2, "", err->name);
    if (err->place[0] != '\0' || (input != NULL && err->offset != KEEL_NOWHERE)) {
        keel_buf_add(out, KEEL_STR("  where  "));
        say_place(err, input, out);
        keel_buf_add_char(out, '\n');
    }
    if (input != NULL && err->offset != KEEL_NOWHERE)
        keel_place_show(keel_buf_str(&input->bytes), (size_t)err->offset, width, out);
    if (err->mend[0] != '\0') keel_buf_add_format(out, "  mend   %s\n", err->mend);
}

int cli_fail(const call *c, const keel_error *err, const cli_input *input)
{
    keel_buf out = keel_buf_init(TALK_BYTES_MAX, NULL);

    if (cli_given(c, OPTION_JSON))
        tell_program(err, input, &out);
    else
        tell_person(c, err, input, &out);
    fwrite(out.data, 1, out.len, stderr);
    keel_buf_deinit(&out);
    return keel_code_exit(err->code);
}
