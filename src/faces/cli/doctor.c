/* keel doctor: what this machine gives, what is weaker here, and how to mend it. Each line was probed now. */
#include "faces/cli/cli.h"
#include "ground/cpu.h"
#include "ground/os/machine.h"
#include "ground/os/openssl.h"
#include "skills/json/json.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define SENTENCE_BYTES   320
#define FREE_BYTES_LEAST (64u << 20)  /* less room than this is a finding: a log needs some */
#define MEMORY_LEAST     (256u << 20) /* less than this, and a text of some size is refused */
#define KERNEL_MAJOR     5u           /* the oldest kernel that is supported: 5.4 */
#define KERNEL_MINOR     4u

/* FINE: as it should be. WEAKER: all works, something less well, and it says what. FINDING: not as it should be. */
typedef enum grade { FINE, WEAKER, FINDING } grade;

typedef struct doctor {
    const call *c;
    screen_look look;
    keel_buf out;
    unsigned findings;
    const char *area;
} doctor;

/* ---- telling ------------------------------------------------------------------------------------------------ */

static const char *const words[] = { "ok", "weaker", "finding" };

static const char *sign(const doctor *d, grade g)
{
    static const char *const plain[] = { "ok", "~", "!" }, *const signs[] = { "✓", "·", "!" };

    return d->look.utf8 ? signs[g] : plain[g];
}

static void tell_json(doctor *d, grade g, const char *what, const char *mend)
{
    keel_buf_add_format(&d->out, "{\"type\":\"doctor.%s\",\"area\":\"%s\",\"what\":", g == FINDING ? "finding" : "fact",
                        d->area);
    cli_quote(keel_str_from(what), &d->out);
    keel_buf_add_format(&d->out, ",\"grade\":\"%s\",\"mend\":", words[g]);
    cli_quote(keel_str_from(mend), &d->out);
    keel_buf_add(&d->out, KEEL_STR("}\n"));
}

static void tell_person(doctor *d, grade g, const char *what, const char *mend)
{
    static const char *const colours[] = { "\033[32m", "\033[33m", "\033[1;31m" };
    keel_buf clean = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);

    screen_clean(keel_str_from(what), &clean);
    keel_buf_add_format(&d->out, "%s%s%s", d->look.colour ? colours[g] : "", sign(d, g),
                        d->look.colour ? "\033[0m" : "");
    screen_blanks(3 - screen_width(keel_str_from(sign(d, g))), &d->out);
    keel_buf_add_format(&d->out, "%-10s", d->area);
    screen_wrap(keel_buf_str(&clean), 13, 13, d->look.width, &d->out);
    if (mend[0] != '\0') {
        keel_buf_add(&d->out, KEEL_STR("             mend  "));
        screen_wrap(keel_str_from(mend), 19, 19, d->look.width, &d->out);
    }
    keel_buf_deinit(&clean);
}

/* One line of the answer. For a pipe: grade, area, what, mend, with tabs between. */
KEEL_PRINTF(4, 5) static void tell(doctor *d, grade g, const char *mend, const char *format, ...)
{
    char what[SENTENCE_BYTES];
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    d->findings += g == FINDING;
    if (cli_given(d->c, OPTION_JSON))
        tell_json(d, g, what, mend);
    else if (d->look.person)
        tell_person(d, g, what, mend);
    else {
        keel_buf_add_format(&d->out, "%s\t%s\t", words[g], d->area);
        screen_clean(keel_str_from(what), &d->out);
        keel_buf_add_format(&d->out, "\t%s\n", mend);
    }
}

/* ---- the areas ---------------------------------------------------------------------------------------------- */

static void binary(doctor *d)
{
    machine_binary b = machine_read_binary();
    char size[CLI_SIZE_BYTES];

    if (!b.known) {
        tell(d, WEAKER, "", "keel %s; its own file could not be read here, so nothing more is known", keel_version());
        return;
    }
    tell(d, b.whole ? FINE : FINDING, b.whole ? "" : "install it again: the file was cut or overwritten",
         "keel %s, %s, %s: %s", keel_version(), cli_size(b.bytes, size), b.whole ? "whole" : "NOT whole", b.path);
    if (b.moves && b.locked_links && b.data_stack)
        tell(d, FINE, "", "hardened: random addresses, links locked after start, no code on the stack");
    else
        tell(d, WEAKER, "build it with './dev build', which hardens it", "not hardened: %s%s%s",
             b.moves ? "" : "a fixed address; ", b.locked_links ? "" : "links stay writable; ",
             b.data_stack ? "" : "the stack may hold code");
}

