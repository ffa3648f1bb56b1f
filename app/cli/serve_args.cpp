#include "app/cli/serve_args.hpp"

#include "app/cli/option_values.hpp"

namespace app {

core::Result<ServeRequest> parse_serve(const RawServe& raw, const std::vector<std::string>& words) {
    if (!words.empty()) {
        return core::Error{fmt::format(
            "serve takes no '{}', only options; asynclab serve --help lists them", words.front())};
    }
    ServeRequest request;
    service::ServiceOptions& options = request.options;
    Numbers numbers;
    numbers.put<std::uint16_t>("--port", raw.port, 0, 65535, request.port);
    numbers.put_ms("--work-ms", raw.work_ms, 0, options.work);
    numbers.put_ms("--drain-ms", raw.drain_ms, 0, options.drain);
    numbers.put_ms("--lame-duck-ms", raw.lame_duck_ms, 0, options.lame_duck);
    numbers.put_ms("--read-timeout-ms", raw.read_timeout_ms, 0, options.read_timeout);
    numbers.put<std::size_t>("--max-connections", raw.max_connections, 1, 100'000,
                             options.max_connections);
    if (numbers.error()) {
        return *numbers.error();
    }
    request.access_log = raw.access_log;
    request.trace = raw.trace;
    return request;
}

} // namespace app
