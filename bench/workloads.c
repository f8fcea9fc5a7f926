#include "workloads.h"
#include "ground/assert.h"

#define TEXT_BYTES_MAX (8u << 20)

static uint64_t state;

/* xorshift64*: good low bits, and the same numbers everywhere. */
static uint64_t chance(uint64_t below)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (state * 0x2545F4914F6CDD1Du >> 11) % below;
}

static void put(keel_buf *out, const char *words) { keel_buf_add(out, keel_str_from(words)); }

static const char *const words[] = { "the", "agent", "reads", "a",      "file",   "and",   "writes", "what",
                                     "it",  "found", "into",  "report", "with",   "every", "place",  "named",
                                     "so",  "that",  "you",   "can",    "follow", "back",  "later",  "on" };
static const char *const scripts[] = { "\xE4\xBB\x8A\xE6\x97\xA5\xE3\x81\xAF",
                                       "\xE4\xB8\x96\xE7\x95\x8C",
                                       "\xD0\xBF\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82",
                                       "caf\xC3\xA9",
                                       "\xF0\x9F\x98\x80",
                                       "\xE3\x81\x82\xE3\x82\x8A\xE3\x81\x8C\xE3\x81\xA8" };

#define ONE_OF(list) (list)[chance(sizeof(list) / sizeof(list)[0])]

static void put_words(keel_buf *out, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        if (i > 0) keel_buf_add_char(out, ' ');
        put(out, ONE_OF(words));
    }
}

static void put_post(keel_buf *out)
{
    keel_buf_add_format(out, "{\"created_at\":\"Sun Aug 31 00:%02d:%02d +0000 2014\",\"id\":%llu,\"text\":\"",
                        (int)chance(60), (int)chance(60), 505800000000000000ull + chance(99999999999));
    for (uint64_t part = 2 + chance(4); part > 0; part--) {
        put_words(out, 1 + chance(8));
        put(out, " ");
        put(out, ONE_OF(scripts));
        if (chance(3) == 0) put(out, chance(2) == 0 ? "\\n" : " \\\"so\\\"");
    }
    keel_buf_add_format(out,
                        "\",\"source\":\"<a href=\\\"http:\\/\\/example.org\\\">web</a>\",\"truncated\":false,"
                        "\"in_reply_to\":null,\"user\":{\"id\":%llu,\"name\":\"",
                        (unsigned long long)chance(3000000000));
    put(out, ONE_OF(scripts));
    put(out, "\",\"screen_name\":\"");
    put(out, ONE_OF(words));
    keel_buf_add_format(out,
                        "\",\"location\":\"\",\"followers_count\":%d,\"friends_count\":%d,\"verified\":%s,"
                        "\"profile_image_url\":\"http://img.example.org/profile/%d/normal.jpeg\"},\"tags\":[",
                        (int)chance(5000), (int)chance(900), chance(9) == 0 ? "true" : "false", (int)chance(1000000));
    for (uint64_t i = 0, tags = chance(5); i < tags; i++) {
        put(out, i > 0 ? ",\"" : "\"");
        put(out, ONE_OF(words));
        put(out, "\"");
    }
    keel_buf_add_format(out, "],\"retweet_count\":%d,\"favorited\":false,\"lang\":\"ja\"}", (int)chance(2000));
}

static void put_pairs(keel_buf *out)
{
    keel_buf_add_char(out, '[');
    for (int i = 0; i < 50; i++) {
        keel_buf_add(out, i > 0 ? KEEL_STR(",[") : KEEL_STR("["));
        keel_buf_add_format(out, "%.*f,%.*f]", (int)(3 + chance(11)), (double)chance(360000000000000) / 1e12 - 180,
                            (int)(3 + chance(11)), (double)chance(180000000000000) / 1e12 - 90);
    }
    keel_buf_add_char(out, ']');
}

