/* Runs a command as on a kernel of 2019: every system call younger than Linux 5.4 answers "no such call".
 *
 *     old-kernel COMMAND [ARGUMENT...]
 *
 * Since Linux 5.1 new calls have the same number everywhere; 435 (clone3) came with 5.3, and 436 (close_range) with
 * 5.9. What this does not show: new flags of old calls, and an older C library. Before the command starts, the filter
 * is tried: a call on each side of the line. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FIRST_TOO_YOUNG 436
#define LAST_OLD_ENOUGH 434 /* pidfd_open, of 5.3: harmless with a bad argument */

#if defined(__x86_64__)
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCH AUDIT_ARCH_AARCH64
#else
#error "say which AUDIT_ARCH_ this processor has"
#endif

enum status { USAGE = 2, NO_FILTER = 125, NOT_EXECUTABLE = 126, NOT_FOUND = 127 };

/* A call of another architecture counts by other numbers: none of them is let through. */
static int install(void)
{
    struct sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 0, 2),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FIRST_TOO_YOUNG, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { sizeof rules / sizeof rules[0], rules };

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static int is_missing(long number) { return syscall(number, -1, -1, -1, -1, -1, -1) == -1 && errno == ENOSYS; }

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "use: %s COMMAND [ARGUMENT...]\n", argv[0]);
        return USAGE;
    }
    if (install() != 0) {
        perror("old-kernel: cannot install the filter");
        return NO_FILTER;
    }
    if (!is_missing(FIRST_TOO_YOUNG) || is_missing(LAST_OLD_ENOUGH)) {
        fprintf(stderr, "old-kernel: the filter does not hold\n");
        return NO_FILTER;
    }
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    return errno == ENOENT ? NOT_FOUND : NOT_EXECUTABLE;
}
