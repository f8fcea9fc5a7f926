/* -h, --help, and the lists of commands. */
#include "ground/options/options.h"

#include <stdio.h>

#define PATH_BYTES_MAX 96
#define HELP_WIDTH_MAX 100u /* longer lines are tiring to read, however wide the terminal is */
#define OPTION_COLUMN  26u  /* where the sentence of an option begins */
#define NAME_COLUMN    16u  /* where that of a command begins */

static size_t width_of(const screen_look *look) { return look->width < HELP_WIDTH_MAX ? look->width : HELP_WIDTH_MAX; }

static void heading(const char *on, const screen_look *look, keel_buf *out)
{
    keel_buf_add_char(out, '\n');
    screen_heading(on, look, out);
    keel_buf_add_char(out, '\n');
}

/* A name in its column and a sentence beside it, or below where the name is long. */
static void entry(const char *name, const char *says, size_t column, const screen_look *look, keel_buf *out)
{
    size_t wide = 2 + screen_width(keel_str_from(name));

    keel_buf_add_format(out, "  %s", name);
    if (wide + 2 > column) {
        keel_buf_add_char(out, '\n');
        wide = 0;
    }
    screen_wrap(keel_str_from(says), column, wide, width_of(look), out);
}

void help_use(const command *const *path, size_t path_len, keel_buf *out)
{
    const command *c = path[path_len - 1];
    char words[PATH_BYTES_MAX];

    options_path(path, path_len, words, sizeof words);
    keel_buf_add_format(out, "%s%s%s%s", words, c->sub_count > 0 ? " COMMAND" : "", " [OPTIONS]",
                        c->operands != NULL && c->operands[0] != '\0' ? " " : "");
    if (c->operands != NULL) keel_buf_add(out, keel_str_from(c->operands));
}

/* ---- options ------------------------------------------------------------------------------------------------ */

static void option_name(const option *o, char *out, size_t size)
{
    char letter[6] = "    ";

    if (o->letter != 0) snprintf(letter, sizeof letter, "-%c, ", o->letter);
    snprintf(out, size, "%s--%s%s%s", letter, o->name, o->value != NULL ? " " : "", o->value != NULL ? o->value : "");
}

static void one_option(const option *o, bool whole, const screen_look *look, keel_buf *out)
{
    char name[PATH_BYTES_MAX], says[256];

    option_name(o, name, sizeof name);
    snprintf(says, sizeof says, "%s%s%s%s", o->line, o->standard != NULL ? " (default " : "",
             o->standard != NULL ? o->standard : "", o->standard != NULL ? ")" : "");
    entry(name, says, OPTION_COLUMN, look, out);
    if (whole && o->text != NULL) screen_wrap(keel_str_from(o->text), OPTION_COLUMN + 2, 0, width_of(look), out);
}

static bool has_own_options(const command *const *path, size_t path_len)
{
    for (size_t i = 1; i < path_len; i++)
        if (path[i]->option_count > 0) return true;
    return false;
}

/* The options of the command and of the groups it is in, the nearest first; those of the root stand apart. */
static void own_options(const command *const *path, size_t path_len, bool whole, const screen_look *look, keel_buf *out)
{
    if (!has_own_options(path, path_len)) return;
    heading("options", look, out);
    for (size_t i = path_len; i-- > 1;)
        for (size_t k = 0; k < path[i]->option_count; k++) one_option(&path[i]->options[k], whole, look, out);
}

static void options_everywhere(const command *root, const screen_look *look, keel_buf *out)
{
    heading("options everywhere", look, out);
    for (size_t k = 0; k < root->option_count; k++) one_option(&root->options[k], true, look, out);
}

/* ---- lists of commands -------------------------------------------------------------------------------------- */

static void commands_of(const command *c, const screen_look *look, keel_buf *out)
{
    if (c->sub_count == 0) return;
    heading("commands", look, out);
    for (size_t i = 0; i < c->sub_count; i++) entry(c->subs[i]->name, c->subs[i]->line, NAME_COLUMN, look, out);
}

void help_newcomer(const command *root, const screen_look *look, keel_buf *out)
{
    char name[PATH_BYTES_MAX];

    keel_buf_add_format(out, "%s: %s\n\n", root->name, root->line);
    for (size_t i = 0; i < root->sub_count; i++) {
        if (!root->subs[i]->newcomer) continue;
        snprintf(name, sizeof name, "%s %s", root->name, root->subs[i]->name);
        entry(name, root->subs[i]->line, NAME_COLUMN + 4, look, out);
    }
    keel_buf_add_format(out, "\nall commands: %s help all\n", root->name);
}

