/* Files as POSIX has them. */
#include "ground/os/file_platform.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const file_platform_look = "ls -ld";
const char *const file_platform_room = "df -h .";

file_handle file_platform_stdin(void) { return STDIN_FILENO; }

int file_platform_open(const char *path, file_handle *file)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    *file = fd;
    return fd < 0 ? errno : 0;
}

void file_platform_close(file_handle file) { close((int)file); }

uint64_t file_platform_size(file_handle file)
{
    struct stat st;

    return fstat((int)file, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 ? (uint64_t)st.st_size : 0;
}

/* A stream that somebody else has made non-blocking is waited for: whoever shares a pipe with us set that for itself. */
static bool try_again(int fd, short event)
{
    struct pollfd ready = { .fd = fd, .events = event };

    if (errno == EINTR) return true;
    return errno == EAGAIN && (poll(&ready, 1, -1) == 1 || errno == EINTR);
}

int file_platform_read(file_handle file, char *at, size_t room, size_t *got)
{
    ssize_t n;

    do n = read((int)file, at, room);
    while (n < 0 && try_again((int)file, POLLIN));
    *got = n < 0 ? 0 : (size_t)n;
    return n < 0 ? errno : 0;
}

static int write_all(int fd, keel_str bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(fd, bytes.data, bytes.len);
        if (n < 0 && try_again(fd, POLLOUT)) continue;
        if (n < 0) return errno;
        bytes.data += n;
        bytes.len -= (size_t)n;
    }
    return 0;
}

int file_platform_write_stdout(keel_str bytes) { return write_all(STDOUT_FILENO, bytes); }

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

int file_platform_replace(const char *path, keel_str bytes, unsigned mode)
{
    char scratch[4096];
    struct stat old;
    int fd, sys;

    if (snprintf(scratch, sizeof scratch, "%s.XXXXXX", path) >= (int)sizeof scratch) return ENAMETOOLONG;
    if (stat(path, &old) == 0) mode = old.st_mode & 07777u;
    fd = mkostemp(scratch, O_CLOEXEC);
    if (fd < 0) return errno;
    sys = write_all(fd, bytes);
    if (sys == 0 && fchmod(fd, (mode_t)mode) != 0) sys = errno;
    if (sys == 0 && fsync(fd) != 0) sys = errno;
    if (close(fd) != 0 && sys == 0) sys = errno;
    if (sys == 0 && rename(scratch, path) != 0) sys = errno;
    if (sys == 0) return sync_folder_of(path);
    unlink(scratch);
    return sys;
}

static int map_open(int fd, uint64_t bytes_max, file_view *view)
{
    struct stat st;
    void *at;

    if (fstat(fd, &st) != 0) return errno;
    if (S_ISDIR(st.st_mode)) return EISDIR;
    if (!S_ISREG(st.st_mode)) return ENODEV;
    if ((uint64_t)st.st_size > bytes_max) return EFBIG;
    if (st.st_size == 0) return 0;
    at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED) return errno;
    *view = (file_view){ { at, (size_t)st.st_size }, at };
    return 0;
}

int file_platform_map(const char *path, uint64_t bytes_max, file_view *view)
{
    file_handle file;
    int sys = file_platform_open(path, &file);

    if (sys != 0) return sys;
    sys = map_open((int)file, bytes_max, view);
    file_platform_close(file);
    return sys;
}

void file_platform_unmap(file_view *view) { munmap(view->handle, view->bytes.len); }
