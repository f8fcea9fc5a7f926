/* Manual pages, in the macros of man(7). Without a date: the same tables give the same bytes. */
#include "ground/options/options.h"

#include <stdio.h>

/* Roff reads a backslash anywhere, and a dot or an apostrophe at the start of a line; '-' would become a hyphen that
 * no shell takes. */
static void add_text(const char *text, size_t len, keel_buf *out)
{
    bool line_start = true;

    for (size_t i = 0; i < len; i++) {
        if (line_start && (text[i] == '.' || text[i] == '\'')) keel_buf_add(out, KEEL_STR("\\&"));
        line_start = text[i] == '\n';
        if (text[i] == '\\')
            keel_buf_add(out, KEEL_STR("\\e"));
        else if (text[i] == '-')
            keel_buf_add(out, KEEL_STR("\\-"));
        else if (text[i] == '\'')
            keel_buf_add(out, KEEL_STR("\\(aq"));
        else if (text[i] == '^')
            keel_buf_add(out, KEEL_STR("\\(ha"));
        else if (text[i] == '~')
            keel_buf_add(out, KEEL_STR("\\(ti"));
        else if (text[i] == '`')
            keel_buf_add(out, KEEL_STR("\\(ga"));
        else
            keel_buf_add_char(out, text[i]);
    }
}

void man_text(const char *text, keel_buf *out) { add_text(text, strlen(text), out); }

/* Paragraphs: an empty line begins a new one. */
static void paragraphs(const char *text, keel_buf *out)
{
    while (*text != '\0') {
        const char *gap = strstr(text, "\n\n");
        size_t len = gap == NULL ? strlen(text) : (size_t)(gap - text);
        add_text(text, len, out);
        keel_buf_add_char(out, '\n');
        text += len;
        if (gap == NULL) break;
        text += strspn(text, "\n");
        keel_buf_add(out, KEEL_STR(".PP\n"));
    }
}

/* "keel-json-fmt", in `letters` small or large. */
static void page_name(const command *const *path, size_t path_len, bool large, char *out, size_t size)
{
    options_path(path, path_len, out, size);
    for (; *out != '\0'; out++) {
        if (*out == ' ') *out = '-';
        if (large && *out >= 'a' && *out <= 'z') *out = (char)(*out - 'a' + 'A');
    }
}

static void option_of(const option *o, keel_buf *out)
{
    keel_buf_add(out, KEEL_STR(".TP\n"));
    if (o->letter != 0) keel_buf_add_format(out, "\\fB\\-%c\\fR, ", o->letter);
    keel_buf_add(out, KEEL_STR("\\fB\\-\\-"));
    man_text(o->name, out);
    keel_buf_add(out, KEEL_STR("\\fR"));
    if (o->value != NULL) {
        keel_buf_add(out, KEEL_STR(" \\fI"));
        man_text(o->value, out);
        keel_buf_add(out, KEEL_STR("\\fR"));
    }
    keel_buf_add_char(out, '\n');
    man_text(o->line, out);
    if (o->standard != NULL) {
        keel_buf_add(out, KEEL_STR(" (default "));
        man_text(o->standard, out);
        keel_buf_add_char(out, ')');
    }
    keel_buf_add_char(out, '\n');
    if (o->text == NULL) return;
    keel_buf_add(out, KEEL_STR(".RS\n.PP\n"));
    paragraphs(o->text, out);
    keel_buf_add(out, KEEL_STR(".RE\n"));
}

static void own_options(const command *const *path, size_t path_len, keel_buf *out)
{
    bool any = false;

    for (size_t i = path_len; i-- > 1;) {
        for (size_t k = 0; k < path[i]->option_count; k++) {
            if (!any) keel_buf_add(out, KEEL_STR(".SH OPTIONS\n"));
            option_of(&path[i]->options[k], out);
            any = true;
        }
    }
}

static void options_everywhere(const command *root, keel_buf *out)
{
    keel_buf_add(out, KEEL_STR(".SH OPTIONS EVERYWHERE\n"));
    for (size_t k = 0; k < root->option_count; k++) option_of(&root->options[k], out);
}

