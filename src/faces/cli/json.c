/* keel json: JSON text in, JSON text out. */
#include "faces/cli/cli.h"
#include "ground/limits.h"
#include "skills/json/json.h"

#define EXITS "0 2 3 9"

/* ---- how to read: the same for every verb ------------------------------------------------------------------- */

static const option reading_options[] = {
    { .id = OPTION_LINES,
      .name = "lines",
      .line = "read JSON Lines: one value a line",
      .text = "Each line is a text of its own, blank lines are passed over; the result has one value a line as well." },
    { .id = OPTION_JSONC,
      .name = "jsonc",
      .line = "read past comments and trailing commas",
      .text = "What // and /* */ hold is not part of the value: it is not written again." },
    { .id = OPTION_STRICT, .name = "strict", .line = "refuse a name that stands twice in one object" },
    { .id = OPTION_MAX_DEPTH,
      .name = "max-depth",
      .kind = OPTION_NUMBER,
      .value = "N",
      .standard = "1024",
      .least = 1,
      .most = KEEL_MOST_JSON_DEPTH,
      .line = "refuse arrays and objects nested deeper than N" },
    { .id = OPTION_MAX_SIZE,
      .name = "max-size",
      .kind = OPTION_SIZE,
      .value = "SIZE",
      .standard = "1G",
      .least = 1,
      .most = KEEL_MOST_JSON_TEXT,
      .line = "refuse a text longer than SIZE: 4096, 64k, 16M, 1G" },
};

static keel_json_options options_of(const call *c)
{
    keel_json_options o = KEEL_JSON_OPTIONS_INIT;

    o.text_bytes_max = cli_number(c, OPTION_MAX_SIZE);
    o.depth_max = (uint32_t)cli_number(c, OPTION_MAX_DEPTH);
    o.strict = cli_given(c, OPTION_STRICT);
    o.lines = cli_given(c, OPTION_LINES);
    o.comments = cli_given(c, OPTION_JSONC);
    o.indent = (uint32_t)cli_number(c, OPTION_INDENT);
    o.tabs = cli_given(c, OPTION_TABS);
    o.ascii = cli_given(c, OPTION_ASCII);
    return o;
}

/* ---- check -------------------------------------------------------------------------------------------------- */

static uint64_t values_in(keel_str text, const keel_json_options *options)
{
    uint64_t values = 0;
    keel_str line;

    if (!options->lines) return 1;
    while (keel_json_line(&text, &line)) values++;
    return values;
}

static int is_valid(const call *c, const cli_input *input, const keel_json_options *options)
{
    keel_buf out = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);
    uint64_t values = values_in(keel_buf_str(&input->bytes), options);

    cli_note(c, "valid: %llu values in %zu bytes", (unsigned long long)values, input->bytes.len);
    if (cli_given(c, OPTION_JSON))
        keel_buf_add_format(&out, "{\"type\":\"json.check\",\"valid\":true,\"bytes\":%zu,\"values\":%llu}\n",
                            input->bytes.len, (unsigned long long)values);
    return cli_answer_buf(c, &out);
}

static int check(const call *c)
{
    keel_json_options options = options_of(c);
    keel_error err = KEEL_ERROR_INIT;
    cli_input input;
    int status;

    if (cli_read(c, &input, &err) != KEEL_OK)
        status = cli_fail(c, &err, NULL);
    else if (keel_json_check(keel_buf_str(&input.bytes), &options, &err) != KEEL_OK)
        status = cli_fail(c, &err, &input);
    else
        status = is_valid(c, &input, &options);
    keel_buf_deinit(&input.bytes);
    return status;
}

/* ---- from text to text -------------------------------------------------------------------------------------- */

typedef keel_code json_call(keel_str text, const keel_json_options *options, keel_buf *out, keel_error *err);

