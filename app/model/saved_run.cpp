#include "app/model/saved_run.hpp"

#include "app/model/file_io.hpp"
#include "core/base/bytes.hpp"
#include "core/base/checksum.hpp"
#include "core/trace/trace_bytes.hpp"

#include <fmt/format.h>

#include <utility>

namespace app {

namespace {

// As PNG does it: not a text, and damaged by whoever changes line ends.
constexpr std::string_view magic{"\x89"
                                 "ALAB\r\n\x1a",
                                 8};
constexpr std::uint32_t version = 1;
constexpr std::size_t most_bytes = std::size_t{512} << 20U;

struct Header {
    std::uint32_t version = 0;
    std::uint32_t sum = 0;
    std::uint64_t length = 0;
};

Header read_header(core::ByteReader& in) {
    Header header;
    header.version = in.number<std::uint32_t>();
    header.sum = in.number<std::uint32_t>();
    header.length = in.number<std::uint64_t>();
    return header;
}

/// What is wrong with the file as a whole, or nothing.
std::optional<core::Error> check(const Header& header, const core::ByteReader& in) {
    if (in.is_short()) {
        return core::Error{"it is cut short"};
    }
    if (header.version == 0) {
        return core::Error{"it is damaged or foreign: there never was a format 0"};
    }
    if (header.version > version) {
        return core::Error{fmt::format("it was saved by a newer version of Async Lab (format {}, "
                                       "this one reads up to {})",
                                       header.version, version)};
    }
    const std::size_t there = in.rest().size();
    if (header.length > there) {
        return core::Error{
            fmt::format("it is cut short: {} of {} bytes are there", there, header.length)};
    }
    if (header.length < there) {
        return core::Error{"it is damaged: something follows its end"};
    }
    if (core::checksum(in.rest()) != header.sum) {
        return core::Error{"it is damaged: its checksum is wrong"};
    }
    return std::nullopt;
}

} // namespace

std::string to_alab(const RunLink& link, const core::Trace& trace) {
    core::ByteWriter body;
    body.text(to_link(link, Wording::whole));
    body.raw(core::to_bytes(trace));
    const std::string bytes = std::move(body).take();
    core::ByteWriter out;
    out.raw(magic);
    out.number(version);
    out.number(core::checksum(bytes));
    out.number(static_cast<std::uint64_t>(bytes.size()));
    out.raw(bytes);
    return std::move(out).take();
}

core::Result<SavedRun> from_alab(std::string_view bytes) {
    core::ByteReader in{bytes};
    if (in.take(magic.size()) != magic) {
        return core::Error{"it is no saved run of Async Lab"};
    }
    const Header header = read_header(in);
    if (const auto error = check(header, in)) {
        return *error;
    }
    const std::string_view text = in.text();
    if (in.is_short()) {
        return core::Error{"it is damaged: it does not say what was run"};
    }
    auto link = parse_link(text);
    if (!link) {
        return core::Error{fmt::format("it holds a run that this version does not know: {}",
                                       link.error().message)};
    }
    const auto trace = core::trace_from_bytes(in.rest());
    if (!trace) {
        return trace.error();
    }
    return SavedRun{std::move(link).value(), trace.value()};
}

core::Result<SavedRun> open_alab(const std::string& path) {
    const auto bytes = read_file(path, most_bytes);
    if (!bytes) {
        return bytes.error();
    }
    auto run = from_alab(bytes.value());
    if (!run) {
        return core::Error{fmt::format("cannot open {}: {}", path, run.error().message)};
    }
    return run;
}

} // namespace app