static void commands_of(const command *c, keel_buf *out)
{
    if (c->sub_count > 0) keel_buf_add(out, KEEL_STR(".SH COMMANDS\n"));
    for (size_t i = 0; i < c->sub_count; i++) {
        keel_buf_add_format(out, ".TP\n.B %s\n", c->subs[i]->name);
        man_text(c->subs[i]->line, out);
        keel_buf_add_char(out, '\n');
    }
}

static void examples_of(const command *c, keel_buf *out)
{
    if (c->example_count > 0) keel_buf_add(out, KEEL_STR(".SH EXAMPLES\n"));
    for (size_t i = 0; i < c->example_count; i++) {
        keel_buf_add(out, KEEL_STR(".PP\n.nf\n$ "));
        man_text(c->examples[i].line, out);
        keel_buf_add(out, KEEL_STR("\n.fi\n.RS\n"));
        man_text(c->examples[i].says, out);
        keel_buf_add(out, KEEL_STR("\n.RE\n"));
    }
}

static void exits_of(const command *c, keel_buf *out)
{
    keel_buf rows = keel_buf_init(4096, NULL);

    if (c->exits == NULL) return;
    help_exits(c->exits, &rows);
    keel_buf_add_char(&rows, '\0');
    keel_buf_add(out, KEEL_STR(".SH EXIT STATUS\n"));
    for (char *row = rows.data; row != NULL && *row != '\0';) {
        size_t number = strcspn(row, "\t"), line = strcspn(row, "\n");
        keel_buf_add_format(out, ".TP\n.B %.*s\n", (int)number, row);
        add_text(row + number + 1, line - number - 1, out);
        keel_buf_add_char(out, '\n');
        row += line + 1;
    }
    keel_buf_deinit(&rows);
}

static void see_of(const command *c, keel_buf *out)
{
    const char *see = c->see;

    if (see == NULL) return;
    keel_buf_add(out, KEEL_STR(".SH SEE ALSO\n"));
    while (*see != '\0') {
        size_t len = strcspn(see, "|");
        keel_buf_add(out, KEEL_STR("\\fB"));
        add_text(see, len, out);
        see += len + (see[len] == '|');
        keel_buf_add_format(out, "\\fR%s\n", *see != '\0' ? "," : "");
    }
}

static void synopsis(const command *const *path, size_t path_len, keel_buf *out)
{
    keel_buf use = keel_buf_init(512, NULL);

    help_use(path, path_len, &use);
    keel_buf_add(out, KEEL_STR(".SH SYNOPSIS\n\\fB"));
    add_text(use.data, use.len, out);
    keel_buf_add(out, KEEL_STR("\\fR\n"));
    keel_buf_deinit(&use);
}

void man_page(const command *const *path, size_t path_len, const char *extra, keel_buf *out)
{
    const command *c = path[path_len - 1];
    char name[96];

    /* No hyphens and no stretched lines: what is broken or spaced out cannot be copied. */
    page_name(path, path_len, true, name, sizeof name);
    keel_buf_add_format(out, ".TH %s 1 \"\" \"keel %s\" \"Keel\"\n.nh\n.ad l\n.SH NAME\n", name, KEEL_VERSION);
    page_name(path, path_len, false, name, sizeof name);
    man_text(name, out);
    keel_buf_add(out, KEEL_STR(" \\- "));
    man_text(c->line, out);
    keel_buf_add_char(out, '\n');
    synopsis(path, path_len, out);
    if (c->text != NULL) {
        keel_buf_add(out, KEEL_STR(".SH DESCRIPTION\n"));
        paragraphs(c->text, out);
    }
    commands_of(c, out);
    own_options(path, path_len, out);
    options_everywhere(path[0], out);
    examples_of(c, out);
    exits_of(c, out);
    if (extra != NULL) keel_buf_add(out, keel_str_from(extra));
    see_of(c, out);
}
