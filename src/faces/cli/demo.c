/* keel demo: a tour that does real work on the data of this machine, and says what it did and how long it took. */
#include "faces/cli/cli.h"
#include "ground/arena.h"
#include "ground/os/clock.h"
#include "ground/os/file.h"
#include "ground/os/folder.h"
#include "skills/json/json.h"

#include <stdarg.h>
#include <stdio.h>

#define ENTRIES_MAX    20000u
#define DEPTH_MAX      24u
#define FACTS_BYTES    (32u << 20) /* the paths of that many entries, with room */
#define TEXT_BYTES_MAX (256u << 20)
#define ATTEMPTS_MAX   1000u /* a byte inside a string may be any; one outside is hit long before */
#define FILE_MODE      0600u

typedef struct fact {
    keel_str path;
    folder_kind kind;
    uint64_t bytes;
    int64_t changed_ms;
} fact;

typedef struct tour {
    const call *c;
    screen_look look;
    progress shown;
    uint64_t seed; /* of what is random in this tour */
    char folder[FOLDER_PATH_MAX], file[FOLDER_PATH_MAX + 32];
    const char *root;
    keel_arena *arena;
    fact *facts;
    size_t count;
    keel_buf text;
    file_view view;
    keel_error err;
    int status; /* of the last writing to stdout */
} tour;

/* ---- telling ------------------------------------------------------------------------------------------------ */

static void say(tour *t, const keel_buf *line)
{
    progress_end(&t->shown);
    if (t->status == CLI_DONE) t->status = cli_answer(t->c, keel_buf_str(line));
}

static double seconds(uint64_t ns) { return (double)(ns == 0 ? 1 : ns) / 1e9; }

/* One step: what was done, to how many bytes, how fast. */
KEEL_PRINTF(5, 6) static void step(tour *t, const char *name, uint64_t bytes, uint64_t ns, const char *format, ...)
{
    keel_buf line = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);
    char what[256];
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    if (cli_given(t->c, OPTION_JSON)) {
        keel_buf_add_format(&line, "{\"type\":\"demo.step\",\"name\":\"%s\",\"bytes\":%llu,\"ms\":%.3f,\"what\":", name,
                            (unsigned long long)bytes, seconds(ns) * 1e3);
        cli_quote(keel_str_from(what), &line);
        keel_buf_add(&line, KEEL_STR("}\n"));
    } else {
        size_t column = 2 + 13;
        keel_buf_add_format(&line, "  %-13s", name);
        screen_clean(keel_str_from(what), &line);
        column += screen_width(keel_str_from(what));
        screen_blanks(column < 58 ? 58 - column : 1, &line);
        keel_buf_add_format(&line, "%8.1f ms", seconds(ns) * 1e3);
        if (bytes > 0) keel_buf_add_format(&line, " %8.0f MB/s", (double)bytes / 1e6 / seconds(ns));
        keel_buf_add_char(&line, '\n');
    }
    say(t, &line);
    keel_buf_deinit(&line);
}

static void remark(tour *t, const char *text)
{
    keel_buf line = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);

    if (cli_given(t->c, OPTION_JSON)) return;
    screen_wrap(keel_str_from(text), 0, 0, t->look.width, &line);
    say(t, &line);
    keel_buf_deinit(&line);
}

