#include "app/cli/load_args.hpp"

#include "app/cli/option_values.hpp"

namespace app {

core::Result<LoadRequest> parse_load(const RawLoad& raw, const std::vector<std::string>& words) {
    if (words.size() != 1) {
        return core::Error{"load needs one URL, as in asynclab load http://127.0.0.1:8080/work"};
    }
    const auto url = service::parse_url(words.front());
    if (!url) {
        return url.error();
    }
    const auto limiter = parse_name<service::Limiter>(
        "--limiter", raw.limiter ? raw.limiter : "semaphore", service::limiter_names);
    if (!limiter) {
        return limiter.error();
    }
    const auto format = parse_name<LoadFormat>("--format", raw.format, load_format_names);
    if (!format) {
        return format.error();
    }
    LoadRequest request;
    service::LoadOptions& options = request.options;
    options.url = url.value();
    options.limiter = limiter.value();
    Numbers numbers;
    numbers.put<std::int64_t>("--requests", raw.requests, 1, 1'000'000, options.requests);
    numbers.put<std::int64_t>("--limit", raw.limit, 1, 10'000, options.limit);
    numbers.put<std::int64_t>("--rate", raw.rate, 1, 1'000'000, options.rate_per_s);
    numbers.put<std::int64_t>("--burst", raw.burst, 1, 1'000'000, options.burst);
    numbers.put<int>("--retries", raw.retries, 0, 100, options.retries);
    numbers.put_ms("--timeout-ms", raw.timeout_ms, 1, options.timeout);
    numbers.put<std::uint64_t>("--seed", raw.seed, 0, UINT64_MAX, options.seed);
    if (numbers.error()) {
        return *numbers.error();
    }
    request.format = format.value();
    request.trace = raw.trace;
    return request;
}

} // namespace app
