/* Arguments against the tables. */
#include "ground/options/options.h"
#include "ground/assert.h"

#include <stdio.h>
#include <stdlib.h>

#define NAMES_MAX 128

typedef struct scanner {
    char **argv;
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

/* "keel json fmt", as typed to get here. */
static void path_words(const call *c, char *out, size_t size)
{
    size_t len = 0;

    out[0] = '\0';
    for (size_t i = 0; i < c->path_len && len < size; i++)
        len += (size_t)snprintf(out + len, size - len, "%s%s", i == 0 ? "" : " ", c->path[i]->name);
}

static keel_code unknown_option(scanner *s, const char *typed, size_t len)
{
    const char *names[NAMES_MAX], *near;
    char word[64], path[96];

    snprintf(word, sizeof word, "%.*s", (int)(len < sizeof word ? len : sizeof word - 1), typed);
    path_words(s->out, path, sizeof path);
    near = options_nearest(word, names, all_option_names(s->out, names));
    keel_error_set(s->err, KEEL_E_USAGE, "cli.unknown_option", "unknown option '--%s'", word);
    if (near != NULL)
        keel_error_mend(s->err, "did you mean '--%s'? '%s --help' lists all", near, path);
    else
        keel_error_mend(s->err, "%s --help", path);
    return KEEL_E_USAGE;
}

static keel_code unknown_letter(scanner *s, char letter)
{
    char path[96];

    path_words(s->out, path, sizeof path);
    keel_error_set(s->err, KEEL_E_USAGE, "cli.unknown_option", "unknown option '-%c'", letter);
    return keel_error_mend(s->err, "%s --help", path), KEEL_E_USAGE;
}

static keel_code unknown_command(scanner *s, const char *typed)
{
    const char *names[NAMES_MAX], *near;
    const command *in = s->out->command;
    char path[96];
    size_t count = 0;

    for (; count < in->sub_count && count < NAMES_MAX; count++) names[count] = in->subs[count]->name;
    path_words(s->out, path, sizeof path);
    near = options_nearest(typed, names, count);
    keel_error_set(s->err, KEEL_E_USAGE, "cli.unknown_command", "unknown command '%s %s'", path, typed);
    if (near != NULL)
        keel_error_mend(s->err, "did you mean '%s %s'? '%s --help' lists all", path, near, path);
    else
        keel_error_mend(s->err, "%s --help", path);
    return KEEL_E_USAGE;
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
        if (equals == NULL) return take_value(s, o, NULL);
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
        if (o == NULL) return unknown_letter(s, *word);
        if (o->kind != OPTION_FLAG) {
            if (word[1] != '\0') return take_value(s, o, word + 1);
            if (s->at + 1 == s->argc) return missing_value(s, o);
            return take_value(s, o, s->argv[++s->at]);
        }
        if ((code = take_value(s, o, NULL)) != KEEL_OK) return code;
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
        path_words(s->out, path, sizeof path);
        keel_error_set(s->err, KEEL_E_USAGE, "cli.too_many", "'%s' is one argument too many", word);
        return keel_error_mend(s->err, "%s %s", path, s->out->command->operands), KEEL_E_USAGE;
    }
    s->argv[1 + s->operand_count++] = word; /* never ahead of `at`: what is overwritten was read */
    return KEEL_OK;
}

keel_code options_parse(const command *root, int argc, char **argv, call *out, keel_error *err)
{
    scanner s = { .argv = argv, .argc = argc, .at = 1, .out = out, .err = err };
    bool options_ended = false;
    keel_code code = KEEL_OK;

    *out = (call){ .path = { root }, .path_len = 1, .command = root };
    for (; s.at < argc && code == KEEL_OK; s.at++) {
        char *word = argv[s.at];
        if (options_ended || word[0] != '-' || word[1] == '\0')
            code = operand(&s, word);
        else if (word[1] != '-')
            code = letters(&s, word + 1);
        else if (word[2] != '\0')
            code = long_option(&s, word + 2);
        else
            options_ended = true;
    }
    out->operands = (const char *const *)argv + 1;
    out->operand_count = (size_t)s.operand_count;
    return code;
}
