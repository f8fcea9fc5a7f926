/* keel json: JSON text in, JSON text out. */
#include "faces/cli/cli.h"
#include "skills/json/json.h"

static const option check_options[] = {
    { .id = OPTION_STRICT, .name = "strict", .line = "refuse a name that stands twice in one object" },
    { .id = OPTION_LINES, .name = "lines", .line = "read JSON Lines: one value a line" },
    { .id = OPTION_JSONC, .name = "jsonc", .line = "read past comments and trailing commas" },
    { .id = OPTION_MAX_DEPTH,
      .name = "max-depth",
      .kind = OPTION_NUMBER,
      .value = "N",
      .standard = "1024",
      .least = 1,
      .most = 65536,
      .line = "refuse arrays and objects nested deeper than N" },
    { .id = OPTION_MAX_SIZE,
      .name = "max-size",
      .kind = OPTION_SIZE,
      .value = "SIZE",
      .standard = "1G",
      .least = 1,
      .most = 1ull << 36,
      .line = "refuse a text longer than SIZE" },
};

static keel_json_options options_of(const call *c)
{
    keel_json_options o = KEEL_JSON_OPTIONS_INIT;

    o.text_bytes_max = cli_number(c, OPTION_MAX_SIZE);
    o.depth_max = (uint32_t)cli_number(c, OPTION_MAX_DEPTH);
    o.strict = cli_given(c, OPTION_STRICT);
    o.lines = cli_given(c, OPTION_LINES);
    o.comments = cli_given(c, OPTION_JSONC);
    return o;
}

static int check(const call *c)
{
    keel_json_options options = options_of(c);
    keel_error err = KEEL_ERROR_INIT;
    cli_input input;
    int status = CLI_DONE;

    if (cli_read(c, &input, &err) != KEEL_OK)
        status = cli_fail(c, &err, NULL);
    else if (keel_json_check(keel_buf_str(&input.bytes), &options, &err) != KEEL_OK)
        status = cli_fail(c, &err, &input);
    keel_buf_deinit(&input.bytes);
    return status;
}

static const command command_check = {
    .name = "check",
    .line = "is it JSON? silent if it is",
    .operands = "[FILE]",
    .operands_max = 1,
    .options = check_options,
    .option_count = sizeof check_options / sizeof check_options[0],
    .exits = "0 2 3",
    .run = check,
};

static const command *const subs[] = { &command_check };

const command command_json = {
    .name = "json",
    .line = "check, format and canonicalise JSON",
    .subs = subs,
    .sub_count = sizeof subs / sizeof subs[0],
};
