/* keel limits: every bound, its default, its range, and what lies past it. */
#include "faces/cli/cli.h"
#include "ground/limits.h"
#include "skills/json/json.h"

#include <stdio.h>

static const char *limit_name(size_t index)
{
    return index < KEEL_LIMIT_COUNT ? keel_limit_of((keel_limit_id)index)->name : NULL;
}

/* A person reads "1 GiB", a program the number. */
static void add_value(const keel_limit *l, uint64_t value, bool person, keel_buf *out)
{
    char size[CLI_SIZE_BYTES];

    if (person && l->unit == KEEL_UNIT_BYTES)
        keel_buf_add_format(out, "\t%s", cli_bound(value, size));
    else
        keel_buf_add_format(out, "\t%llu", (unsigned long long)value);
}

static void add_row(const keel_limit *l, bool person, keel_buf *rows)
{
    keel_buf_add(rows, keel_str_from(l->name));
    add_value(l, l->standard, person, rows);
    add_value(l, l->least, person, rows);
    add_value(l, l->most, person, rows);
    if (!person) keel_buf_add(rows, l->unit == KEEL_UNIT_BYTES ? KEEL_STR("\tbytes") : KEEL_STR("\tcount"));
    keel_buf_add_format(rows, "\t%s\n", l->past);
}

static void add_json(const keel_limit *l, keel_buf *out)
{
    keel_buf_add(out, KEEL_STR("{\"type\":\"limit\",\"name\":"));
    keel_json_quote(keel_str_from(l->name), false, out);
    keel_buf_add_format(out, ",\"unit\":\"%s\",\"default\":%llu,\"least\":%llu,\"most\":%llu,\"past\":",
                        l->unit == KEEL_UNIT_BYTES ? "bytes" : "count", (unsigned long long)l->standard,
                        (unsigned long long)l->least, (unsigned long long)l->most);
    keel_json_quote(keel_str_from(l->past), false, out);
    keel_buf_add(out, KEEL_STR("}\n"));
}

static int limits(const call *c)
{
    screen_look look = cli_look(c, TERMINAL_STDOUT);
    keel_buf rows = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL), out = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;
    size_t from = 0, to = KEEL_LIMIT_COUNT;

    if (c->operand_count > 0) {
        if (options_word(c, c->operands[0], &from, &err) != KEEL_OK) return cli_fail(c, &err, NULL);
        to = from + 1;
    }
    for (size_t i = from; i < to; i++) {
        if (cli_given(c, OPTION_JSON))
            add_json(keel_limit_of((keel_limit_id)i), &out);
        else
            add_row(keel_limit_of((keel_limit_id)i), look.person, &rows);
    }
    screen_table(keel_buf_str(&rows), "NAME\tDEFAULT\tLEAST\tMOST\tPAST IT", &look, &out);
    keel_buf_deinit(&rows);
    return cli_answer_buf(c, &out);
}

static const example examples[] = {
    { "keel limits", "every bound" },
    { "keel limits json.depth --json", "one of them, for a program" },
};

const command command_limits = {
    .name = "limits",
    .line = "every bound: its default, its range, and what lies past it",
    .text =
        "Whatever grows in Keel has a bound with a name. On a terminal this is a table; in a pipe each line is: name, "
        "default, least, most, unit (bytes or count), what lies past it, with tabs between.",
    .operands = "[NAME]",
    .operands_max = 1,
    .word_at = limit_name,
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .exits = "0 2 9",
    .see = "keel help limits.bytes|keel json --help",
    .run = limits,
};
