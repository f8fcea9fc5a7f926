/* Folders as POSIX has them. */
#include "ground/os/folder.h"
#include "ground/os/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

keel_code folder_enter(const char *path, keel_error *err)
{
    if (chdir(path) == 0) return KEEL_OK;
    if (errno == ENOENT || errno == ENOTDIR) {
        keel_error_set(err, KEEL_E_INPUT, "input.missing", "there is no folder '%s'", path);
        return file_mend_path(err, "look at the path", path), KEEL_E_INPUT;
    }
    return keel_error_system(err, KEEL_E_INPUT, "input.unreadable", errno, "cannot go into '%s'", path);
}

keel_code folder_make_scratch(char out[FOLDER_PATH_MAX], keel_error *err)
{
    const char *base = getenv("TMPDIR");
    int sys = 0;

    if (base == NULL || base[0] == '\0') base = "/tmp";
    if (snprintf(out, FOLDER_PATH_MAX, "%s/keel-XXXXXX", base) >= FOLDER_PATH_MAX)
        sys = ENAMETOOLONG;
    else if (mkdtemp(out) == NULL)
        sys = errno;
    if (sys == 0) return KEEL_OK;
    keel_error_system(err, KEEL_E_OUTPUT, "output.failed", sys, "cannot make a folder in '%s'", base);
    return keel_error_mend(err, "name another place: TMPDIR=DIR"), KEEL_E_OUTPUT;
}

bool folder_remove_flat(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;

    if (folder == NULL) return false;
    while ((entry = readdir(folder)) != NULL) unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
    return rmdir(path) == 0;
}

/* ---- looking through one ------------------------------------------------------------------------------------ */

typedef struct walker {
    char path[FOLDER_PATH_MAX]; /* from the root on */
    unsigned depth_max;
    bool (*seen)(void *ctx, const folder_entry *entry);
    void *ctx;
} walker;

static folder_kind kind_of(mode_t mode)
{
    return S_ISREG(mode) ? FOLDER_FILE : S_ISDIR(mode) ? FOLDER_FOLDER : S_ISLNK(mode) ? FOLDER_LINK : FOLDER_OTHER;
}

static bool walk(walker *w, int fd, size_t len, unsigned depth);

static bool enter(walker *w, int parent, const char *name, size_t len, unsigned depth)
{
    int fd = depth < w->depth_max ? openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;

    return fd < 0 || walk(w, fd, len, depth + 1);
}

static bool one(walker *w, int parent, const char *name, size_t len, unsigned depth)
{
    struct stat st;
    folder_entry entry;
    int added = snprintf(w->path + len, sizeof w->path - len, "%s%s", len > 0 ? "/" : "", name);

    if (added < 0 || (size_t)added >= sizeof w->path - len) return true;
    if (fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) != 0) return true;
    entry = (folder_entry){ w->path, kind_of(st.st_mode), (uint64_t)st.st_size,
                            (int64_t)st.st_mtim.tv_sec * 1000 + st.st_mtim.tv_nsec / 1000000 };
    if (!w->seen(w->ctx, &entry)) return false;
    return entry.kind != FOLDER_FOLDER || enter(w, parent, name, len + (size_t)added, depth);
}

/* Takes `fd`. */
static bool walk(walker *w, int fd, size_t len, unsigned depth)
{
    DIR *folder = fdopendir(fd);
    struct dirent *entry;
    bool go_on = true;

    if (folder == NULL) {
        close(fd);
        return true;
    }
    while (go_on && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        go_on = one(w, fd, entry->d_name, len, depth);
    }
    closedir(folder);
    return go_on;
}

void folder_walk(const char *root, unsigned depth_max, bool (*seen)(void *ctx, const folder_entry *entry), void *ctx)
{
    walker w = { .depth_max = depth_max, .seen = seen, .ctx = ctx };
    int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) walk(&w, fd, 0, 1);
}
