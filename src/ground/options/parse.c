/* Arguments against the tables. */
#include "ground/options/options.h"
#include "ground/assert.h"

#include <stdio.h>
#include <stdlib.h>

#define NAMES_MAX     256
#define MEND_LINE_MAX 130u /* what a mend holds beside its second sentence */

typedef struct scanner {
    char **argv;
    const char *const *typed; /* a copy of argv, whose words stay where they were */
    int argc, at;
    int operand_count;
    call *out;
    keel_error *err;
} scanner;

/* ---- which option, which command --------------------------------------------------------------------------- */

static const option *find_in(const command *c, const char *name, size_t len, char letter)
{
    for (size_t i = 0; i < c->option_count; i++) {
        const option *o = &c->options[i];
        if (letter != 0 ? o->letter == letter : strlen(o->name) == len && memcmp(o->name, name, len) == 0) return o;
    }
    return NULL;
}

static const option *find_option(const call *c, const char *name, size_t len, char letter)
{
    for (size_t i = c->path_len; i-- > 0;) {
        const option *o = find_in(c->path[i], name, len, letter);
        if (o != NULL) return o;
    }
    return NULL;
}

static size_t all_option_names(const call *c, const char **names)
{
    size_t count = 0;

    for (size_t i = 0; i < c->path_len; i++)
        for (size_t k = 0; k < c->path[i]->option_count && count < NAMES_MAX; k++)
            names[count++] = c->path[i]->options[k].name;
    return count;
}

void options_path(const command *const *path, size_t path_len, char *out, size_t size)
{
    size_t len = 0;

    out[0] = '\0';
    for (size_t i = 0; i < path_len && len < size; i++)
        len += (size_t)snprintf(out + len, size - len, "%s%s", i == 0 ? "" : " ", path[i]->name);
}

/* ---- a line that would have worked -------------------------------------------------------------------------- */

static bool needs_quotes(const char *word)
{
    static const char plain[] = "-_./:=,+@%";

    if (*word == '\0') return true;
    for (; *word != '\0'; word++) {
        bool letter =
            (*word >= 'a' && *word <= 'z') || (*word >= 'A' && *word <= 'Z') || (*word >= '0' && *word <= '9');
        if (!letter && strchr(plain, *word) == NULL) return true;
    }
    return false;
}

static void add_word(keel_buf *out, const char *word)
{
    bool quoted = needs_quotes(word);

    if (out->len > 0) keel_buf_add_char(out, ' ');
    if (quoted) keel_buf_add_char(out, '\'');
    for (; *word != '\0'; word++) {
        if (*word == '\'')
            keel_buf_add(out, KEEL_STR("'\\''"));
        else
            keel_buf_add_char(out, *word);
    }
    if (quoted) keel_buf_add_char(out, '\'');
}

/* The mend: the line as typed, with `better` in place of the word at `s->at`, behind `group` where one was left out,
 * and where all names stand. A line too long to be told whole gives way to the bare word. Words before `at` may have
 * moved: they are kept in `typed`. */
static keel_code mend_line(scanner *s, const char *group, const char *better)
{
    keel_buf line = keel_buf_init(MEND_LINE_MAX, NULL);
    char path[96];

    options_path(s->out->path, s->out->path_len, path, sizeof path);
    add_word(&line, s->out->path[0]->name);
    for (int i = 1; i < s->argc; i++) {
        if (i == s->at && group != NULL) add_word(&line, group);
        add_word(&line, i == s->at ? better : s->typed[i]);
    }
    if (keel_buf_check(&line, NULL) == KEEL_OK)
        keel_error_mend(s->err, "%.*s\n'%s --help' lists all", KEEL_STR_ARG(keel_buf_str(&line)), path);
    else
        keel_error_mend(s->err, "write '%s'\n'%s --help' lists all", better, path);
    keel_buf_deinit(&line);
    return KEEL_E_USAGE;
}

static keel_code mend_help(scanner *s)
{
    char path[96];

    options_path(s->out->path, s->out->path_len, path, sizeof path);
    return keel_error_mend(s->err, "%s --help", path), KEEL_E_USAGE;
}