/* splitmix64; the seed is the clock's, for a tour need not come back. */
static uint64_t random_next(tour *t)
{
    uint64_t z = (t->seed += 0x9E3779B97F4A7C15u);

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* ---- a text made of this machine ---------------------------------------------------------------------------- */

static bool keep(void *ctx, const folder_entry *entry)
{
    tour *t = ctx;
    size_t len = strlen(entry->path);
    char *path = keel_arena_alloc(t->arena, len + 1, 1);

    if (path == NULL || t->count == ENTRIES_MAX) return false;
    memcpy(path, entry->path, len + 1);
    t->facts[t->count++] = (fact){ { path, len }, entry->kind, entry->bytes, entry->changed_ms };
    progress_say(&t->shown, "looking through %s: %zu entries", t->root, t->count);
    return true;
}

static void add_member(unsigned which, const fact *f, keel_buf *out)
{
    static const char *const kinds[] = { "file", "folder", "link", "other" };

    switch (which) {
    case 0:
        keel_buf_add(out, KEEL_STR("\"path\": "));
        keel_json_quote(f->path, false, out);
        return;
    case 1: keel_buf_add_format(out, "\"kind\": \"%s\"", kinds[f->kind]); return;
    case 2: keel_buf_add_format(out, "\"bytes\": %llu", (unsigned long long)f->bytes); return;
    default:
        keel_buf_add_format(out, "\"changed\": %lld.%03d", (long long)(f->changed_ms / 1000),
                            (int)(f->changed_ms % 1000));
    }
}

#define MEMBERS 4u

/* All facts as a JSON text; with `shuffled` the members of each entry in another order. */
static void write_facts(tour *t, bool shuffled, keel_buf *out)
{
    keel_buf_add(out, KEEL_STR("{\n \"folder\": "));
    keel_json_quote(keel_str_from(t->root), false, out);
    keel_buf_add(out, KEEL_STR(",\n \"entries\": [\n"));
    for (size_t i = 0; i < t->count; i++) {
        unsigned order[MEMBERS] = { 0, 1, 2, 3 };
        for (unsigned k = MEMBERS - 1; shuffled && k > 0; k--) {
            unsigned other = (unsigned)(random_next(t) % (k + 1)), kept = order[k];
            order[k] = order[other];
            order[other] = kept;
        }
        keel_buf_add(out, KEEL_STR("  { "));
        for (unsigned k = 0; k < MEMBERS; k++) {
            if (k > 0) keel_buf_add(out, KEEL_STR(", "));
            add_member(order[k], &t->facts[i], out);
        }
        keel_buf_add(out, i + 1 < t->count ? KEEL_STR(" },\n") : KEEL_STR(" }\n"));
    }
    keel_buf_add(out, KEEL_STR(" ]\n}\n"));
}

static bool gather(tour *t)
{
    static const char *const roots[] = { "/usr/share", "/usr", "." };
    uint64_t start = clock_now_ns();

    t->facts = keel_arena_alloc(t->arena, ENTRIES_MAX * sizeof *t->facts, 16);
    if (t->facts == NULL) {
        keel_error_set(&t->err, KEEL_E_MEMORY, "memory.refused", "the system gave no memory for the tour");
        return false;
    }
    for (size_t i = 0; i < sizeof roots / sizeof roots[0] && t->count < 1000; i++) {
        t->count = 0;
        t->root = roots[i];
        folder_walk(t->root, DEPTH_MAX, keep, t);
    }
    step(t, "look", 0, clock_now_ns() - start, "%zu entries of %s", t->count, t->root);
    return true;
}

static bool store(tour *t)
{
    uint64_t start = clock_now_ns();
    char size[CLI_SIZE_BYTES];

    write_facts(t, false, &t->text);
    if (keel_buf_check(&t->text, &t->err) != KEEL_OK) return false;
    step(t, "write", t->text.len, clock_now_ns() - start, "as a JSON text of %s", cli_size(t->text.len, size));
    start = clock_now_ns();
    if (file_replace(t->file, keel_buf_str(&t->text), FILE_MODE, &t->err) != KEEL_OK) return false;
    step(t, "save", t->text.len, clock_now_ns() - start, "whole or not at all, and synced");
    start = clock_now_ns();
    if (file_map(t->file, TEXT_BYTES_MAX, &t->view, &t->err) != KEEL_OK) return false;
    step(t, "open", 0, clock_now_ns() - start, "as a view, nothing is copied");
    return true;
}

/* ---- the JSON room ------------------------------------------------------------------------------------------ */

typedef keel_code json_call(keel_str text, const keel_json_options *options, keel_buf *out, keel_error *err);

static bool check(tour *t)
{
    uint64_t start = clock_now_ns();

    if (keel_json_check(t->view.bytes, NULL, &t->err) != KEEL_OK) return false;
    step(t, "json check", t->view.bytes.len, clock_now_ns() - start, "it is JSON, every byte of it");
    return true;
}

/* `out` may be NULL where only the time is of interest. */
static bool rewrite(tour *t, const char *name, json_call *work, keel_str text, keel_buf *out)
{
    keel_buf result = keel_buf_init(TEXT_BYTES_MAX, NULL);
    uint64_t start = clock_now_ns();
    keel_code code = work(text, NULL, &result, &t->err);
    char before[CLI_SIZE_BYTES], after[CLI_SIZE_BYTES];

    if (code == KEEL_OK) {
        step(t, name, text.len, clock_now_ns() - start, "%s in, %s out", cli_size(text.len, before),
             cli_size(result.len, after));
        if (out != NULL) keel_buf_add(out, keel_buf_str(&result));
    }
    keel_buf_deinit(&result);
    return code == KEEL_OK;
}

static bool canonical_twice(tour *t)
{
    keel_buf first = keel_buf_init(TEXT_BYTES_MAX, NULL), second = keel_buf_init(TEXT_BYTES_MAX, NULL);
    keel_buf shuffled = keel_buf_init(TEXT_BYTES_MAX, NULL);
    uint64_t start;
    bool done;

    write_facts(t, true, &shuffled);
    done = rewrite(t, "json canon", keel_json_canonical, t->view.bytes, &first) &&
           rewrite(t, "again", keel_json_canonical, keel_buf_str(&shuffled), &second);
    start = clock_now_ns();
    if (done && !keel_str_equal(keel_buf_str(&first), keel_buf_str(&second))) {
        keel_error_set(&t->err, KEEL_E_BUG, "demo.differs", "two canonical forms of one value differ");
        done = false;
    } else if (done) {
        step(t, "compare", first.len, clock_now_ns() - start, "members shuffled, canonical form the same");
    }
    keel_buf_deinit(&first);
    keel_buf_deinit(&second);
    keel_buf_deinit(&shuffled);
    return done;
}

/* Puts a '?' over random bytes, one at a time, until the text is JSON no more: within a string it still is. */
static bool break_it(tour *t, keel_buf *broken, keel_error *refusal)
{
    uint64_t start = clock_now_ns();

    for (unsigned i = 0; i < ATTEMPTS_MAX; i++) {
        size_t at = (size_t)(random_next(t) % broken->len);
        char kept = broken->data[at];
        broken->data[at] = '?';
        if (keel_json_check(keel_buf_str(broken), NULL, refusal) != KEEL_OK) {
            step(t, "break", 0, clock_now_ns() - start, "byte %zu was %.*s and is now ?", at,
                 kept > ' ' && kept < 127 ? 1 : 99,
                 kept > ' ' && kept < 127 ? &kept
                 : kept == '\n'           ? "a line end"
                                          : "a blank");
            return true;
        }
        broken->data[at] = kept;
    }
    return false;
}

static void show_break(tour *t)
{
    keel_error refusal = KEEL_ERROR_INIT;
    cli_input input = { .path = "the broken text", .bytes = keel_buf_init(TEXT_BYTES_MAX, NULL) };
    keel_buf told = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);

    keel_buf_add(&input.bytes, t->view.bytes);
    if (keel_buf_check(&input.bytes, NULL) == KEEL_OK && input.bytes.len > 0 && break_it(t, &input.bytes, &refusal) &&
        !cli_given(t->c, OPTION_JSON)) {
        keel_buf_add_char(&told, '\n');
        cli_tell(&refusal, &input, &t->look, &told);
        say(t, &told);
    }
    keel_buf_deinit(&told);
    keel_buf_deinit(&input.bytes);
}

