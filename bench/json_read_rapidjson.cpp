#include "json_read.h"

#include <cstdlib>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

using namespace rapidjson;

/* Its usual form, which checks no UTF-8 and may round a double by the last bit: the faster one for it. */
namespace
{

void *prepare(keel_str text) { return new keel_str(text); }

void release(void *ctx) { delete static_cast<keel_str *>(ctx); }

void parse(void *ctx, Document &tree)
{
    keel_str *text = static_cast<keel_str *>(ctx);

    tree.Parse(text->data, text->len);
    if (tree.HasParseError()) abort();
}

void read_tree(void *ctx)
{
    Document tree;

    parse(ctx, tree);
}

void add(bench_digest &d, const Value &v)
{
    d.values++;
    if (v.IsString()) d.bytes += v.GetStringLength();
    if (v.IsNumber()) d.sum += v.GetDouble();
    if (v.IsArray())
        for (const Value &inner : v.GetArray()) add(d, inner);
    if (v.IsObject())
        for (const auto &member : v.GetObject()) {
            add(d, member.name);
            add(d, member.value);
        }
}

bench_digest digest(void *ctx)
{
    Document tree;
    bench_digest d = {};

    parse(ctx, tree);
    add(d, tree);
    return d;
}

void check(void *ctx)
{
    keel_str *text = static_cast<keel_str *>(ctx);
    MemoryStream stream(text->data, text->len);
    BaseReaderHandler<> nothing;
    Reader reader;

    if (reader.Parse(stream, nothing).IsError()) abort();
}

} // namespace

extern "C" const json_peer json_peer_rapidjson = { "rapidjson", prepare, release, read_tree,
                                                   digest,      check,   nullptr, nullptr };
