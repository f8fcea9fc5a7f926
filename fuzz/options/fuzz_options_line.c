/* Of any words: a line is understood or refused with a name and a mend, the same twice; and what is shown of any bytes
 * steers no terminal. Words end with a line end. */
#include "fuzz.h"
#include "ground/options/options.h"
#include "ground/utf8.h"

#define WORDS_MAX 24
#define BYTES_MAX 2048u
#define WIDTH_MAX 120u
#define SHOWN_MAX (64u << 10)

static int nothing(const call *c) { return c->command == NULL; }

static const option root_options[] = {
    { .id = 0, .letter = 'h', .name = "help", .line = "help" },
    { .id = 1, .name = "json", .line = "json" },
    { .id = 2, .name = "color", .kind = OPTION_CHOICE, .value = "auto|always|never", .line = "colour" },
    { .id = 3, .letter = 'C', .name = "directory", .kind = OPTION_TEXT, .value = "DIR", .line = "folder" },
};
static const option fmt_options[] = {
    { .id = 4,
      .letter = 'i',
      .name = "indent",
      .kind = OPTION_NUMBER,
      .value = "N",
      .least = 1,
      .most = 16,
      .line = "n" },
    { .id = 5,
      .name = "max-size",
      .kind = OPTION_SIZE,
      .value = "SIZE",
      .least = 1,
      .most = 1ull << 36,
      .line = "size" },
    { .id = 6, .name = "wait", .kind = OPTION_DURATION, .value = "DUR", .least = 5, .most = 86400000, .line = "wait" },
};
static const command fmt = { .name = "fmt",
                             .line = "fmt",
                             .operands = "[FILE]",
                             .operands_max = 2,
                             .options = fmt_options,
                             .option_count = 3,
                             .run = nothing };
static const command none = { .name = "none", .line = "none", .operands = "", .run = nothing };
static const command *const subs[] = { &fmt, &none };
static const command group = { .name = "group", .line = "group", .subs = subs, .sub_count = 2 };
static const command *const roots[] = { &group, &none };
static const command root = {
    .name = "keel", .line = "root", .options = root_options, .option_count = 4, .subs = roots, .sub_count = 2
};

typedef struct line {
    char bytes[BYTES_MAX + 1], *argv[WORDS_MAX + 1];
    int argc;
} line;

static void cut(line *l, const uint8_t *data, size_t size)
{
    if (size > BYTES_MAX) size = BYTES_MAX;
    if (size > 0) memcpy(l->bytes, data, size);
    l->bytes[size] = '\0';
    l->argc = 0;
    l->argv[l->argc++] = (char *)(uintptr_t) "keel";
    for (char *at = l->bytes; *at != '\0' && l->argc < WORDS_MAX;) {
        size_t len = strcspn(at, "\n");
        bool last = at[len] == '\0';
        at[len] = '\0';
        l->argv[l->argc++] = at;
        at += len + !last;
    }
    l->argv[l->argc] = NULL;
}

static void value_is_in_range(const option *o, const option_value *v)
{
    if (!v->given) return;
    FUZZ_HOLDS(o->kind == OPTION_FLAG || v->text != NULL);
    if (o->kind >= OPTION_NUMBER && o->kind <= OPTION_DURATION)
        FUZZ_HOLDS(v->number >= o->least && v->number <= o->most);
    if (o->kind == OPTION_CHOICE) FUZZ_HOLDS(v->number < 3);
}

static void understood(const call *c, const line *l)
{
    FUZZ_HOLDS(c->command == c->path[c->path_len - 1] && c->operand_count <= c->command->operands_max);
    for (size_t i = 0; i < 4; i++) value_is_in_range(&root_options[i], &c->values[i]);
    for (size_t i = 0; i < 3; i++) value_is_in_range(&fmt_options[i], &c->values[4 + i]);
    for (size_t i = 0; i < c->operand_count; i++)
        FUZZ_HOLDS(c->operands[i] >= l->bytes && c->operands[i] <= l->bytes + BYTES_MAX);
}

static void refused(const keel_error *err)
{
    FUZZ_HOLDS(err->code == KEEL_E_USAGE && err->name[0] != '\0' && err->what[0] != '\0' && err->mend[0] != '\0');
    FUZZ_HOLDS(keel_code_exit(err->code) == 2);
}

static void shown_is_harmless(keel_str bytes)
{
    keel_buf clean = keel_buf_init(SHOWN_MAX, NULL), wrapped = keel_buf_init(SHOWN_MAX * 4, NULL);
    keel_str text;

    screen_clean(bytes, &clean);
    text = keel_buf_str(&clean);
    FUZZ_HOLDS(keel_utf8_valid(text));
    for (size_t i = 0; i < text.len; i++) FUZZ_HOLDS((unsigned char)text.data[i] >= 0x20 && text.data[i] != 0x7F);
    FUZZ_HOLDS(screen_width(text) <= 2 * text.len);
    screen_wrap(text, bytes.len % 16, 0, bytes.len % WIDTH_MAX, &wrapped);
    FUZZ_HOLDS(keel_buf_check(&wrapped, NULL) == KEEL_OK);
    keel_buf_deinit(&clean);
    keel_buf_deinit(&wrapped);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static line once, twice;
    keel_error err = KEEL_ERROR_INIT, again = KEEL_ERROR_INIT;
    call first, second;
    keel_code code;

    cut(&once, data, size);
    cut(&twice, data, size);
    code = options_parse(&root, once.argc, once.argv, &first, &err);
    FUZZ_HOLDS(options_parse(&root, twice.argc, twice.argv, &second, &again) == code);
    FUZZ_HOLDS(strcmp(err.what, again.what) == 0 && strcmp(err.mend, again.mend) == 0);
    FUZZ_HOLDS(first.command == second.command && first.operand_count == second.operand_count);
    if (code == KEEL_OK)
        understood(&first, &once);
    else
        refused(&err);
    shown_is_harmless((keel_str){ (const char *)data, size < BYTES_MAX ? size : BYTES_MAX });
    return 0;
}
