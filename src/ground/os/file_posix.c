/* Files as POSIX has them. */
#include "ground/os/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_BYTES_MIN (64u << 10)

static keel_code cannot_read(const char *path, int sys, keel_error *err)
{
    if (sys == ENOENT || sys == ENOTDIR) {
        keel_error_set(err, KEEL_E_INPUT, "input.missing", "there is no file '%s'", path);
        if (err != NULL) err->sys = sys;
        return keel_error_mend(err, "look at the path: ls -d '%s'", path), KEEL_E_INPUT;
    }
    if (sys == EISDIR) {
        keel_error_set(err, KEEL_E_INPUT, "input.directory", "'%s' is a folder", path);
        if (err != NULL) err->sys = sys;
        return keel_error_mend(err, "name a file in it, or '-' for standard input"), KEEL_E_INPUT;
    }
    keel_error_system(err, KEEL_E_INPUT, "input.unreadable", sys, "cannot read '%s'", path);
    if (sys == EACCES) keel_error_mend(err, "ask for the right to read it: ls -l '%s'", path);
    return KEEL_E_INPUT;
}

static keel_code too_large(const char *path, uint64_t bytes_max, keel_error *err)
{
    keel_error_set(err, KEEL_E_LIMIT, "input.too_large", "'%s' is longer than %llu bytes",
                   strcmp(path, FILE_STDIN) == 0 ? "standard input" : path, (unsigned long long)bytes_max);
    return keel_error_mend(err, "raise the bound: --max-size SIZE"), KEEL_E_LIMIT;
}

/* What a regular file still holds behind `fd`'s place, else 0: only a hint for the first reservation. */
static uint64_t expected_size(int fd)
{
    struct stat st;

    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 ? (uint64_t)st.st_size : 0;
}

static keel_code read_all(int fd, const char *path, uint64_t bytes_max, keel_buf *out, keel_error *err)
{
    size_t start = out->len;
    uint64_t expected = expected_size(fd);

    if (expected > bytes_max) return too_large(path, bytes_max, err);
    for (;;) {
        uint64_t got = out->len - start, room = bytes_max - got + 1; /* one more byte tells that it is too long */
        size_t ask = expected + 1 > got ? (size_t)(expected + 1 - got) : READ_BYTES_MIN;
        char *at;
        ssize_t n;

        if (ask < READ_BYTES_MIN) ask = READ_BYTES_MIN;
        if (ask > room) ask = (size_t)room;
        at = keel_buf_reserve(out, ask);
        if (at == NULL && out->failed == KEEL_E_LIMIT) return too_large(path, bytes_max, err);
        if (at == NULL) return keel_buf_check(out, err);
        n = read(fd, at, ask);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return cannot_read(path, errno, err);
        if (n == 0) return KEEL_OK;
        if ((uint64_t)n > bytes_max - got) return too_large(path, bytes_max, err);
        out->len += (size_t)n;
    }
}

keel_code file_read(const char *path, uint64_t bytes_max, keel_buf *out, keel_error *err)
{
    bool is_stdin = strcmp(path, FILE_STDIN) == 0;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    keel_code code;

    if (fd < 0) return cannot_read(path, errno, err);
    code = read_all(fd, path, bytes_max, out, err);
    if (!is_stdin) close(fd);
    return code;
}

static int write_all(int fd, keel_str bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(fd, bytes.data, bytes.len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        bytes.data += n;
        bytes.len -= (size_t)n;
    }
    return 0;
}

keel_code file_write_stdout(keel_str bytes, keel_error *err)
{
    int sys = write_all(STDOUT_FILENO, bytes);

    if (sys == 0) return KEEL_OK;
    keel_error_system(err, KEEL_E_OUTPUT, "output.failed", sys, "cannot write the result");
    keel_error_place(err, "standard output");
    if (sys == ENOSPC) keel_error_mend(err, "make room, or write somewhere else: df -h .");
    return KEEL_E_OUTPUT;
}

static keel_code cannot_replace(const char *path, int sys, keel_error *err)
{
    keel_error_system(err, KEEL_E_OUTPUT, "output.failed", sys, "cannot write '%s'", path);
    return KEEL_E_OUTPUT;
}

/* A rename is durable once its folder is synced. */
static int sync_folder_of(const char *path)
{
    char copy[4096];
    int fd, sys = 0;

    if (snprintf(copy, sizeof copy, "%s", path) >= (int)sizeof copy) return ENAMETOOLONG;
    fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return errno;
    if (fsync(fd) != 0 && errno != EINVAL) sys = errno; /* EINVAL: a file system that knows no such sync */
    close(fd);
    return sys;
}

keel_code file_replace(const char *path, keel_str bytes, unsigned mode, keel_error *err)
{
    char scratch[4096];
    struct stat old;
    int fd, sys;

    if (snprintf(scratch, sizeof scratch, "%s.XXXXXX", path) >= (int)sizeof scratch)
        return cannot_replace(path, ENAMETOOLONG, err);
    if (stat(path, &old) == 0) mode = old.st_mode & 07777u;
    fd = mkostemp(scratch, O_CLOEXEC);
    if (fd < 0) return cannot_replace(path, errno, err);
    sys = write_all(fd, bytes);
    if (sys == 0 && fchmod(fd, (mode_t)mode) != 0) sys = errno;
    if (sys == 0 && fsync(fd) != 0) sys = errno;
    if (close(fd) != 0 && sys == 0) sys = errno;
    if (sys == 0 && rename(scratch, path) != 0) sys = errno;
    if (sys != 0) {
        unlink(scratch);
        return cannot_replace(path, sys, err);
    }
    sys = sync_folder_of(path);
    return sys == 0 ? KEEL_OK : cannot_replace(path, sys, err);
}

keel_code file_map(const char *path, uint64_t bytes_max, file_view *view, keel_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), sys = 0;
    struct stat st;
    void *at = NULL;

    *view = (file_view){ { "", 0 }, NULL };
    if (fd < 0) return cannot_read(path, errno, err);
    if (fstat(fd, &st) != 0)
        sys = errno;
    else if (S_ISDIR(st.st_mode))
        sys = EISDIR;
    else if (!S_ISREG(st.st_mode))
        sys = ENODEV;
    else if ((uint64_t)st.st_size > bytes_max) {
        close(fd);
        return too_large(path, bytes_max, err);
    } else if (st.st_size > 0 && (at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0)) == MAP_FAILED)
        sys = errno;
    close(fd);
    if (sys != 0) return cannot_read(path, sys, err);
    if (at != NULL) *view = (file_view){ { at, (size_t)st.st_size }, at };
    return KEEL_OK;
}

void file_unmap(file_view *view)
{
    if (view->handle != NULL) munmap(view->handle, view->bytes.len);
    *view = (file_view){ { "", 0 }, NULL };
}
