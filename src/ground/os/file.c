/* Reading within a bound, and the words for what goes wrong: the same everywhere. */
#include "ground/os/file_platform.h"

#include <errno.h>

#define READ_BYTES_MIN    (64u << 10)
#define WATCHED_BYTES_MAX (16u << 20) /* a piece that is read while somebody watches: some milliseconds */

/* Between single quotes a shell takes all as it stands, but a quote; and a terminal may break a line at its ends. */
static bool may_be_pasted(const char *path)
{
    for (; *path != '\0'; path++)
        if (*path == '\'' || (unsigned char)*path < ' ' || *path == 0x7F) return false;
    return true;
}

keel_code file_mend_path(keel_error *err, const char *mend, const char *path)
{
    if (!may_be_pasted(path)) return keel_error_mend(err, "%s", mend);
    return keel_error_mend(err, "%s: %s '%s'", mend, file_platform_look, path);
}

static const char *named(const char *path) { return strcmp(path, FILE_STDIN) == 0 ? "standard input" : path; }

static keel_code cannot_read(const char *path, int sys, keel_error *err)
{
    if (sys == ENOENT || sys == ENOTDIR) {
        keel_error_set(err, KEEL_E_INPUT, "input.missing", "there is no file '%s'", path);
        if (err != NULL) err->sys = sys;
        return file_mend_path(err, "look at the path", path), KEEL_E_INPUT;
    }
    if (sys == EISDIR) {
        keel_error_set(err, KEEL_E_INPUT, "input.directory", "'%s' is a folder", path);
        if (err != NULL) err->sys = sys;
        return keel_error_mend(err, "name a file in it, or '-' for standard input"), KEEL_E_INPUT;
    }
    keel_error_system(err, KEEL_E_INPUT, "input.unreadable", sys, "cannot read '%s'", named(path));
    if (sys == EBADF) keel_error_mend(err, "it was closed before the command began: name a file, or leave it open");
    if (sys == EACCES) file_mend_path(err, "ask for the right to read it", path);
    return KEEL_E_INPUT;
}

static keel_code too_large(const char *path, uint64_t bytes_max, keel_error *err)
{
    keel_error_set(err, KEEL_E_LIMIT, "input.too_large", "'%s' is longer than %llu bytes", named(path),
                   (unsigned long long)bytes_max);
    return keel_error_mend(err, "raise the bound: --max-size SIZE"), KEEL_E_LIMIT;
}

static keel_code read_all(file_handle file, const char *path, uint64_t bytes_max, const file_watch *watch,
                          keel_buf *out, keel_error *err)
{
    size_t start = out->len;
    uint64_t expected = file_platform_size(file);

    if (expected > bytes_max) return too_large(path, bytes_max, err);
    for (;;) {
        uint64_t got = out->len - start, room = bytes_max - got + 1; /* one more byte tells that it is too long */
        size_t ask = expected + 1 > got ? (size_t)(expected + 1 - got) : READ_BYTES_MIN, n;
        char *at;
        int sys;

        if (ask < READ_BYTES_MIN) ask = READ_BYTES_MIN;
        if (ask > room) ask = (size_t)room;
        at = keel_buf_reserve(out, ask);
        if (at == NULL && out->failed == KEEL_E_LIMIT) return too_large(path, bytes_max, err);
        if (at == NULL) return keel_buf_check(out, err);
        sys = file_platform_read(file, at, watch != NULL && ask > WATCHED_BYTES_MAX ? WATCHED_BYTES_MAX : ask, &n);
        if (sys != 0) return cannot_read(path, sys, err);
        if (n == 0) return KEEL_OK;
        if ((uint64_t)n > bytes_max - got) return too_large(path, bytes_max, err);
        out->len += n;
        if (watch != NULL) watch->seen(watch->ctx, out->len - start);
    }
}

keel_code file_read(const char *path, uint64_t bytes_max, keel_buf *out, keel_error *err)
{
    return file_read_watched(path, bytes_max, NULL, out, err);
}

keel_code file_read_watched(const char *path, uint64_t bytes_max, const file_watch *watch, keel_buf *out,
                            keel_error *err)
{
    bool is_stdin = strcmp(path, FILE_STDIN) == 0;
    file_handle file = file_platform_stdin();
    int sys = is_stdin ? 0 : file_platform_open(path, &file);
    keel_code code;

    if (sys != 0) return cannot_read(path, sys, err);
    code = read_all(file, path, bytes_max, watch, out, err);
    if (!is_stdin) file_platform_close(file);
    return code;
}

keel_code file_write_stdout(keel_str bytes, keel_error *err)
{
    int sys = file_platform_write_stdout(bytes);

    if (sys == 0) return KEEL_OK;
    keel_error_system(err, KEEL_E_OUTPUT, "output.failed", sys, "cannot write the result");
    keel_error_place(err, "standard output");
    if (sys == ENOSPC) keel_error_mend(err, "make room, or write somewhere else: %s", file_platform_room);
    if (sys == EBADF) keel_error_mend(err, "it was closed before the command began: leave it open, or write to a file");
    return KEEL_E_OUTPUT;
}

keel_code file_replace(const char *path, keel_str bytes, unsigned mode, keel_error *err)
{
    int sys = file_platform_replace(path, bytes, mode);

    return sys == 0 ? KEEL_OK : keel_error_system(err, KEEL_E_OUTPUT, "output.failed", sys, "cannot write '%s'", path);
}

keel_code file_map(const char *path, uint64_t bytes_max, file_view *view, keel_error *err)
{
    int sys;

    *view = (file_view){ { "", 0 }, NULL };
    sys = file_platform_map(path, bytes_max, view);
    if (sys == EFBIG) return too_large(path, bytes_max, err);
    return sys == 0 ? KEEL_OK : cannot_read(path, sys, err);
}

void file_unmap(file_view *view)
{
    if (view->handle != NULL) file_platform_unmap(view);
    *view = (file_view){ { "", 0 }, NULL };
}