/* The result ends in one newline, as lines do. */
static keel_code make(const call *c, const cli_input *input, json_call *work, keel_buf *out, keel_error *err)
{
    keel_json_options options = options_of(c);
    keel_code code = work(keel_buf_str(&input->bytes), &options, out, err);

    if (code != KEEL_OK) return code;
    if (out->len > 0 && out->data[out->len - 1] != '\n') keel_buf_add_char(out, '\n');
    cli_note(c, "%zu bytes read, %zu written", input->bytes.len, out->len);
    return keel_buf_check(out, err);
}

static int transform(const call *c, json_call *work)
{
    keel_buf out = keel_buf_init((size_t)keel_limit_of(KEEL_LIMIT_OUTPUT_BYTES)->standard, NULL);
    keel_error err = KEEL_ERROR_INIT;
    cli_input input;
    int status;

    if (cli_read(c, &input, &err) != KEEL_OK)
        status = cli_fail(c, &err, NULL);
    else if (make(c, &input, work, &out, &err) != KEEL_OK)
        status = cli_fail(c, &err, &input);
    else
        status = cli_answer(c, keel_buf_str(&out));
    keel_buf_deinit(&out);
    keel_buf_deinit(&input.bytes);
    return status;
}

static int fmt(const call *c) { return transform(c, keel_json_format); }
static int min(const call *c) { return transform(c, keel_json_minify); }
static int canon(const call *c) { return transform(c, keel_json_canonical); }
static int stable(const call *c) { return transform(c, keel_json_stable); }

/* ---- the table ---------------------------------------------------------------------------------------------- */

#define ASCII_OPTION                                                                            \
    {                                                                                           \
        .id = OPTION_ASCII, .name = "ascii", .line = "write everything beyond ASCII as \\uXXXX" \
    }

static const option fmt_options[] = {
    { .id = OPTION_INDENT,
      .name = "indent",
      .kind = OPTION_NUMBER,
      .value = "N",
      .standard = "2",
      .least = 1,
      .most = KEEL_MOST_JSON_INDENT,
      .line = "indent each level by N blanks" },
    { .id = OPTION_TABS, .name = "tabs", .line = "indent each level by one tab instead" },
    ASCII_OPTION,
};

static const option min_options[] = { ASCII_OPTION };

static const example check_examples[] = {
    { "keel json check package.json", "silent if it is JSON; else the line, a caret, and exit code 3" },
    { "keel json check --lines --json events.jsonl", "how many values, for a program" },
};

static const command command_check = {
    .name = "check",
    .line = "is it JSON? silent if it is",
    .text =
        "The grammar is RFC 8259 to the letter: UTF-8 without a byte-order mark, one value, nothing behind it.\n\n"
        "With --json the answer is one line: {\"type\":\"json.check\",\"valid\":true,\"bytes\":N,\"values\":N}; values "
        "counts the texts, which is 1 without --lines. A text that is refused gives nothing on stdout, and one line "
        "{\"type\":\"error\",\"code\":...,\"what\":...,\"place\":...,\"mend\":...,\"exit\":3} on stderr.",
    .operands = "[FILE]",
    .operands_max = 1,
    .examples = check_examples,
    .example_count = sizeof check_examples / sizeof check_examples[0],
    .exits = EXITS,
    .see = "keel json fmt --help|keel help json.syntax|keel limits",
    .run = check,
};

static const example fmt_examples[] = {
    { "keel json fmt package.json", "one member or element a line" },
    { "echo '{\"a\":[1,2]}' | keel json fmt --indent 4", "as a filter" },
};

static const command command_fmt = {
    .name = "fmt",
    .line = "make it easy to read: one member or element a line",
    .text =
        "Numbers and strings keep their bytes: 1.0 stays 1.0, and an escape stays an escape. The file itself is never "
        "changed; the result goes to stdout.",
    .operands = "[FILE]",
    .operands_max = 1,
    .options = fmt_options,
    .option_count = sizeof fmt_options / sizeof fmt_options[0],
    .examples = fmt_examples,
    .example_count = sizeof fmt_examples / sizeof fmt_examples[0],
    .exits = EXITS,
    .see = "keel json min --help|keel json canon --help",
    .run = fmt,
};

