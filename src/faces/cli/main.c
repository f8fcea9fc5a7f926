/* The root of the tree of commands. */
#include "faces/cli/cli.h"
#include "ground/cpu.h"
#include "ground/os/folder.h"

#include <stdlib.h>

static const option options[] = {
    { .id = OPTION_HELP, .letter = 'h', .name = "help", .line = "-h: how it is used; --help: all about it" },
    { .id = OPTION_VERSION, .name = "version", .line = "print the version in one line" },
    { .id = OPTION_JSON, .name = "json", .line = "print one JSON value a line, for programs; errors too, on stderr" },
    { .id = OPTION_QUIET, .letter = 'q', .name = "quiet", .line = "say nothing but the answer and errors" },
    { .id = OPTION_VERBOSE, .letter = 'v', .name = "verbose", .line = "say on stderr what was read and written" },
    { .id = OPTION_COLOUR,
      .name = "color",
      .kind = OPTION_CHOICE,
      .value = "auto|always|never",
      .standard = "auto",
      .line = "colour; 'keel help environment' tells which variables count too" },
    { .id = OPTION_FOLDER,
      .letter = 'C',
      .name = "directory",
      .kind = OPTION_TEXT,
      .value = "DIR",
      .line = "work in DIR: relative paths are taken from there" },
};

static const command *const subs[] = { &command_json,   &command_demo,       &command_doctor, &command_help,
                                       &command_limits, &command_completion, &command_version };

static const example examples[] = {
    { "keel demo", "show what there is, on the data of this machine" },
    { "echo '{\"b\": 1, \"a\": 2}' | keel json canon", "the one form that all equal values share" },
};

const command command_root = {
    .name = "keel",
    .line = "a native runtime for AI agents, on your own machine",
    .text =
        "Keel grows room by room; these are the commands that stand. The answer of a command goes to stdout and may be "
        "piped; hints, progress and errors go to stderr. Without a terminal nothing is ever asked.",
    .operands = "",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .subs = subs,
    .sub_count = sizeof subs / sizeof subs[0],
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .exits = "0 1 2 3 9 10",
    .see = "keel help all|keel help exit-codes|keel help environment",
};

static keel_code obey_environment(keel_error *err)
{
    const char *cpu = getenv("KEEL_CPU");

    return cpu == NULL || cpu[0] == '\0' ? KEEL_OK : keel_cpu_force(keel_str_from(cpu), err);
}

/* What is wrong with the environment must not hide the help, nor the doctor who would tell it. */
static bool needs_environment(const call *c) { return c->command != &command_help && c->command != &command_doctor; }

static keel_code prepare(const call *c, keel_error *err)
{
    keel_code code = options_complete(c, err);

    if (code == KEEL_OK && needs_environment(c)) code = obey_environment(err);
    if (code == KEEL_OK && cli_given(c, OPTION_FOLDER)) code = folder_enter(c->values[OPTION_FOLDER].text, err);
    return code;
}

static int run(const call *c)
{
    keel_error err = KEEL_ERROR_INIT;

    if (cli_given(c, OPTION_HELP)) return help_of(c);
    if (cli_given(c, OPTION_VERSION)) return version_line(c);
    if (c->command == &command_root) return help_alone(c);
    if (prepare(c, &err) != KEEL_OK) return cli_fail(c, &err, NULL);
    return c->command->run(c);
}

int main(int argc, char **argv)
{
    keel_error err = KEEL_ERROR_INIT;
    call c;

    terminal_keep_streams();
    if (options_parse(&command_root, argc, argv, &c, &err) != KEEL_OK) return cli_fail(&c, &err, NULL);
    return run(&c);
}
