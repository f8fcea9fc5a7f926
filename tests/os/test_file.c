/* Files: read within a bound, replaced as a whole, mapped; the same answers on every platform. */
#include "ground/os/file.h"
#include "scratch.h"

#include <errno.h>

#define MODE_OURS 0600u

static bool replace(const char *path, keel_str bytes)
{
    keel_error err = KEEL_ERROR_INIT;

    return CHECK_SAYS(file_replace(path, bytes, MODE_OURS, &err) == KEEL_OK, "%s", err.what);
}

static bool holds(const char *path, keel_str wanted)
{
    keel_buf got = keel_buf_init(1 << 20, NULL);
    keel_error err = KEEL_ERROR_INIT;
    bool same = CHECK_SAYS(file_read(path, 1 << 20, &got, &err) == KEEL_OK, "%s", err.what) &&
                keel_str_equal(keel_buf_str(&got), wanted);

    keel_buf_deinit(&got);
    return same;
}

TEST(a_file_is_made_and_replaced_as_a_whole)
{
    static const char *const names[] = { "plain.json", "with blanks.json",
                                         "n\xC3\xB6t \xE2\x82\xAC \xF0\x9F\x90\x9A.json" };
    scratch s;

    REQUIRE(scratch_begin(&s));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *path = scratch_path(&s, names[i]);
        if (!replace(path, KEEL_STR("the first, which is longer"))) continue;
        CHECK_SAYS(holds(path, KEEL_STR("the first, which is longer")), "%s", names[i]);
        CHECK_SAYS(replace(path, KEEL_STR("the second")), "%s", names[i]);
        CHECK_SAYS(holds(path, KEEL_STR("the second")), "%s", names[i]);
        CHECK_SAYS(replace(path, KEEL_STR("")), "%s", names[i]);
        CHECK_SAYS(holds(path, KEEL_STR("")), "%s", names[i]);
    }
    scratch_end(&s);
}

static bool count(void *ctx, const folder_entry *entry)
{
    (void)entry;
    ++*(unsigned *)ctx;
    return true;
}

TEST(replacing_leaves_no_scratch_file_behind)
{
    unsigned files = 0;
    scratch s;

    REQUIRE(scratch_begin(&s));
    CHECK(replace(scratch_path(&s, "a"), KEEL_STR("1")));
    CHECK(replace(scratch_path(&s, "a"), KEEL_STR("2")));
    CHECK(file_replace(s.folder, KEEL_STR("a folder is not replaced"), MODE_OURS, NULL) == KEEL_E_OUTPUT);
    CHECK(file_replace(scratch_path(&s, "no/such"), KEEL_STR("3"), MODE_OURS, NULL) == KEEL_E_OUTPUT);
    folder_walk(s.folder, 2, count, &files);
    CHECK_INT(files, 1);
    CHECK(holds(scratch_path(&s, "a"), KEEL_STR("2")));
    scratch_end(&s);
}

/* Windows wants such a path in another form: longer than 260 units in all. */
TEST(a_long_path_is_a_path)
{
    char name[240];
    scratch s;

    memset(name, 'n', sizeof name);
    name[sizeof name - 1] = '\0';
    REQUIRE(scratch_begin(&s));
    CHECK(replace(scratch_path(&s, name), KEEL_STR("long")));
    CHECK(replace(scratch_path(&s, name), KEEL_STR("longer")));
    CHECK(holds(scratch_path(&s, name), KEEL_STR("longer")));
    scratch_end(&s);
}

