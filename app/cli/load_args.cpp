#include "app/cli/load_args.hpp"

#include "app/cli/option_values.hpp"

namespace app {

namespace {

/// Reads numbers into their places and keeps the first complaint.
class Numbers {
public:
    template <class Number>
    void put(std::string_view option, const std::optional<std::string>& typed, Number least,
             Number most, Number& number) {
        const auto parsed = parse_number<Number>(option, typed, number, least, most);
        if (parsed) {
            number = parsed.value();
        } else if (!m_error) {
            m_error = parsed.error();
        }
    }
    const std::optional<core::Error>& error() const { return m_error; }

private:
    std::optional<core::Error> m_error;
};

} // namespace

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
    std::int64_t timeout_ms = core::to_us(options.timeout) / 1000;
    Numbers numbers;
    numbers.put<std::int64_t>("--requests", raw.requests, 1, 1'000'000, options.requests);
    numbers.put<std::int64_t>("--limit", raw.limit, 1, 10'000, options.limit);
    numbers.put<std::int64_t>("--rate", raw.rate, 1, 1'000'000, options.rate_per_s);
    numbers.put<std::int64_t>("--burst", raw.burst, 1, 1'000'000, options.burst);
    numbers.put<int>("--retries", raw.retries, 0, 100, options.retries);
    numbers.put<std::int64_t>("--timeout-ms", raw.timeout_ms, 1, 3'600'000, timeout_ms);
    numbers.put<std::uint64_t>("--seed", raw.seed, 0, UINT64_MAX, options.seed);
    if (numbers.error()) {
        return *numbers.error();
    }
    options.timeout = std::chrono::milliseconds{timeout_ms};
    request.format = format.value();
    request.trace = raw.trace;
    return request;
}

} // namespace app
