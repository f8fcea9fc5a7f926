/* Files as a hostile system has them: missing, endless, forbidden, full, and read while they are replaced. */
#include "harness.h"
#include "ground/assert.h"
#include "ground/os/file.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#include <sys/mount.h>
#endif

#define BYTES_MAX (1u << 20)
#define SKIPPED   77
#define NOBODY    65534

static char folder[64];

/* A fresh folder, and "folder/name" in turn in two places. */
static const char *path_of(const char *name)
{
    static char paths[2][128];
    static int turn;

    if (folder[0] == '\0') {
        strcpy(folder, "/tmp/keel-test-XXXXXX");
        KEEL_ASSERT(mkdtemp(folder) != NULL);
        KEEL_ASSERT(chmod(folder, 0755) == 0);
    }
    turn = !turn;
    snprintf(paths[turn], sizeof paths[turn], "%s/%s", folder, name);
    return paths[turn];
}

__attribute__((destructor)) static void remove_folder(void)
{
    if (folder[0] != '\0') rmdir(folder);
}

static void write_file(const char *path, size_t len)
{
    FILE *f = fopen(path, "w");

    KEEL_ASSERT(f != NULL);
    for (size_t i = 0; i < len; i++) fputc('a' + (int)(i % 26), f);
    KEEL_ASSERT(fclose(f) == 0);
}

static void check_refused(const char *path, uint64_t bytes_max, keel_code code, const char *name)
{
    keel_buf out = keel_buf_init(2 * BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;

    CHECK_SAYS(file_read(path, bytes_max, &out, &err) == code, "%s: %s", path, err.what);
    CHECK_STR(keel_str_from(err.name), name);
    CHECK(strstr(err.what, path) != NULL);
    keel_buf_deinit(&out);
}

TEST(what_cannot_be_read_is_named)
{
    file_view view;

    check_refused(path_of("none"), BYTES_MAX, KEEL_E_INPUT, "input.missing");
    check_refused(path_of("none/deeper"), BYTES_MAX, KEEL_E_INPUT, "input.missing");
    path_of("none");
    check_refused(folder, BYTES_MAX, KEEL_E_INPUT, "input.directory");
    CHECK(file_map(folder, BYTES_MAX, &view, NULL) == KEEL_E_INPUT);
    CHECK(file_map(path_of("none"), BYTES_MAX, &view, NULL) == KEEL_E_INPUT);
}

TEST(the_bound_is_met_and_not_passed)
{
    static const size_t bounds[] = { 1, 100, 65535, 65536, 65537, 200000 };
    const char *path = path_of("bound");

    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        keel_buf out = keel_buf_init(2 * BYTES_MAX, NULL);
        file_view view;

        write_file(path, bounds[i]);
        CHECK(file_read(path, bounds[i], &out, NULL) == KEEL_OK && out.len == bounds[i]);
        CHECK(file_map(path, bounds[i], &view, NULL) == KEEL_OK);
        CHECK(keel_str_equal(view.bytes, keel_buf_str(&out)));
        file_unmap(&view);
        write_file(path, bounds[i] + 1);
        check_refused(path, bounds[i], KEEL_E_LIMIT, "input.too_large");
        CHECK(file_map(path, bounds[i], &view, NULL) == KEEL_E_LIMIT);
        keel_buf_deinit(&out);
    }
    unlink(path);
}

TEST(an_empty_file_is_empty)
{
    const char *path = path_of("empty");
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);
    file_view view;

    write_file(path, 0);
    CHECK(file_read(path, BYTES_MAX, &out, NULL) == KEEL_OK && out.len == 0);
    CHECK(file_map(path, BYTES_MAX, &view, NULL) == KEEL_OK && view.bytes.len == 0);
    file_unmap(&view);
    keel_buf_deinit(&out);
    unlink(path);
}

TEST(an_endless_stream_ends_at_the_bound) { check_refused("/dev/zero", 100000, KEEL_E_LIMIT, "input.too_large"); }

TEST(reading_survives_each_refusal_of_memory)
{
    const char *path = path_of("memory");

    write_file(path, 300000);
    for (size_t nth = 0; nth < 2; nth++) {
        test_memory m;
        keel_buf out = keel_buf_init(BYTES_MAX, &test_memory_refusing(&m, nth)->memory);
        keel_code code = file_read(path, BYTES_MAX, &out, NULL);

        CHECK(code == (nth < m.asked ? KEEL_E_MEMORY : KEEL_OK));
        keel_buf_deinit(&out);
        CHECK_INT(m.bytes, 0);
    }
    unlink(path);
}

/* What a child found: its checks are counted there, and its status is told here. */
static void in_a_child(const char *says, int (*run)(void))
{
    int status = 0;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0) _exit(run());
    REQUIRE(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status));
    if (WEXITSTATUS(status) == SKIPPED)
        printf("    skipped: %s needs rights that this user lacks\n", says);
    else
        CHECK_SAYS(WEXITSTATUS(status) == 0, "%s: step %d", says, WEXITSTATUS(status));
}

