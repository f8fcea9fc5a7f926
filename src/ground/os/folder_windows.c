/* Folders as Windows has them. */
#include "ground/os/folder.h"
#include "ground/os/file.h"
#include "ground/os/wide_windows.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

#define SCRATCH_TRIES 100u
#define MS_TO_1970    11644473600000 /* Windows counts from 1601, in tenths of a microsecond */
#define TICKS_PER_MS  10000

keel_code folder_enter(const char *path, keel_error *err)
{
    wide_path wide;
    int sys = wide_from_path(path, &wide);

    if (sys == 0 && !SetCurrentDirectoryW(wide.units)) sys = wide_last_error();
    if (sys == 0) return KEEL_OK;
    if (sys == ENOENT || sys == ENOTDIR) {
        keel_error_set(err, KEEL_E_INPUT, "input.missing", "there is no folder '%s'", path);
        return file_mend_path(err, "look at the path", path), KEEL_E_INPUT;
    }
    return keel_error_system(err, KEEL_E_INPUT, "input.unreadable", sys, "cannot go into '%s'", path);
}

/* TMPDIR where it is set, as everywhere, else what the system says. */
static void scratch_base(char *out, size_t size)
{
    const char *base = getenv("TMPDIR");
    wide_path told;
    size_t len;

    if (base != NULL && base[0] != '\0') {
        snprintf(out, size, "%s", base);
        return;
    }
    if (GetTempPathW(WIDE_UNITS_MAX, told.units) == 0) wcscpy(told.units, L".");
    len = wide_to_path(told.units, out, size);
    if (len > 0 && out[len - 1] == '/') out[len - 1] = '\0';
}

static int make_below(const char *base, char out[FOLDER_PATH_MAX])
{
    for (unsigned i = 0; i < SCRATCH_TRIES; i++) {
        wide_path wide;
        int sys, len = snprintf(out, FOLDER_PATH_MAX, "%s/keel-%lx-%lx", base, (unsigned long)GetCurrentProcessId(),
                                (unsigned long)GetTickCount() + i);
        if (len >= FOLDER_PATH_MAX) return ENAMETOOLONG;
        sys = wide_from_path(out, &wide);
        if (sys != 0) return sys;
        if (CreateDirectoryW(wide.units, NULL)) return 0;
        if (GetLastError() != ERROR_ALREADY_EXISTS) return wide_last_error();
    }
    return EEXIST;
}

keel_code folder_make_scratch(char out[FOLDER_PATH_MAX], keel_error *err)
{
    char base[FOLDER_PATH_MAX];
    int sys;

    scratch_base(base, sizeof base);
    sys = make_below(base, out);
    if (sys == 0) return KEEL_OK;
    keel_error_system(err, KEEL_E_OUTPUT, "output.failed", sys, "cannot make a folder in '%s'", base);
    return keel_error_mend(err, "name another place: TMPDIR=DIR"), KEEL_E_OUTPUT;
}

/* ---- looking through one ------------------------------------------------------------------------------------ */

typedef struct walker {
    wide_path at;               /* for the system */
    char path[FOLDER_PATH_MAX]; /* from the root on */
    unsigned depth_max;
    bool (*seen)(void *ctx, const folder_entry *entry);
    void *ctx;
} walker;

static folder_kind kind_of(const WIN32_FIND_DATAW *found)
{
    if ((found->dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0) return FOLDER_LINK;
    if ((found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0) return FOLDER_FOLDER;
    return (found->dwFileAttributes & FILE_ATTRIBUTE_DEVICE) != 0 ? FOLDER_OTHER : FOLDER_FILE;
}

static uint64_t joined(DWORD high, DWORD low) { return (uint64_t)high << 32 | low; }

/* Writes `name` behind the first `len` units. False: it does not fit. */
static bool append(wide_path *path, size_t len, const wchar_t *name)
{
    int added = _snwprintf(path->units + len, WIDE_UNITS_MAX - len, L"\\%ls", name);

    return added > 0 && (size_t)added < WIDE_UNITS_MAX - len;
}

static bool walk(walker *w, size_t wide_len, size_t len, unsigned depth);

static bool one(walker *w, const WIN32_FIND_DATAW *found, size_t wide_len, size_t len, unsigned depth)
{
    uint64_t changed = joined(found->ftLastWriteTime.dwHighDateTime, found->ftLastWriteTime.dwLowDateTime);
    folder_entry entry = { w->path, kind_of(found), joined(found->nFileSizeHigh, found->nFileSizeLow),
                           (int64_t)(changed / TICKS_PER_MS) - MS_TO_1970 };
    size_t start = len > 0 ? len + 1 : 0, added;

    if (start + 1 >= sizeof w->path) return true;
    if (len > 0) w->path[len] = '/';
    added = wide_to_path(found->cFileName, w->path + start, sizeof w->path - start);
    if (added == 0) return true;
    if (!w->seen(w->ctx, &entry)) return false;
    if (entry.kind != FOLDER_FOLDER || depth >= w->depth_max) return true;
    if (!append(&w->at, wide_len, found->cFileName)) return true;
    return walk(w, wcslen(w->at.units), start + added, depth + 1);
}

static bool is_dots(const wchar_t *name) { return wcscmp(name, L".") == 0 || wcscmp(name, L"..") == 0; }

static bool walk(walker *w, size_t wide_len, size_t len, unsigned depth)
{
    WIN32_FIND_DATAW found;
    HANDLE search = append(&w->at, wide_len, L"*") ? FindFirstFileW(w->at.units, &found) : INVALID_HANDLE_VALUE;
    bool go_on = true;

    if (search == INVALID_HANDLE_VALUE) return true;
    do
        if (!is_dots(found.cFileName)) go_on = one(w, &found, wide_len, len, depth);
    while (go_on && FindNextFileW(search, &found));
    FindClose(search);
    return go_on;
}

void folder_walk(const char *root, unsigned depth_max, bool (*seen)(void *ctx, const folder_entry *entry), void *ctx)
{
    walker w = { .depth_max = depth_max, .seen = seen, .ctx = ctx };

    if (wide_from_path(root, &w.at) == 0) walk(&w, wcslen(w.at.units), 0, 1);
}

bool folder_remove_flat(const char *path)
{
    wide_path wide;
    WIN32_FIND_DATAW found;
    HANDLE search = INVALID_HANDLE_VALUE;
    size_t len;

    if (wide_from_path(path, &wide) != 0) return false;
    len = wcslen(wide.units);
    if (append(&wide, len, L"*")) search = FindFirstFileW(wide.units, &found);
    if (search == INVALID_HANDLE_VALUE) return false;
    do
        if (!is_dots(found.cFileName) && append(&wide, len, found.cFileName)) DeleteFileW(wide.units);
    while (FindNextFileW(search, &found));
    FindClose(search);
    wide.units[len] = L'\0';
    return RemoveDirectoryW(wide.units) != 0;
}
