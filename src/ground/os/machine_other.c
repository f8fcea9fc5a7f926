/* What a POSIX system that we know little of tells. Nothing is guessed: what stays empty is said to be unknown. */
#include "ground/os/machine.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

machine_system machine_ask_system(void)
{
    machine_system answer = { 0 };
    struct utsname name;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    if (uname(&name) == 0) {
        snprintf(answer.name, sizeof answer.name, "%.63s", name.sysname);
        snprintf(answer.release, sizeof answer.release, "%.95s", name.release);
        sscanf(name.release, "%u.%u", &answer.major, &answer.minor);
    }
    if (processors > 0) answer.processors = (unsigned)processors;
    return answer;
}

const char *machine_libc(void) { return "the system's C library"; }

machine_binary machine_read_binary(void) { return (machine_binary){ 0 }; }

machine_memory machine_ask_memory(void)
{
    machine_memory answer = { 0 };
    struct rlimit space;

    if (getrlimit(RLIMIT_AS, &space) == 0 && space.rlim_cur != RLIM_INFINITY) {
        answer.limit = space.rlim_cur;
        answer.limited_by = "ulimit -v";
    }
    return answer;
}