/* ---- what is not known -------------------------------------------------------------------------------------- */

static keel_code unknown_option(scanner *s, const char *typed, size_t len)
{
    const char *names[NAMES_MAX], *near;
    char word[64], better[256];

    snprintf(word, sizeof word, "%.*s", (int)(len < sizeof word ? len : sizeof word - 1), typed);
    near = options_nearest(word, names, all_option_names(s->out, names));
    keel_error_set(s->err, KEEL_E_USAGE, "cli.unknown_option", "unknown option '--%s'", word);
    if (near == NULL) return mend_help(s);
    snprintf(better, sizeof better, "--%s%s", near, typed + len);
    return mend_line(s, NULL, better);
}

static keel_code unknown_letter(scanner *s, const char *letter)
{
    int len = 1;

    while (((unsigned char)letter[len] & 0xC0) == 0x80) len++; /* a letter beyond ASCII is told whole */
    keel_error_set(s->err, KEEL_E_USAGE, "cli.unknown_option", "unknown option '-%.*s'", len, letter);
    return mend_help(s);
}

/* The first group below `c` that has a command of just this name: 'keel fmt' for 'keel json fmt'. NULL: none. */
static const command *group_with(const command *c, const char *name)
{
    for (size_t i = 0; i < c->sub_count; i++)
        for (size_t k = 0; k < c->subs[i]->sub_count; k++)
            if (strcmp(c->subs[i]->subs[k]->name, name) == 0) return c->subs[i];
    return NULL;
}

static keel_code unknown_command(scanner *s, const char *typed)
{
    const char *names[NAMES_MAX] = { NULL }, *near;
    const command *group = group_with(s->out->command, typed);
    const command *in = s->out->command;
    char path[96];
    size_t count = 0;

    for (; count < in->sub_count && count < NAMES_MAX; count++) names[count] = in->subs[count]->name;
    options_path(s->out->path, s->out->path_len, path, sizeof path);
    near = options_nearest(typed, names, count);
    keel_error_set(s->err, KEEL_E_USAGE, "cli.unknown_command", "unknown command '%s %s'", path, typed);
    if (group != NULL) return mend_line(s, group->name, typed);
    return near == NULL ? mend_help(s) : mend_line(s, NULL, near);
}

/* ---- values ------------------------------------------------------------------------------------------------ */

bool options_read_size(const char *text, uint64_t *bytes)
{
    static const char *const units[] = { "", "k", "m", "g", "t" };
    char *rest;
    unsigned shift = 0;

    if (*text < '0' || *text > '9') return false;
    *bytes = strtoull(text, &rest, 10);
    if (*rest != '\0') {
        char unit[2] = { (char)(*rest | 0x20), '\0' };
        for (unsigned i = 1; i < sizeof units / sizeof units[0]; i++)
            if (strcmp(unit, units[i]) == 0) shift = 10 * i;
        if (shift == 0) return false;
        rest++;
        if (strcmp(rest, "iB") != 0 && strcmp(rest, "i") != 0 && *rest != '\0') return false;
    }
    if (*bytes > UINT64_MAX >> shift) return false;
    *bytes <<= shift;
    return true;
}

bool options_read_duration(const char *text, uint64_t *ms)
{
    static const struct {
        const char *name;
        uint64_t ms;
    } units[] = { { "ms", 1 }, { "s", 1000 }, { "", 1000 }, { "m", 60000 }, { "h", 3600000 } };
    char *rest;

    if (*text < '0' || *text > '9') return false;
    *ms = strtoull(text, &rest, 10);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (strcmp(rest, units[i].name) != 0) continue;
        if (*ms > UINT64_MAX / units[i].ms) return false;
        *ms *= units[i].ms;
        return true;
    }
    return false;
}

static bool read_number(const char *text, uint64_t *number)
{
    char *rest;

    if (*text < '0' || *text > '9' || strlen(text) > 19) return false;
    *number = strtoull(text, &rest, 10);
    return *rest == '\0';
}

static bool read_choice(const char *choices, const char *text, uint64_t *index)
{
    size_t len = strlen(text);

    for (*index = 0; *choices != '\0'; *index += 1) {
        size_t word = strcspn(choices, "|");
        if (word == len && memcmp(choices, text, len) == 0) return true;
        choices += word + (choices[word] == '|');
    }
    return false;
}

