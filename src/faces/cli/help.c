/* keel help: the commands, the topics, a page on every error; and the same as man pages. */
#include "faces/cli/cli.h"
#include "ground/names.h"
#include "ground/os/file.h"

#include <stdio.h>
#include <stdlib.h>

#define PAGE_MODE 0644u

/* ---- topics ------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name, *does;
} variables[] = {
#define KEEL_VARIABLE(name, does) { name, does },
#include "faces/cli/environment.def"
#undef KEEL_VARIABLE
};

static void exit_codes(const screen_look *look, keel_buf *out)
{
    keel_buf rows = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);

    help_exits(NULL, &rows);
    screen_table(keel_buf_str(&rows), "CODE\tMEANING", look, out);
    keel_buf_deinit(&rows);
}

static void environment(const screen_look *look, keel_buf *out)
{
    keel_buf rows = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);

    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
        keel_buf_add_format(&rows, "%s\t%s\n", variables[i].name, variables[i].does);
    screen_table(keel_buf_str(&rows), "VARIABLE\tWHAT IT DOES", look, out);
    keel_buf_deinit(&rows);
}

static void errors(const screen_look *look, keel_buf *out)
{
    keel_buf rows = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);
    size_t count;
    const keel_error_page *pages = keel_error_pages(&count);

    for (size_t i = 0; i < count; i++)
        keel_buf_add_format(&rows, "%s\t%d\t%s\n", pages[i].name, keel_code_exit(pages[i].code), pages[i].title);
    screen_table(keel_buf_str(&rows), "ERROR\tEXIT\tWHAT IT MEANS", look, out);
    keel_buf_deinit(&rows);
}

static void error_page(const keel_error_page *page, const screen_look *look, keel_buf *out)
{
    screen_heading(page->name, look, out);
    keel_buf_add_format(out, ": %s\n\n", page->title);
    screen_wrap(keel_str_from(page->text), 0, 0, look->width, out);
    keel_buf_add_format(out, "\nexit code %d\n", keel_code_exit(page->code));
}

static void all(const screen_look *look, keel_buf *out);

static const struct topic {
    const char *name, *line;
    void (*write)(const screen_look *look, keel_buf *out);
} topics[] = {
    { "all", "every command, and these topics", all },
    { "exit-codes", "how a command can end, as a script sees it", exit_codes },
    { "environment", "the variables that change what Keel does", environment },
    { "errors", "every error by its name; 'keel help NAME' has a page on each", errors },
};

#define TOPIC_COUNT (sizeof topics / sizeof topics[0])

static void all(const screen_look *look, keel_buf *out)
{
    help_all(&command_root, look, out);
    keel_buf_add_char(out, '\n');
    screen_heading("topics", look, out);
    keel_buf_add_char(out, '\n');
    for (size_t i = 0; i < TOPIC_COUNT; i++) keel_buf_add_format(out, "  %-13s %s\n", topics[i].name, topics[i].line);
}

/* The words behind 'keel help': topics, commands, errors. */
static const char *help_word(size_t index)
{
    size_t count;
    const keel_error_page *pages = keel_error_pages(&count);

    if (index < TOPIC_COUNT) return topics[index].name;
    index -= TOPIC_COUNT;
    if (index < command_root.sub_count) return command_root.subs[index]->name;
    index -= command_root.sub_count;
    return index < count ? pages[index].name : NULL;
}

/* ---- showing ------------------------------------------------------------------------------------------------ */

static size_t lines_of(keel_str text)
{
    size_t lines = 0;

    for (size_t i = 0; i < text.len; i++) lines += text.data[i] == '\n';
    return lines;
}

/* Through the pager, if a person looks, one is named, and the text is taller than the terminal. */
static int show(const call *c, const screen_look *look, keel_buf *out)
{
    const char *pager = getenv("KEEL_PAGER");

    if (pager == NULL) pager = getenv("PAGER");
    if (look->person && pager != NULL && pager[0] != '\0' && lines_of(keel_buf_str(out)) >= terminal_height() &&
        keel_buf_check(out, NULL) == KEEL_OK && terminal_page(pager, keel_buf_str(out))) {
        keel_buf_deinit(out);
        return CLI_DONE;
    }
    return cli_answer_buf(c, out);
}

int help_of(const call *c)
{
    keel_buf out = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);
    screen_look look = cli_look(c, TERMINAL_STDOUT);

    if (c->values[OPTION_HELP].by_letter)
        help_short(c->path, c->path_len, &look, &out);
    else
        help_long(c->path, c->path_len, &look, &out);
    return cli_answer_buf(c, &out);
}

int help_alone(const call *c)
{
    keel_buf out = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);
    screen_look look = cli_look(c, TERMINAL_STDOUT);

    help_newcomer(&command_root, &look, &out);
    return cli_answer_buf(c, &out);
}

/* ---- man pages ---------------------------------------------------------------------------------------------- */

/* What keel(1) tells beyond the table of the root: variables and errors. */
static void root_extra(keel_buf *extra)
{
    keel_buf_add(extra, KEEL_STR(".SH ENVIRONMENT\n"));
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        keel_buf_add_format(extra, ".TP\n.B %s\n", variables[i].name);
        man_text(variables[i].does, extra);
        keel_buf_add_char(extra, '\n');
    }
    keel_buf_add_char(extra, '\0');
}