static void tree_of(const command *c, size_t depth, const screen_look *look, keel_buf *out)
{
    char name[PATH_BYTES_MAX];

    for (size_t i = 0; i < c->sub_count; i++) {
        snprintf(name, sizeof name, "%*s%s", (int)(2 * depth), "", c->subs[i]->name);
        entry(name, c->subs[i]->line, NAME_COLUMN, look, out);
        tree_of(c->subs[i], depth + 1, look, out);
    }
}

void help_all(const command *root, const screen_look *look, keel_buf *out)
{
    keel_buf_add_format(out, "%s: %s\n", root->name, root->line);
    heading("commands", look, out);
    tree_of(root, 0, look, out);
    options_everywhere(root, look, out);
}

/* ---- one command -------------------------------------------------------------------------------------------- */

/* How it is used, and what it does in a line. */
static void head(const command *const *path, size_t path_len, const screen_look *look, keel_buf *out)
{
    screen_heading("use", look, out);
    keel_buf_add(out, KEEL_STR("  "));
    help_use(path, path_len, out);
    keel_buf_add_char(out, '\n');
    screen_wrap(keel_str_from(path[path_len - 1]->line), 5, 0, width_of(look), out);
}

void help_short(const command *const *path, size_t path_len, const screen_look *look, keel_buf *out)
{
    const command *c = path[path_len - 1];
    char words[PATH_BYTES_MAX];

    options_path(path, path_len, words, sizeof words);
    head(path, path_len, look, out);
    commands_of(c, look, out);
    own_options(path, path_len, false, look, out);
    keel_buf_add_format(out, "\nmore: %s --help\n", words);
}

static void examples_of(const command *c, const screen_look *look, keel_buf *out)
{
    if (c->example_count == 0) return;
    heading("examples", look, out);
    for (size_t i = 0; i < c->example_count; i++) {
        keel_buf_add_format(out, "  $ %s\n", c->examples[i].line);
        screen_wrap(keel_str_from(c->examples[i].says), 6, 0, width_of(look), out);
    }
}

/* Is `status` one of the numbers in "0 2 3"? */
static bool names_status(const char *which, int status)
{
    char number[12];
    size_t len = (size_t)snprintf(number, sizeof number, "%d", status);

    if (which == NULL) return true;
    while (*which != '\0') {
        size_t word = strcspn(which, " ");
        if (word == len && memcmp(which, number, len) == 0) return true;
        which += word + strspn(which + word, " ");
    }
    return false;
}

void help_exits(const char *which, keel_buf *rows)
{
    static const struct {
        int status;
        const char *meaning;
    } exits[] = {
#define KEEL_EXIT(name, status, meaning) { status, meaning },
#include "ground/exits.def"
#undef KEEL_EXIT
    };

    for (size_t i = 0; i < sizeof exits / sizeof exits[0]; i++)
        if (names_status(which, exits[i].status))
            keel_buf_add_format(rows, "%d\t%s\n", exits[i].status, exits[i].meaning);
}

static void exits_of(const command *c, const screen_look *look, keel_buf *out)
{
    keel_buf rows = keel_buf_init(4096, NULL);
    keel_str rest;

    if (c->exits == NULL) return;
    help_exits(c->exits, &rows);
    rest = keel_buf_str(&rows);
    heading("exit codes", look, out);
    while (rest.len > 0) {
        size_t number = (size_t)((const char *)memchr(rest.data, '\t', rest.len) - rest.data);
        size_t line = (size_t)((const char *)memchr(rest.data, '\n', rest.len) - rest.data);
        keel_buf_add_format(out, "  %-4.*s", (int)number, rest.data);
        screen_wrap((keel_str){ rest.data + number + 1, line - number - 1 }, 6, 6, width_of(look), out);
        rest = (keel_str){ rest.data + line + 1, rest.len - line - 1 };
    }
    keel_buf_deinit(&rows);
}

static void see_of(const command *c, const screen_look *look, keel_buf *out)
{
    const char *see = c->see;

    if (see == NULL) return;
    heading("see also", look, out);
    while (*see != '\0') {
        size_t len = strcspn(see, "|");
        keel_buf_add_format(out, "  %.*s\n", (int)len, see);
        see += len + (see[len] == '|');
    }
}

void help_long(const command *const *path, size_t path_len, const screen_look *look, keel_buf *out)
{
    const command *c = path[path_len - 1];

    head(path, path_len, look, out);
    if (c->text != NULL) {
        keel_buf_add_char(out, '\n');
        screen_wrap(keel_str_from(c->text), 0, 0, width_of(look), out);
    }
    commands_of(c, look, out);
    examples_of(c, look, out);
    own_options(path, path_len, true, look, out);
    options_everywhere(path[0], look, out);
    exits_of(c, look, out);
    see_of(c, look, out);
}