static keel_code bad_value(scanner *s, const option *o, const char *text, const char *wanted)
{
    keel_error_set(s->err, KEEL_E_USAGE, "cli.bad_value", "--%s cannot be '%s'", o->name, text);
    keel_error_place(s->err, "--%s", o->name);
    return keel_error_mend(s->err, "%s", wanted), KEEL_E_USAGE;
}

static keel_code take_value(scanner *s, const option *o, const char *text)
{
    option_value *v = &s->out->values[o->id];
    char range[96];
    bool read = true;

    KEEL_ASSERT(o->id < OPTIONS_MAX);
    v->given = true;
    v->text = text;
    switch (o->kind) {
    case OPTION_FLAG:
    case OPTION_TEXT: return KEEL_OK;
    case OPTION_CHOICE:
        if (read_choice(o->value, text, &v->number)) return KEEL_OK;
        snprintf(range, sizeof range, "choose from %s", o->value);
        v->number = 0; /* as if it had not been said: the error itself is told with it */
        return bad_value(s, o, text, range);
    case OPTION_NUMBER: read = read_number(text, &v->number); break;
    case OPTION_SIZE: read = options_read_size(text, &v->number); break;
    case OPTION_DURATION: read = options_read_duration(text, &v->number); break;
    }
    if (read && v->number >= o->least && v->number <= o->most) return KEEL_OK;
    snprintf(range, sizeof range, "choose from %llu to %llu%s", (unsigned long long)o->least,
             (unsigned long long)o->most,
             o->kind == OPTION_SIZE       ? " bytes (k, M and G are powers of 1024)"
             : o->kind == OPTION_DURATION ? " ms (1500ms, 20s, 2m)"
                                          : "");
    return bad_value(s, o, text, range);
}

static keel_code missing_value(scanner *s, const option *o)
{
    keel_error_set(s->err, KEEL_E_USAGE, "cli.missing_value", "--%s needs a value", o->name);
    return keel_error_mend(s->err, "--%s %s", o->name, o->value), KEEL_E_USAGE;
}

/* ---- the walk ---------------------------------------------------------------------------------------------- */

static keel_code long_option(scanner *s, const char *word)
{
    const char *equals = strchr(word, '=');
    size_t len = equals == NULL ? strlen(word) : (size_t)(equals - word);
    const option *o = find_option(s->out, word, len, 0);

    if (o == NULL) return unknown_option(s, word, len);
    if (o->kind == OPTION_FLAG) {
        if (equals == NULL) {
            s->out->values[o->id].by_letter = false;
            return take_value(s, o, NULL);
        }
        keel_error_set(s->err, KEEL_E_USAGE, "cli.bad_value", "--%s takes no value", o->name);
        return keel_error_mend(s->err, "--%s", o->name), KEEL_E_USAGE;
    }
    if (equals != NULL) return take_value(s, o, equals + 1);
    if (s->at + 1 == s->argc) return missing_value(s, o);
    return take_value(s, o, s->argv[++s->at]);
}

static keel_code letters(scanner *s, const char *word)
{
    for (; *word != '\0'; word++) {
        const option *o = find_option(s->out, NULL, 0, *word);
        keel_code code;
        if (o == NULL) return unknown_letter(s, word);
        if (o->kind != OPTION_FLAG) {
            if (word[1] != '\0') return take_value(s, o, word + 1);
            if (s->at + 1 == s->argc) return missing_value(s, o);
            return take_value(s, o, s->argv[++s->at]);
        }
        if ((code = take_value(s, o, NULL)) != KEEL_OK) return code;
        s->out->values[o->id].by_letter = true;
    }
    return KEEL_OK;
}

static keel_code enter_command(scanner *s, const char *word)
{
    const command *in = s->out->command;

    for (size_t i = 0; i < in->sub_count; i++) {
        if (strcmp(in->subs[i]->name, word) != 0) continue;
        KEEL_ASSERT(s->out->path_len < COMMAND_DEPTH_MAX);
        s->out->command = s->out->path[s->out->path_len++] = in->subs[i];
        return KEEL_OK;
    }
    return unknown_command(s, word);
}