static int read_forbidden(void)
{
    const char *path = path_of("forbidden");
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;

    if (geteuid() == 0 && setuid(NOBODY) != 0) return SKIPPED;
    if (file_read(path, BYTES_MAX, &out, &err) != KEEL_E_INPUT) return 1;
    return strcmp(err.name, "input.unreadable") == 0 && err.sys == EACCES && err.mend[0] != '\0' ? 0 : 2;
}

TEST(what_is_forbidden_is_told_with_a_mend)
{
    const char *path = path_of("forbidden");

    write_file(path, 10);
    REQUIRE(chmod(path, 0) == 0);
    in_a_child("reading without the right", read_forbidden);
    unlink(path);
}

TEST(replacing_keeps_the_permissions_and_a_new_file_gets_its_own)
{
    const char *path = path_of("mode");
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);
    struct stat st;

    CHECK(file_replace(path, KEEL_STR("one"), 0640, NULL) == KEEL_OK);
    CHECK(stat(path, &st) == 0 && (st.st_mode & 07777) == 0640);
    REQUIRE(chmod(path, 0604) == 0);
    CHECK(file_replace(path, KEEL_STR("two"), 0640, NULL) == KEEL_OK);
    CHECK(stat(path, &st) == 0 && (st.st_mode & 07777) == 0604);
    CHECK(file_read(path, BYTES_MAX, &out, NULL) == KEEL_OK);
    CHECK_STR(keel_buf_str(&out), "two");
    keel_buf_deinit(&out);
    CHECK(file_replace(path_of("none/deeper"), KEEL_STR("x"), 0600, NULL) == KEEL_E_OUTPUT);
    unlink(path);
}

/* Replaces the file by rows of one letter until it is told to stop. */
static void replace_for_ever(const char *path)
{
    static char row[50000];

    for (char c = 'a';; c = c == 'z' ? 'a' : (char)(c + 1)) {
        memset(row, c, sizeof row);
        if (file_replace(path, (keel_str){ row, sizeof row }, 0600, NULL) != KEEL_OK) _exit(1);
    }
}

TEST(a_reader_sees_the_old_file_or_the_new_one)
{
    const char *path = path_of("raced");
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);
    size_t changes = 0;
    char before = 0, command[160];
    pid_t writer;

    fflush(stdout);
    REQUIRE(file_replace(path, KEEL_STR("first"), 0600, NULL) == KEEL_OK);
    writer = fork();
    if (writer == 0) replace_for_ever(path);
    REQUIRE(writer > 0);
    for (size_t n = 0; n < 200000 && changes < 200; n++) {
        keel_buf_clear(&out);
        if (!CHECK(file_read(path, BYTES_MAX, &out, NULL) == KEEL_OK)) break;
        if (keel_str_equal(keel_buf_str(&out), KEEL_STR("first"))) continue;
        if (!CHECK(out.len == 50000)) break;
        if (!CHECK(memcmp(out.data, out.data + 1, out.len - 1) == 0)) break;
        changes += out.data[0] != before;
        before = out.data[0];
    }
    CHECK(kill(writer, SIGKILL) == 0 && waitpid(writer, NULL, 0) == writer);
    CHECK(changes > 1);
    keel_buf_deinit(&out);
    /* what the killed writer left half done lies beside the file, never in it */
    unlink(path);
    snprintf(command, sizeof command, "rm -f %s/raced.*", folder);
    CHECK(system(command) == 0);
}

#ifdef __linux__
static int replace_on_a_full_disk(void)
{
    static char large[1 << 20];
    char path[128];
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;

    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("none", folder, "tmpfs", 0, "size=64k") != 0)
        return SKIPPED;
    snprintf(path, sizeof path, "%s/kept", folder);
    if (file_replace(path, KEEL_STR("old"), 0600, &err) != KEEL_OK) return 1;
    if (file_replace(path, (keel_str){ large, sizeof large }, 0600, &err) != KEEL_E_OUTPUT) return 2;
    if (strcmp(err.name, "output.failed") != 0 || err.sys != ENOSPC) return 3;
    if (file_read(path, BYTES_MAX, &out, &err) != KEEL_OK) return 4;
    if (!keel_str_equal(keel_buf_str(&out), KEEL_STR("old"))) return 5;
    /* and the half-written one is gone: there is room again */
    return file_replace(path, (keel_str){ large, 30000 }, 0600, &err) == KEEL_OK ? 0 : 6;
}

TEST(a_full_disk_leaves_the_old_file)
{
    path_of("");
    in_a_child("a disk of its own", replace_on_a_full_disk);
}
#endif
