/* keel completion: the script by which a shell completes what is typed. */
#include "faces/cli/cli.h"

static int completion(const call *c)
{
    keel_buf out = keel_buf_init(CLI_TEXT_BYTES_MAX, NULL);
    keel_error err = KEEL_ERROR_INIT;
    size_t shell;

    if (options_word(c, c->operands[0], &shell, &err) != KEEL_OK) return cli_fail(c, &err, NULL);
    completion_script((completion_shell)shell, &command_root, &out);
    return cli_answer_buf(c, &out);
}

static const example examples[] = {
    { "keel completion bash > keel.bash && . ./keel.bash",
      "in this shell; with 'source <(keel completion bash)' in ~/.bashrc in all" },
    { "keel completion fish > keel.fish", "fish reads it from ~/.config/fish/completions" },
};

const command command_completion = {
    .name = "completion",
    .line = "the script by which bash, zsh, fish or PowerShell completes commands",
    .text = "Each script says in its first line where it belongs. It holds all commands, options, their values and the "
            "words "
            "they take, made from the same tables as the parser.",
    .operands = "SHELL",
    .operands_min = 1,
    .operands_max = 1,
    .word_at = completion_shell_name,
    .examples = examples,
    .example_count = sizeof examples / sizeof examples[0],
    .exits = "0 2 9",
    .see = "keel help all",
    .run = completion,
};