static keel_code operand(scanner *s, char *word)
{
    char path[96];

    if (s->out->command->sub_count > 0) return enter_command(s, word);
    if ((uint32_t)s->operand_count == s->out->command->operands_max) {
        options_path(s->out->path, s->out->path_len, path, sizeof path);
        keel_error_set(s->err, KEEL_E_USAGE, "cli.too_many", "'%s' is one argument too many", word);
        return keel_error_mend(s->err, "use: %s %s", path, s->out->command->operands), KEEL_E_USAGE;
    }
    s->argv[1 + s->operand_count++] = word; /* never ahead of `at`: what is overwritten was read */
    return KEEL_OK;
}

static keel_code one_word(scanner *s, bool *options_ended)
{
    char *word = s->argv[s->at];

    if (*options_ended || word[0] != '-' || word[1] == '\0') return operand(s, word);
    if (word[1] != '-') return letters(s, word + 1);
    if (word[2] != '\0') return long_option(s, word + 2);
    *options_ended = true;
    return KEEL_OK;
}

/* What stands behind a fault still says how it is to be told: the root's options, and nothing else. */
static void read_manners(scanner *s)
{
    bool ended = false;

    s->err = NULL;
    s->out->path_len = 1;
    for (s->at++; s->at < s->argc && !ended; s->at++) {
        const char *word = s->argv[s->at];
        if (word[0] == '-' && word[1] != '\0') (void)one_word(s, &ended);
    }
}

keel_code options_parse(const command *root, int argc, char **argv, call *out, keel_error *err)
{
    scanner s = { .argv = argv, .argc = argc, .at = 1, .out = out, .err = err };
    size_t bytes = (size_t)(argc > 0 ? argc : 1) * sizeof *argv;
    const char **typed = keel_memory_resize(NULL, NULL, 0, bytes);
    bool options_ended = false;
    keel_code code = KEEL_OK;

    *out = (call){ .path = { root }, .path_len = 1, .command = root };
    if (typed == NULL) return keel_error_set(err, KEEL_E_MEMORY, "memory.refused", "the system gave no memory");
    for (int i = 0; i < argc; i++) typed[i] = argv[i];
    s.typed = typed;
    while (s.at < argc && (code = one_word(&s, &options_ended)) == KEEL_OK) s.at++;
    if (code != KEEL_OK && !options_ended) read_manners(&s);
    keel_memory_resize(NULL, typed, bytes, 0);
    out->operands = (const char *const *)argv + 1;
    out->operand_count = (size_t)s.operand_count;
    return code;
}

keel_code options_complete(const call *c, keel_error *err)
{
    char path[96];

    options_path(c->path, c->path_len, path, sizeof path);
    if (c->command->run == NULL) {
        keel_error_set(err, KEEL_E_USAGE, "cli.incomplete", "'%s' needs a command behind it", path);
        return keel_error_mend(err, "%s --help", path), KEEL_E_USAGE;
    }
    if (c->operand_count < c->command->operands_min) {
        keel_error_set(err, KEEL_E_USAGE, "cli.incomplete", "'%s' needs %s", path, c->command->operands);
        return keel_error_mend(err, "%s --help", path), KEEL_E_USAGE;
    }
    return KEEL_OK;
}

keel_code options_word(const call *c, const char *typed, size_t *index, keel_error *err)
{
    const char *names[NAMES_MAX], *near;
    char path[96];
    size_t count = 0;

    for (; count < NAMES_MAX && (names[count] = c->command->word_at(count)) != NULL; count++)
        if (strcmp(names[count], typed) == 0) return *index = count, KEEL_OK;
    options_path(c->path, c->path_len, path, sizeof path);
    near = options_nearest(typed, names, count);
    keel_error_set(err, KEEL_E_USAGE, "cli.unknown_word", "'%s' knows no '%s'", path, typed);
    if (near != NULL)
        keel_error_mend(err, "%s %s\n'%s --help' lists all", path, near, path);
    else
        keel_error_mend(err, "%s --help", path);
    return KEEL_E_USAGE;
}
