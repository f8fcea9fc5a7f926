/* Looks into a JSON document: is it sound, what is its canonical form, and what does it say about one thing?
 *
 *     cc json.c $(pkg-config --cflags --libs keel) -o look
 *     ./look package.json dependencies left-pad
 *
 * Prints the value at the end of the path of names (an element by its number) and the canonical bytes of the whole,
 * ready to hash. Status 0: found; 1: there is no such value; 3: the text is not JSON. */
#include <keel/json.h>

#include <stdio.h>
#include <stdlib.h>

#define TEXT_BYTES_MAX (64u << 20)
#define TREE_BYTES_MAX (256u << 20)

enum status { FOUND = 0, NOT_FOUND = 1, USAGE = 2, BAD_INPUT = 3 };

static int fail(const keel_error *err)
{
    fprintf(stderr, "error: %s  [%s]\n", err->what, err->name);
    if (err->place[0] != '\0') fprintf(stderr, "  where  %s\n", err->place);
    if (err->mend[0] != '\0') fprintf(stderr, "  mend   %s\n", err->mend);
    return BAD_INPUT;
}

/* All of a file, up to the ceiling of `out`. */
static int read_file(const char *path, keel_buf *out)
{
    FILE *file = fopen(path, "rb");
    size_t got = 1;

    if (file == NULL) {
        perror(path);
        return BAD_INPUT;
    }
    while (got > 0) {
        char *at = keel_buf_reserve(out, 1u << 16);
        if (at == NULL) break;
        got = fread(at, 1, 1u << 16, file);
        out->len += got;
    }
    fclose(file);
    return FOUND;
}

static const keel_json *element(const keel_json *list, unsigned long index)
{
    const keel_json *value;
    keel_json_iter it = keel_json_each(list);

    while (keel_json_next(&it, NULL, &value))
        if (index-- == 0) return value;
    return NULL;
}

static const keel_json *step(const keel_json *from, const char *name)
{
    char *end;
    unsigned long index = strtoul(name, &end, 10);

    if (keel_json_kind_of(from) == KEEL_JSON_ARRAY) return *end == '\0' ? element(from, index) : NULL;
    return keel_json_find(from, keel_str_from(name));
}

/* The value in one line, and below it the canonical form of the document it stands in. */
static int show(const keel_json *value, keel_str text)
{
    keel_buf out = keel_buf_init(TEXT_BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;
    int status = FOUND;

    if (keel_json_write(value, NULL, &out, &err) != KEEL_OK) {
        status = fail(&err);
    } else {
        keel_buf_add_char(&out, '\n');
        if (keel_json_canonical(text, NULL, &out, &err) != KEEL_OK) status = fail(&err);
    }
    if (status == FOUND) printf("%.*s\n", KEEL_STR_ARG(keel_buf_str(&out)));
    keel_buf_deinit(&out);
    return status;
}

static int look(keel_str text, char **path)
{
    keel_arena *arena = keel_arena_new(TREE_BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;
    const keel_json *value;
    int status;

    if (arena == NULL) return fputs("error: out of memory\n", stderr), BAD_INPUT;
    if (keel_json_parse(arena, text, NULL, &value, &err) != KEEL_OK) {
        status = fail(&err);
    } else {
        while (value != NULL && *path != NULL) value = step(value, *path++);
        status = value == NULL ? NOT_FOUND : show(value, text);
    }
    keel_arena_free(arena);
    return status;
}

int main(int argc, char **argv)
{
    keel_buf text = keel_buf_init(TEXT_BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;
    int status;

    if (argc < 2) {
        fprintf(stderr, "use: %s FILE [NAME...]\n", argv[0]);
        return USAGE;
    }
    status = read_file(argv[1], &text);
    if (status == FOUND && keel_buf_check(&text, &err) != KEEL_OK) status = fail(&err);
    if (status == FOUND) status = look(keel_buf_str(&text), argv + 2);
    keel_buf_deinit(&text);
    return status;
}
