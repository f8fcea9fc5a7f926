/* Folders: entered, walked through, ended. */
#include "ground/os/clock.h"
#include "ground/os/file.h"
#include "ground/os/machine.h"
#include "scratch.h"

typedef struct seen {
    char path[64];
    uint64_t bytes;
    int64_t changed_ms;
    unsigned count;
} seen;

static bool note(void *ctx, const folder_entry *entry)
{
    seen *s = ctx;

    s->count++;
    s->bytes = entry->bytes;
    s->changed_ms = entry->changed_ms;
    snprintf(s->path, sizeof s->path, "%s", entry->path);
    CHECK_INT(entry->kind, FOLDER_FILE);
    return true;
}

TEST(a_walk_tells_what_lies_in_a_folder)
{
    static const int64_t year_2020_ms = 1577836800000, year_2200_ms = 7258118400000;
    seen found = { 0 };
    scratch s;

    REQUIRE(scratch_begin(&s));
    CHECK(file_replace(scratch_path(&s, "gr\xC3\xB6\xC3\x9F"), KEEL_STR("12345"), 0600, NULL) == KEEL_OK);
    folder_walk(s.folder, 1, note, &found);
    CHECK_INT(found.count, 1);
    CHECK_INT(found.bytes, 5);
    CHECK_STR(keel_str_from(found.path), "gr\xC3\xB6\xC3\x9F");
    CHECK(found.changed_ms > year_2020_ms && found.changed_ms < year_2200_ms);
    scratch_end(&s);
    folder_walk(s.folder, 1, note, &found);
    CHECK_INT(found.count, 1);
}

TEST(relative_paths_begin_where_one_went)
{
    keel_error err = KEEL_ERROR_INIT;
    scratch s;

    REQUIRE(scratch_begin(&s));
    CHECK(file_replace(scratch_path(&s, "here"), KEEL_STR("x"), 0600, NULL) == KEEL_OK);
    CHECK(folder_enter(s.folder, &err) == KEEL_OK);
    CHECK(file_replace("here", KEEL_STR("y"), 0600, NULL) == KEEL_OK);
    CHECK(folder_enter("nowhere", &err) == KEEL_E_INPUT);
    CHECK_STR(keel_str_from(err.name), "input.missing");
    CHECK(folder_enter("..", &err) == KEEL_OK);
    scratch_end(&s);
}

TEST(a_folder_is_tried_by_writing_into_it)
{
    machine_folder tried;
    scratch s;

    REQUIRE(scratch_begin(&s));
    tried = machine_try_folder(s.folder);
    CHECK(tried.exists && tried.writable && tried.free_bytes > 0 && tried.sync_ns > 0);
    CHECK(!machine_try_folder(scratch_path(&s, "missing")).exists);
    scratch_end(&s); /* and the probe is gone */
}

TEST(the_clock_runs_forward)
{
    uint64_t before = clock_now_ns(), now = before;

    for (unsigned i = 0; i < 10000000 && now == before; i++) now = clock_now_ns();
    CHECK(now > before);
}

TEST(the_program_knows_its_own_file)
{
    machine_binary own = machine_read_binary();

    CHECK(own.known && own.whole && own.bytes > 4096 && own.path[0] != '\0');
    CHECK(own.data_stack);
}