static void cpu(doctor *d)
{
    const char *forced = getenv("KEEL_CPU");
    machine_system system = machine_ask_system();
    keel_error err = KEEL_ERROR_INIT;
    char can[96] = "";

    for (int level = 0; level <= KEEL_CPU_NEON; level++) {
        size_t len = strlen(can);
        if (keel_cpu_can((keel_cpu_level)level))
            snprintf(can + len, sizeof can - len, "%s%s", len > 0 ? ", " : "", keel_cpu_name((keel_cpu_level)level));
    }
    if (forced != NULL && forced[0] != '\0' && keel_cpu_force(keel_str_from(forced), &err) != KEEL_OK)
        tell(d, FINDING, err.mend, "%s (KEEL_CPU)", err.what);
    else if (forced != NULL && forced[0] != '\0')
        tell(d, WEAKER, "unset KEEL_CPU", "KEEL_CPU holds it at %s", forced);
    tell(d, keel_cpu() == KEEL_CPU_SCALAR ? WEAKER : FINE, "", "%s in use; can %s; %u processors for this process%s%s",
         keel_cpu_name(keel_cpu()), can, system.processors, system.processor[0] != '\0' ? "; " : "", system.processor);
}

/* Is the kernel one that we are tested for? Which calls we use is a property of the build and not of this machine:
 * './dev test --old-kernel' runs the suites where all calls younger than the oldest kernel's are refused. */
static void kernel(doctor *d)
{
    machine_system s = machine_ask_system();
    bool is_linux = strcmp(s.name, "Linux") == 0;
    bool old = is_linux && (s.major < KERNEL_MAJOR || (s.major == KERNEL_MAJOR && s.minor < KERNEL_MINOR));
    keel_error err = KEEL_ERROR_INIT;
    char tested[64] = "";

    if (is_linux)
        snprintf(tested, sizeof tested, "; keel is tested for kernel %u.%u and later", KERNEL_MAJOR, KERNEL_MINOR);
    tell(d, old ? WEAKER : FINE, old ? "use a later kernel: on this one nobody has tried keel" : "", "%s %s, %s%s",
         s.name, s.release, machine_libc(), tested);
    if (openssl_load(&err) == KEEL_OK)
        tell(d, FINE, "", "%s can be loaded; nothing needs it yet", openssl_version());
    else
        tell(d, WEAKER, err.mend, "%s; nothing needs it yet", err.what);
}

static void terminal(doctor *d)
{
    terminal_choice flag = (terminal_choice)cli_number(d->c, OPTION_COLOUR);

    tell(d, FINE, "", "%s, %zu columns; colour %s (%s)",
         terminal_is(TERMINAL_STDOUT) ? "stdout is a terminal" : "stdout is no terminal", d->look.width,
         d->look.colour ? "on" : "off", terminal_colour_why(TERMINAL_STDOUT, flag));
    if (!d->look.utf8) tell(d, WEAKER, "export LC_ALL=C.UTF-8", "the locale speaks no UTF-8: signs are ASCII");
}

/* KEEL_HOME, or keel in XDG_STATE_HOME, or where Windows keeps such, or below the home folder. Windows comes before HOME,
 * which some shells set there and others do not: the state must not depend on the shell. Empty: nothing says. */
static void state_path(char *out, size_t size)
{
    const char *own = getenv("KEEL_HOME"), *xdg = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    const char *local = getenv("LOCALAPPDATA");

    out[0] = '\0';
    if (own != NULL && own[0] != '\0')
        snprintf(out, size, "%s", own);
    else if (xdg != NULL && xdg[0] == '/') /* the specification: a relative path is to be passed over */
        snprintf(out, size, "%s/keel", xdg);
    else if (local != NULL && local[0] != '\0')
        snprintf(out, size, "%s/keel", local);
    else if (home != NULL && home[0] != '\0')
        snprintf(out, size, "%s/.local/state/keel", home);
}

/* The nearest folder above `path` that is there: its rights and its room are those that making `path` meets. */
static machine_folder try_nearest(char *path)
{
    machine_folder f = machine_try_folder(path);

    while (!f.exists && strrchr(path, '/') != NULL) {
        char *slash = strrchr(path, '/');
        if (slash == path) {
            path[1] = '\0';
            return machine_try_folder(path);
        }
        *slash = '\0';
        f = machine_try_folder(path);
    }
    return f;
}

