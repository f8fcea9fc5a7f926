/* Reading what a verb works on, and telling a person who waits. */
#include "faces/cli/cli.h"
#include "ground/limits.h"
#include "ground/os/file.h"

#define LOOK_MS 100u

/* Nothing hangs in silence: while nothing comes, a terminal is told what is waited for. */
static void await_input(progress *shown)
{
    const char *hint =
        terminal_is(TERMINAL_STDIN) ? "type the text; Ctrl-D on a line of its own ends it" : "Ctrl-C ends it";

    while (shown->on && !terminal_input_ready(LOOK_MS)) progress_say(shown, "waiting for standard input: %s", hint);
}

static void tell_read(void *ctx, uint64_t bytes)
{
    char size[CLI_SIZE_BYTES];

    progress_say(ctx, "reading: %s", cli_size(bytes, size));
}

keel_code cli_read(const call *c, cli_input *input, keel_error *err)
{
    uint64_t bytes_max = cli_given(c, OPTION_MAX_SIZE) ? cli_number(c, OPTION_MAX_SIZE)
                                                       : keel_limit_of(KEEL_LIMIT_INPUT_BYTES)->standard;
    progress shown = progress_begin(c);
    file_watch watch = { tell_read, &shown };
    keel_code code;

    input->path = c->operand_count > 0 ? c->operands[0] : FILE_STDIN;
    input->bytes = keel_buf_init((size_t)bytes_max + 1, NULL); /* one more, by which "too long" is told */
    if (strcmp(input->path, FILE_STDIN) == 0) await_input(&shown);
    code = file_read_watched(input->path, bytes_max, shown.on ? &watch : NULL, &input->bytes, err);
    progress_end(&shown);
    return code;
}