static const example min_examples[] = {
    { "keel json min package.json", "the same value in the fewest bytes that keep its words" },
    { "keel json min --jsonc settings.jsonc > settings.json", "comments and trailing commas gone" },
};

static const command command_min = {
    .name = "min",
    .line = "take the blanks out",
    .text = "Numbers and strings keep their bytes, members their order.",
    .operands = "[FILE]",
    .operands_max = 1,
    .options = min_options,
    .option_count = sizeof min_options / sizeof min_options[0],
    .examples = min_examples,
    .example_count = sizeof min_examples / sizeof min_examples[0],
    .exits = EXITS,
    .see = "keel json fmt --help|keel json canon --help",
    .run = min,
};

static const example canon_examples[] = {
    { "echo '{\"b\": 1.0, \"a\": 2}' | keel json canon", "prints {\"a\":2,\"b\":1}" },
    { "keel json canon package.json | head -c -1 | sha256sum", "a digest that every equal text shares" },
};

static const command command_canon = {
    .name = "canon",
    .line = "write the canonical form (RFC 8785), ready to hash or sign",
    .text =
        "All texts of equal value have one form: names sorted by UTF-16 units, no blanks, numbers as JavaScript writes "
        "them. Refused, with exit code 3: a name that stands twice, half of a surrogate pair, a number that no finite "
        "double is near.\n\n"
        "A newline ends the output and is no part of the form; 'head -c -1' takes it off before hashing.",
    .operands = "[FILE]",
    .operands_max = 1,
    .examples = canon_examples,
    .example_count = sizeof canon_examples / sizeof canon_examples[0],
    .exits = EXITS,
    .see = "keel json stable --help|keel help json.duplicate|keel help json.number",
    .run = canon,
};

static const example stable_examples[] = {
    { "keel json stable package.json", "sorted as JavaScript's stable stringify does" },
    { "echo '{\"a\":1,\"a\":2,\"10\":0,\"9\":0}' | keel json stable", "prints {\"9\":0,\"10\":0,\"a\":2}" },
};

static const command command_stable = {
    .name = "stable",
    .line = "write it as JavaScript's sorted stringify does",
    .text =
        "Names that are array indexes come first, by number; then the others by UTF-16 units. Of a name given twice "
        "the "
        "last one stays. Lone surrogates stay escaped, and a number beyond all doubles becomes null, as JSON.stringify "
        "writes it.",
    .operands = "[FILE]",
    .operands_max = 1,
    .examples = stable_examples,
    .example_count = sizeof stable_examples / sizeof stable_examples[0],
    .exits = EXITS,
    .see = "keel json canon --help",
    .run = stable,
};

static const command *const subs[] = { &command_check, &command_fmt, &command_min, &command_canon, &command_stable };

static const example json_examples[] = {
    { "keel json check package.json", "is it JSON?" },
    { "echo '[1,2]' | keel json fmt", "as a filter" },
};

const command command_json = {
    .name = "json",
    .line = "check, format and canonicalise JSON",
    .text =
        "Each reads FILE, or standard input where none or '-' is named; writes its result to stdout once the whole "
        "text "
        "was checked, ended by one newline; and never changes a file. A text that is malformed or past a bound is "
        "refused with exit code 3, its line and column on stderr and nothing on stdout.\n\n"
        "Under --json the results of fmt, min, canon and stable stay as they are, for they are JSON; errors become one "
        "JSON line on stderr.",
    .options = reading_options,
    .option_count = sizeof reading_options / sizeof reading_options[0],
    .subs = subs,
    .sub_count = sizeof subs / sizeof subs[0],
    .newcomer = true,
    .examples = json_examples,
    .example_count = sizeof json_examples / sizeof json_examples[0],
    .exits = EXITS,
    .see = "keel help errors|keel limits",
};