static bool json_room(tour *t)
{
    return check(t) && rewrite(t, "json min", keel_json_minify, t->view.bytes, NULL) &&
           rewrite(t, "json fmt", keel_json_format, t->view.bytes, NULL) && canonical_twice(t);
}

/* ---- the tour ----------------------------------------------------------------------------------------------- */

static bool walk_through(tour *t)
{
    remark(t, "A tour of what Keel can do so far, on the data of this machine. Nothing of it is prepared.\n\n");
    if (!gather(t) || !store(t) || !json_room(t)) return false;
    show_break(t);
    return true;
}

static void tell_kept(tour *t)
{
    keel_buf line = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);

    if (cli_given(t->c, OPTION_JSON)) {
        keel_buf_add(&line, KEEL_STR("{\"type\":\"demo.kept\",\"file\":"));
        cli_quote(keel_str_from(t->file), &line);
        keel_buf_add(&line, KEEL_STR("}\n"));
    } else {
        keel_buf_add(&line, KEEL_STR("\nThe text is kept: "));
        screen_clean(keel_str_from(t->file), &line);
        keel_buf_add_char(&line, '\n');
    }
    say(t, &line);
    keel_buf_deinit(&line);
}

static void say_goodbye(tour *t, uint64_t ns)
{
    char line[128];

    if (cli_given(t->c, OPTION_KEEP)) tell_kept(t);
    snprintf(line, sizeof line, "\nAll in %.2f s.%s\n\nTo try:\n", seconds(ns),
             cli_given(t->c, OPTION_KEEP) ? "" : " Nothing was kept; --keep keeps the text.");
    remark(t, line);
    remark(t, "  keel version --json | keel json fmt\n"
              "  echo '{\"b\": 1.0, \"a\": [true]}' | keel json canon\n"
              "  echo '[1, 2,]' | keel json check\n"
              "  keel help json.syntax\n"
              "  keel doctor\n");
}

