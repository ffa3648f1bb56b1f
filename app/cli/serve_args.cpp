#include "app/cli/serve_args.hpp"

#include "app/cli/option_values.hpp"

namespace app {

namespace {

constexpr std::int64_t an_hour_ms = 3'600'000;

/// Puts a number of milliseconds into `duration`; an error if it is none.
std::optional<core::Error> put_ms(std::string_view option, const std::optional<std::string>& typed,
                                  core::Duration& duration) {
    if (typed) {
        const auto ms = parse_number<std::int64_t>(option, typed, 0, 0, an_hour_ms);
        if (!ms) {
            return ms.error();
        }
        duration = std::chrono::milliseconds{ms.value()};
    }
    return std::nullopt;
}

} // namespace

core::Result<ServeRequest> parse_serve(const RawServe& raw, const std::vector<std::string>& words) {
    if (!words.empty()) {
        return core::Error{fmt::format(
            "serve takes no '{}', only options; asynclab serve --help lists them", words.front())};
    }
    ServeRequest request;
    const auto port = parse_number<std::uint16_t>("--port", raw.port, 0, 0, 65535);
    if (!port) {
        return port.error();
    }
    request.port = port.value();
    service::ServiceOptions& options = request.options;
    for (const auto& [option, typed, duration] :
         {std::tuple{"--work-ms", &raw.work_ms, &options.work},
          std::tuple{"--drain-ms", &raw.drain_ms, &options.drain},
          std::tuple{"--lame-duck-ms", &raw.lame_duck_ms, &options.lame_duck},
          std::tuple{"--read-timeout-ms", &raw.read_timeout_ms, &options.read_timeout}}) {
        if (const auto error = put_ms(option, *typed, *duration)) {
            return *error;
        }
    }
    const auto most = parse_number<std::size_t>("--max-connections", raw.max_connections,
                                                options.max_connections, 1, 100'000);
    if (!most) {
        return most.error();
    }
    options.max_connections = most.value();
    request.access_log = raw.access_log;
    request.trace = raw.trace;
    return request;
}

} // namespace app