static keel_code write_page(const char *folder, const command *const *path, size_t path_len, keel_error *err)
{
    keel_buf page = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL), extra = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);
    keel_buf file = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);
    char name[96];
    keel_code code;

    if (path_len == 1) root_extra(&extra);
    man_page(path, path_len, extra.data, &page);
    options_path(path, path_len, name, sizeof name);
    for (char *at = name; *at != '\0'; at++)
        if (*at == ' ') *at = '-';
    keel_buf_add_format(&file, "%s/%s.1", folder, name);
    keel_buf_add_char(&file, '\0');
    code = keel_buf_check(&page, err);
    if (code == KEEL_OK) code = keel_buf_check(&file, err);
    if (code == KEEL_OK) code = file_replace(file.data, keel_buf_str(&page), PAGE_MODE, err);
    keel_buf_deinit(&file);
    keel_buf_deinit(&page);
    keel_buf_deinit(&extra);
    return code;
}

static keel_code write_pages(const char *folder, const command **path, size_t path_len, size_t *count, keel_error *err)
{
    const command *c = path[path_len - 1];
    keel_code code = write_page(folder, path, path_len, err);

    *count += code == KEEL_OK;
    for (size_t i = 0; code == KEEL_OK && i < c->sub_count && path_len < COMMAND_DEPTH_MAX; i++) {
        path[path_len] = c->subs[i];
        code = write_pages(folder, path, path_len + 1, count, err);
    }
    return code;
}

static int write_manual(const call *c)
{
    const command *path[COMMAND_DEPTH_MAX] = { &command_root };
    const char *folder = c->values[OPTION_MAN].text;
    keel_error err = KEEL_ERROR_INIT;
    size_t count = 0;

    if (write_pages(folder, path, 1, &count, &err) != KEEL_OK) return cli_fail(c, &err, NULL);
    cli_note(c, "%zu man pages written to %s", count, folder);
    return CLI_DONE;
}

/* ---- the verb ----------------------------------------------------------------------------------------------- */

/* 'keel help json fmt' is 'keel json fmt --help'. */
static int on_command(const call *c)
{
    char copies[COMMAND_DEPTH_MAX][96], *words[COMMAND_DEPTH_MAX + 1] = { copies[0] };
    keel_error err = KEEL_ERROR_INIT;
    call named;

    for (size_t i = 0; i < c->operand_count && i < COMMAND_DEPTH_MAX; i++) {
        snprintf(copies[i], sizeof copies[i], "%s", c->operands[i]);
        words[i + 1] = copies[i];
    }
    if (options_parse(&command_root, (int)c->operand_count + 1, words, &named, &err) != KEEL_OK)
        return cli_fail(c, &err, NULL);
    named.values[OPTION_COLOUR] = c->values[OPTION_COLOUR];
    return help_of(&named);
}

static int on_topic(const call *c, size_t index)
{
    keel_buf out = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);
    screen_look look = cli_look(c, TERMINAL_STDOUT);

    if (index < TOPIC_COUNT)
        topics[index].write(&look, &out);
    else
        error_page(keel_error_page_find(keel_str_from(c->operands[0])), &look, &out);
    return show(c, &look, &out);
}

static int help(const call *c)
{
    keel_error err = KEEL_ERROR_INIT;
    size_t index;

    if (cli_given(c, OPTION_MAN)) return write_manual(c);
    if (c->operand_count == 0) return help_alone(c);
    if (options_word(c, c->operands[0], &index, &err) != KEEL_OK) return cli_fail(c, &err, NULL);
    if (index >= TOPIC_COUNT && index < TOPIC_COUNT + command_root.sub_count) return on_command(c);
    if (c->operand_count == 1) return on_topic(c, index);
    keel_error_set(&err, KEEL_E_USAGE, "cli.too_many", "'%s' is one argument too many", c->operands[1]);
    keel_error_mend(&err, "keel help %s", c->operands[0]);
    return cli_fail(c, &err, NULL);
}

static const option help_options[] = {
    { .id = OPTION_MAN,
      .name = "man",
      .kind = OPTION_TEXT,
      .value = "DIR",
      .line = "write the man pages of all commands into DIR",
      .text = "One page a command: keel.1, keel-json.1, keel-json-fmt.1 and so on, made from the same tables as this "
              "help." },
};

static const example examples[] = {
    { "keel help json.syntax", "what an error means, and how to mend it" },
    { "keel help json canon", "all about one command" },
    { "keel help --man .", "the man pages, into this folder" },
};

const command command_help = {
    .name = "help",
    .line = "commands, topics, and a page on every error",
    .text = "TOPIC is all, exit-codes, environment, errors, or the name of an error, which stands in brackets at the "
            "end of "
            "its first line. VERB is a command, as in 'keel help json fmt'. On a terminal a long topic goes through "
            "KEEL_PAGER or PAGER. A page stays text under --json; only its errors change.",
    .operands = "[TOPIC|VERB...]",
    .operands_max = COMMAND_DEPTH_MAX,
    .word_at = help_word,
    .options = help_options,
    .option_count = sizeof help_options / sizeof help_options[0],
    .newcomer = true,
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .exits = "0 2 9",
    .see = "keel help all|keel limits",
    .run = help,
};