static int demo(const call *c)
{
    tour t = { .c = c, .look = cli_look(c, TERMINAL_STDOUT), .shown = progress_begin(c), .seed = clock_now_ns() };
    uint64_t start = clock_now_ns();
    bool done = false;

    t.err = (keel_error)KEEL_ERROR_INIT;
    t.text = keel_buf_init(TEXT_BYTES_MAX, NULL);
    t.arena = keel_arena_new(FACTS_BYTES, NULL);
    if (t.arena == NULL)
        keel_error_set(&t.err, KEEL_E_MEMORY, "memory.refused", "the system gave no memory for the tour");
    else if (folder_make_scratch(t.folder, &t.err) == KEEL_OK) {
        snprintf(t.file, sizeof t.file, "%s/machine.json", t.folder);
        done = walk_through(&t);
        file_unmap(&t.view);
        if (!done || !cli_given(c, OPTION_KEEP)) folder_remove_flat(t.folder);
    }
    if (done) say_goodbye(&t, clock_now_ns() - start);
    progress_end(&t.shown);
    keel_buf_deinit(&t.text);
    keel_arena_free(t.arena);
    return done ? t.status : cli_fail(c, &t.err, NULL);
}

static const option demo_options[] = {
    { .id = OPTION_KEEP, .name = "keep", .line = "keep the text it made, and say where" },
};

static const example examples[] = {
    { "keel demo", "the tour; it takes a second or two" },
    { "keel demo --json", "each step with its bytes and milliseconds, for a program" },
};

const command command_demo = {
    .name = "demo",
    .line = "a tour that does real work on the data of this machine",
    .text =
        "It looks through a folder of this machine, makes a JSON text of what it finds, saves and opens it, checks it, "
        "rewrites it in each form, shows that the canonical form does not depend on the order of members, and breaks "
        "the "
        "text to show how an error is told. The text lies in a fresh folder below TMPDIR, which is gone at the end.\n\n"
        "With --json each step is {\"type\":\"demo.step\",\"name\":...,\"bytes\":N,\"ms\":N,\"what\":...}.",
    .operands = "",
    .options = demo_options,
    .option_count = sizeof demo_options / sizeof demo_options[0],
    .newcomer = true,
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .exits = "0 2 9 10",
    .see = "keel doctor|keel json --help",
    .run = demo,
};
