/* Files as only POSIX can show them: endless, forbidden, on a full disk, and read while another replaces them. What
 * holds on every platform is in test_file.c. */
#include "ground/os/file.h"
#include "scratch.h"

#include <errno.h>
#include <signal.h>
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

TEST(an_endless_stream_ends_at_the_bound)
{
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;

    CHECK(file_read("/dev/zero", 100000, &out, &err) == KEEL_E_LIMIT);
    CHECK_STR(keel_str_from(err.name), "input.too_large");
    keel_buf_deinit(&out);
}

/* What a child found: its checks are counted there, and its status is told here. */
static void in_a_child(const char *says, int (*run)(scratch *s), scratch *s)
{
    int status = 0;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0) _exit(run(s));
    REQUIRE(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status));
    if (WEXITSTATUS(status) == SKIPPED)
        printf("    skipped: %s needs rights that this user lacks\n", says);
    else
        CHECK_SAYS(WEXITSTATUS(status) == 0, "%s: step %d", says, WEXITSTATUS(status));
}

static int read_forbidden(scratch *s)
{
    const char *path = scratch_path(s, "forbidden");
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;

    if (geteuid() == 0 && setuid(NOBODY) != 0) return SKIPPED;
    if (file_read(path, BYTES_MAX, &out, &err) != KEEL_E_INPUT) return 1;
    return strcmp(err.name, "input.unreadable") == 0 && err.sys == EACCES && err.mend[0] != '\0' ? 0 : 2;
}

TEST(what_is_forbidden_is_told_with_a_mend)
{
    scratch s;

    REQUIRE(scratch_begin(&s));
    CHECK(chmod(s.folder, 0755) == 0); /* the file is forbidden, not the way to it */
    CHECK(file_replace(scratch_path(&s, "forbidden"), KEEL_STR("secret"), 0000, NULL) == KEEL_OK);
    in_a_child("reading without the right", read_forbidden, &s);
    scratch_end(&s);
}

static unsigned mode_of(const char *path)
{
    struct stat st;

    return CHECK(stat(path, &st) == 0) ? st.st_mode & 07777u : 0;
}

TEST(replacing_keeps_the_permissions_and_a_new_file_gets_its_own)
{
    const char *path;
    scratch s;

    REQUIRE(scratch_begin(&s));
    path = scratch_path(&s, "mode");
    CHECK(file_replace(path, KEEL_STR("one"), 0640, NULL) == KEEL_OK);
    CHECK_INT(mode_of(path), 0640);
    CHECK(chmod(path, 0604) == 0);
    CHECK(file_replace(path, KEEL_STR("two"), 0640, NULL) == KEEL_OK);
    CHECK_INT(mode_of(path), 0604);
    scratch_end(&s);
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
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);
    size_t changes = 0;
    const char *path;
    char before = 0;
    pid_t writer;
    scratch s;

    REQUIRE(scratch_begin(&s));
    path = scratch_path(&s, "raced");
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
    scratch_end(&s); /* with what the killed writer left half done: it lies beside the file, never in it */
}

#ifdef __linux__
static int replace_on_a_full_disk(scratch *s)
{
    static char large[1 << 20];
    const char *path = scratch_path(s, "kept");
    keel_buf out = keel_buf_init(BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;

    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("none", s->folder, "tmpfs", 0, "size=64k") != 0)
        return SKIPPED;
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
    scratch s;

    REQUIRE(scratch_begin(&s));
    in_a_child("a disk of its own", replace_on_a_full_disk, &s);
    scratch_end(&s);
}
#endif