static void put_config(keel_buf *out, int depth)
{
    static const char *const names[] = { "enabled", "timeout", "retry", "path", "limits", "mode", "level", "hosts" };

    keel_buf_add_char(out, '{');
    for (int i = 0; i < 5; i++) {
        keel_buf_add_format(out, "%s\"%s%d\":", i > 0 ? "," : "", ONE_OF(names), i);
        if (depth > 1 && i < 2)
            put_config(out, depth - 1);
        else
            switch (chance(4)) {
            case 0: keel_buf_add_format(out, "%d", (int)chance(10000)); break;
            case 1: put(out, chance(2) == 0 ? "true" : "false"); break;
            case 2: put(out, "null"); break;
            default: keel_buf_add_format(out, "\"%s-%d\"", ONE_OF(words), (int)chance(100));
            }
    }
    keel_buf_add_char(out, '}');
}

static void put_config_whole(keel_buf *out) { put_config(out, 6); }

static void put_message(keel_buf *out)
{
    keel_buf_add_format(out, "{\"role\":\"%s\",\"content\":\"", chance(2) == 0 ? "user" : "assistant");
    put_words(out, 5 + chance(146));
    if (chance(3) == 0) {
        put(out, "\\n\\n```c\\nint main(void)\\n{\\n    printf(\\\"%d\\\\n\\\", ");
        put_words(out, 3 + chance(20));
        put(out, ");\\n    return 0;\\n}\\n```\\n");
        put_words(out, chance(30));
    }
    keel_buf_add_format(out, "\",\"at\":%llu,\"tokens\":%d}", 1700000000000ull + chance(99999999999),
                        (int)chance(4000));
}

static void put_list(keel_buf *out, size_t bytes, void (*put_item)(keel_buf *))
{
    state = 0x9E3779B97F4A7C15u;
    keel_buf_add_char(out, '[');
    put_item(out);
    while (out->len < bytes && out->failed == KEEL_OK) {
        keel_buf_add_char(out, ',');
        put_item(out);
    }
    keel_buf_add_char(out, ']');
}

static void put_posts(keel_buf *out, size_t bytes) { put_list(out, bytes, put_post); }
static void put_numbers(keel_buf *out, size_t bytes) { put_list(out, bytes, put_pairs); }
static void put_configs(keel_buf *out, size_t bytes) { put_list(out, bytes, put_config_whole); }
static void put_chat(keel_buf *out, size_t bytes) { put_list(out, bytes, put_message); }

static const workload workloads[] = {
    { "posts", put_posts },
    { "numbers", put_numbers },
    { "config", put_configs },
    { "chat", put_chat },
};

static void put_mixed(keel_buf *out, size_t bytes)
{
    state = 0x9E3779B97F4A7C15u;
    while (out->len < bytes && out->failed == KEEL_OK) {
        put(out, chance(3) == 0 ? ONE_OF(words) : ONE_OF(scripts));
        keel_buf_add_char(out, ' ');
    }
}

const workload text_workloads[TEXT_WORKLOAD_COUNT] = {
    { "ascii", put_chat },
    { "mixed", put_mixed },
    { "posts", put_posts },
};

const struct workload_size workload_sizes[WORKLOAD_SIZE_COUNT] = {
    { "10 KB", 10000 },
    { "100 KB", 100000 },
    { "1 MB", 1000000 },
};

void workloads_each(void (*use)(const char *workload, const char *size, keel_str text))
{
    keel_buf text = keel_buf_init(TEXT_BYTES_MAX, NULL);

    for (size_t size = 0; size < WORKLOAD_SIZE_COUNT; size++) {
        for (size_t i = 0; i < sizeof workloads / sizeof workloads[0]; i++) {
            keel_buf_clear(&text);
            workloads[i].put(&text, workload_sizes[size].bytes);
            KEEL_ASSERT(text.failed == KEEL_OK);
            use(workloads[i].name, workload_sizes[size].name, keel_buf_str(&text));
        }
    }
    keel_buf_deinit(&text);
}