/* The sizes at which reading takes another piece, and one past each. */
TEST(the_bound_is_met_and_not_passed)
{
    static const size_t bounds[] = { 1, 100, 65535, 65536, 65537, 200000 };
    static char bytes[200001];
    const char *path;
    scratch s;

    REQUIRE(scratch_begin(&s));
    path = scratch_path(&s, "bound");
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)('a' + i % 26);
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        keel_buf got = keel_buf_init(1 << 20, NULL);
        keel_error err = KEEL_ERROR_INIT;
        keel_str whole = { bytes, bounds[i] };
        file_view view;

        CHECK(replace(path, whole));
        CHECK(file_read(path, bounds[i], &got, NULL) == KEEL_OK && keel_str_equal(keel_buf_str(&got), whole));
        CHECK(file_map(path, bounds[i], &view, NULL) == KEEL_OK && keel_str_equal(view.bytes, whole));
        file_unmap(&view);
        CHECK(replace(path, (keel_str){ bytes, bounds[i] + 1 }));
        CHECK(file_read(path, bounds[i], &got, &err) == KEEL_E_LIMIT);
        CHECK_STR(keel_str_from(err.name), "input.too_large");
        CHECK(file_map(path, bounds[i], &view, NULL) == KEEL_E_LIMIT);
        keel_buf_deinit(&got);
    }
    scratch_end(&s);
}

TEST(reading_survives_each_refusal_of_memory)
{
    static char bytes[300000];
    scratch s;

    REQUIRE(scratch_begin(&s));
    CHECK(replace(scratch_path(&s, "memory"), (keel_str){ bytes, sizeof bytes }));
    for (size_t nth = 0; nth < 2; nth++) {
        test_memory m;
        keel_buf got = keel_buf_init(1 << 20, &test_memory_refusing(&m, nth)->memory);
        keel_code code = file_read(s.path, 1 << 20, &got, NULL);

        CHECK(code == (nth < m.asked ? KEEL_E_MEMORY : KEEL_OK));
        keel_buf_deinit(&got);
        CHECK_INT(m.bytes, 0);
    }
    scratch_end(&s);
}

static const struct {
    const char *says, *path, *error;
    int sys;
} refused[] = {
    { "a file that is not there", "missing", "input.missing", ENOENT },
    { "a folder that is not there", "missing/too", "input.missing", ENOENT },
    { "a folder", ".", "input.directory", EISDIR },
};

TEST(what_cannot_be_read_is_told_by_its_name)
{
    keel_buf got = keel_buf_init(1 << 20, NULL);
    scratch s;

    REQUIRE(scratch_begin(&s));
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        const char *path = scratch_path(&s, refused[i].path);
        keel_error err = KEEL_ERROR_INIT;
        file_view view;

        CHECK_SAYS(file_read(path, 100, &got, &err) == KEEL_E_INPUT, "%s", refused[i].says);
        CHECK_SAYS(strcmp(err.name, refused[i].error) == 0 && err.sys == refused[i].sys, "%s: %s, %d", refused[i].says,
                   err.name, err.sys);
        CHECK_SAYS(strstr(err.what, path) != NULL, "%s: %s", refused[i].says, err.what);
        CHECK_SAYS(file_map(path, 100, &view, &err) == KEEL_E_INPUT, "%s", refused[i].says);
        CHECK_SAYS(strcmp(err.name, refused[i].error) == 0, "%s: %s", refused[i].says, err.name);
        CHECK_INT(view.bytes.len, 0);
    }
    CHECK_INT(got.len, 0);
    keel_buf_deinit(&got);
    scratch_end(&s);
}

TEST(a_view_shows_the_bytes_and_ends)
{
    keel_error err = KEEL_ERROR_INIT;
    const char *path;
    file_view view;
    scratch s;

    REQUIRE(scratch_begin(&s));
    path = scratch_path(&s, "view");
    CHECK(replace(path, KEEL_STR("look")));
    CHECK(file_map(path, 4, &view, &err) == KEEL_OK);
    CHECK_STR(view.bytes, "look");
    file_unmap(&view);
    CHECK_INT(view.bytes.len, 0);
    file_unmap(&view);
    CHECK(file_map(path, 3, &view, &err) == KEEL_E_LIMIT);
    CHECK(replace(path, KEEL_STR("")));
    CHECK(file_map(path, 4, &view, &err) == KEEL_OK);
    CHECK(view.bytes.len == 0 && view.bytes.data != NULL);
    file_unmap(&view);
    scratch_end(&s);
}
