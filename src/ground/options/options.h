/* ground/options/options.h - commands and options as tables, from which all else is made.
 *
 *     static const option options[] = {
 *         { .id = OPTION_INDENT, .name = "indent", .kind = OPTION_NUMBER, .value = "N", .standard = "2",
 *           .least = 1, .most = 16, .line = "indent each level by N blanks" },
 *     };
 *     const command command_fmt = { .name = "fmt", .line = "...", .options = options, .option_count = 1, .run = fmt };
 *
 *     code = options_parse(&root, argc, argv, &call, &err);      call.command->run(&call)
 *     help_long(call.path, call.path_len, &look, &out);          'keel json fmt --help'
 *     man_page(call.path, call.path_len, NULL, &out);            keel-json-fmt(1)
 *     completion_script(SHELL_BASH, &root, &out);                all commands, options and words
 *
 * One table gives the parser, `--help`, the man page and the completions, so they cannot differ. A value is checked
 * here: kind, range, choice. A mistyped verb or flag is answered with the nearest name.
 * All of it is pure: arguments in, a call or a text out. Nothing here prints, exits or reads the environment. */
#ifndef KEEL_OPTIONS_H
#define KEEL_OPTIONS_H

#include "ground/base.h"
#include "ground/buf.h"
#include "ground/error.h"
#include "ground/screen.h"

typedef enum option_kind {
    OPTION_FLAG,
    OPTION_TEXT,
    OPTION_NUMBER,   /* decimal, from `least` to `most` */
    OPTION_SIZE,     /* bytes: 4096, 64k, 16M, 1G, 1GiB (powers of 1024), from `least` to `most` */
    OPTION_DURATION, /* milliseconds: 1500ms, 20s, 2m; a bare number is seconds; from `least` to `most` */
    OPTION_CHOICE    /* one of `value`, which reads "auto|always|never" */
} option_kind;

typedef struct option {
    uint8_t id;  /* its place in a call's values; unique within the program */
    char letter; /* 'q' for -q, or 0 */
    option_kind kind;
    const char *name;     /* without the dashes */
    const char *value;    /* the name of its value, as help shows it; NULL for a flag */
    const char *standard; /* what holds without it, in words; NULL if nothing does */
    uint64_t least, most;
    const char *line; /* what happens, in a line */
    const char *text; /* and in a paragraph, for the manual; NULL if the line says it all */
} option;

typedef struct example {
    const char *line; /* the command as typed */
    const char *says; /* what it does */
} example;

typedef struct call call;

typedef struct command {
    const char *name;
    const char *line;     /* what it does, in a line */
    const char *text;     /* paragraphs for the manual, an empty line between */
    const char *operands; /* "[FILE]", "" for none */
    uint32_t operands_min, operands_max;
    const char *(*word_at)(size_t index); /* the words it takes as operand, NULL behind the last; NULL: any word */
    bool newcomer;                        /* among the few that the program alone shows */
    const option *options;
    size_t option_count;
    const struct command *const *subs; /* a command has either subs or run */
    size_t sub_count;
    const example *examples;
    size_t example_count;
    const char *exits; /* the statuses it can end with: "0 1 2 3 9" */
    const char *see;   /* further commands: "keel json check|keel help limits" */
    int (*run)(const call *c);
} command;

#define OPTIONS_MAX       64
#define COMMAND_DEPTH_MAX 4

typedef struct option_value {
    bool given;
    bool by_letter;   /* as -h rather than --help */
    const char *text; /* as typed; borrowed from argv */
    uint64_t number;  /* of a number, size, duration; of a choice its index */
} option_value;

struct call {
    const command *path[COMMAND_DEPTH_MAX]; /* from the root to the command itself */
    size_t path_len;
    const command *command; /* the last of the path */
    option_value values[OPTIONS_MAX];
    const char *const *operands; /* what is no option, in order; borrowed from argv, which is put in order for it */
    size_t operand_count;
};

/* Reads the arguments after argv[0]. The root's options are known everywhere. `--` ends the options; a lone `-` is an
 * operand. KEEL_E_USAGE with the nearest name where one is near; the mend is the whole line as it should have been
 * typed. After a failure `out` still knows the root's options, wherever they stand, so that `--json` and `--color`
 * can rule how the error is told. */
keel_code options_parse(const command *root, int argc, char **argv, call *out, keel_error *err);

/* Can the call be run? Its command does something itself, and has the operands that it needs. Asked after `--help`
 * was answered. */
keel_code options_complete(const call *c, keel_error *err);

/* The index of `typed` among the words that the command takes; the nearest of them is the mend. */
keel_code options_word(const call *c, const char *typed, size_t *index, keel_error *err);

/* "keel json fmt": the words of a path. Cut to `size`. */
void options_path(const command *const *path, size_t path_len, char *out, size_t size);

/* The nearest of `names` to what was typed, NULL if none is near: at most a third of the letters differ. */
const char *options_nearest(const char *typed, const char *const *names, size_t count);

/* "64k" and such as bytes; "20s" and such as milliseconds. False: it is none. */
bool options_read_size(const char *text, uint64_t *bytes);
bool options_read_duration(const char *text, uint64_t *ms);

/* ---- what a person reads, made from the same tables -------------------------------------------------------
 * A path leads from the root to the command that is told. A buffer that was too small is told by keel_buf_check. */

typedef enum completion_shell { SHELL_BASH, SHELL_ZSH, SHELL_FISH, SHELL_POWERSHELL } completion_shell;

/* "bash", "zsh", "fish", "powershell"; NULL behind the last. Static. */
const char *completion_shell_name(size_t index);

/* What a newcomer needs: the first commands, and where the others are. */
void help_newcomer(const command *root, const screen_look *look, keel_buf *out);

/* Every command in its tree, a line each. */
void help_all(const command *root, const screen_look *look, keel_buf *out);

/* -h: use, and a line for each option. --help: also the paragraphs, examples, exit codes and where to read on. */
void help_short(const command *const *path, size_t path_len, const screen_look *look, keel_buf *out);
void help_long(const command *const *path, size_t path_len, const screen_look *look, keel_buf *out);

/* "keel json fmt [OPTIONS] [FILE]" */
void help_use(const command *const *path, size_t path_len, keel_buf *out);

/* The exit codes named in `which` ("0 2 3"), or all for NULL: "CODE\tMEANING\n" each. */
void help_exits(const char *which, keel_buf *rows);

/* One page of section 1, in man's own macros. `extra` is roff that stands before SEE ALSO, NULL for none. */
void man_page(const command *const *path, size_t path_len, const char *extra, keel_buf *out);

/* `text` as roff shows it as it is. */
void man_text(const char *text, keel_buf *out);

/* A script that the shell reads once and then completes commands, options, values and words by itself. */
void completion_script(completion_shell shell, const command *root, keel_buf *out);

#endif
