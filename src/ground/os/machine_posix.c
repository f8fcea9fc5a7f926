/* What POSIX tells of a machine. */
#include "ground/os/machine.h"
#include "ground/os/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static int write_and_sync(int fd, uint64_t *ns)
{
    static const char bytes[512] = "keel was here for a moment\n";
    uint64_t start = clock_now_ns();
    int sys = 0;

    if (write(fd, bytes, sizeof bytes) != (ssize_t)sizeof bytes || fsync(fd) != 0) sys = errno;
    *ns = clock_now_ns() - start;
    return sys;
}

machine_folder machine_try_folder(const char *path)
{
    machine_folder answer = { 0 };
    char probe[4096];
    struct statvfs vfs;
    struct stat st;
    int fd;

    answer.exists = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
    if (!answer.exists) return answer;
    if (statvfs(path, &vfs) == 0) answer.free_bytes = (uint64_t)vfs.f_bavail * vfs.f_frsize;
    if (snprintf(probe, sizeof probe, "%s/.keel-probe-XXXXXX", path) >= (int)sizeof probe) {
        answer.sys = ENAMETOOLONG;
        return answer;
    }
    fd = mkostemp(probe, O_CLOEXEC);
    if (fd < 0) {
        answer.sys = errno;
        return answer;
    }
    unlink(probe);
    answer.sys = write_and_sync(fd, &answer.sync_ns);
    answer.writable = answer.sys == 0;
    close(fd);
    return answer;
}