static void state(doctor *d)
{
    char wanted[1024], found[1024], room[CLI_SIZE_BYTES];
    machine_folder f;
    bool there;

    state_path(wanted, sizeof wanted);
    if (wanted[0] == '\0') {
        tell(d, FINDING, "export HOME, or KEEL_HOME=DIR", "no folder for state: HOME is not set");
        return;
    }
    snprintf(found, sizeof found, "%s", wanted);
    f = try_nearest(found);
    there = strcmp(found, wanted) == 0 && f.exists;
    if (!f.writable)
        tell(d, FINDING, "name another folder: export KEEL_HOME=DIR", "%s: %s cannot be written to: %s", wanted, found,
             f.exists ? strerror(f.sys) : "it is not there");
    else
        tell(d, f.free_bytes < FREE_BYTES_LEAST ? FINDING : FINE,
             f.free_bytes < FREE_BYTES_LEAST ? "make room: df -h" : "", "%s%s; %s free, fsync %.1f ms", wanted,
             there ? "" : " (not made yet: nothing keeps state so far)", cli_size(f.free_bytes, room),
             (double)f.sync_ns / 1e6);
}

static void memory(doctor *d)
{
    machine_memory m = machine_ask_memory();
    uint64_t usable = m.limit != 0 && (m.available == 0 || m.limit < m.available) ? m.limit : m.available;
    char total[CLI_SIZE_BYTES], available[CLI_SIZE_BYTES], limit[CLI_SIZE_BYTES];
    bool low = usable != 0 && usable < MEMORY_LEAST;

    if (m.total == 0 && m.limit == 0) {
        tell(d, WEAKER, "", "this system does not tell how much memory there is");
        return;
    }
    tell(d, low ? FINDING : FINE, low ? "free some, or raise the limit: large texts will be refused" : "",
         "%s available of %s%s%s%s%s", cli_size(m.available, available), cli_size(m.total, total),
         m.limit != 0 ? "; limited to " : "", m.limit != 0 ? cli_size(m.limit, limit) : "", m.limit != 0 ? " by " : "",
         m.limit != 0 ? m.limited_by : "");
}

static const struct {
    const char *name;
    void (*probe)(doctor *d);
} areas[] = {
    { "binary", binary },     { "cpu", cpu },     { "kernel", kernel },
    { "terminal", terminal }, { "state", state }, { "memory", memory },
};

static const char *area_name(size_t index) { return index < sizeof areas / sizeof areas[0] ? areas[index].name : NULL; }

static int examine(const call *c)
{
    doctor d = { .c = c, .look = cli_look(c, TERMINAL_STDOUT), .out = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL) };
    size_t from = 0, to = sizeof areas / sizeof areas[0];
    keel_error err = KEEL_ERROR_INIT;
    int status;

    if (c->operand_count > 0) {
        if (options_word(c, c->operands[0], &from, &err) != KEEL_OK) return cli_fail(c, &err, NULL);
        to = from + 1;
    }
    for (size_t i = from; i < to; i++) {
        d.area = areas[i].name;
        areas[i].probe(&d);
    }
    status = cli_answer_buf(c, &d.out);
    return status != CLI_DONE ? status : d.findings > 0 ? CLI_NO : CLI_DONE;
}

static const example examples[] = {
    { "keel doctor cpu", "one area alone" },
    { "keel doctor --json | keel json min --lines", "all of it for a bug report, one fact a line" },
};

const command command_doctor = {
    .name = "doctor",
    .line = "check this machine, and say how to mend what is missing",
    .text =
        "Each line was probed when you asked: a file is written and synced, the program reads itself. A line is ok, "
        "weaker "
        "(all works, something less well) or a finding; with a finding the exit code is 1.\n\n"
        "On a terminal it is laid out to be read; in a pipe each line is: grade, area, what, mend, with tabs between. "
        "With --json each is {\"type\":\"doctor.fact\" or "
        "\"doctor.finding\",\"area\":...,\"what\":...,\"grade\":\"ok\", "
        "\"weaker\" or \"finding\",\"mend\":...}. AREA is binary, cpu, kernel, terminal, state or memory.",
    .operands = "[AREA]",
    .operands_max = 1,
    .word_at = area_name,
    .newcomer = true,
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .exits = "0 1 2 9",
    .see = "keel version|keel help environment",
    .run = examine,
};
