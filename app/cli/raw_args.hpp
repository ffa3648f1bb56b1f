#pragma once
#include "app/cli/export_args.hpp"
#include "app/cli/load_args.hpp"
#include "app/cli/request.hpp"
#include "app/cli/serve_args.hpp"
#include "core/base/result.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace app {

/// A command line taken apart into options and other words, before anything is understood.
struct RawArgs {
    std::optional<Verb> verb;
    bool help = false;
    bool version = false;
    bool json = false;
    std::optional<std::string> seed;
    std::optional<std::string> clock;
    std::optional<std::string> python;
    std::optional<std::string> format;
    std::optional<std::string> metric;
    std::vector<std::string> what_if; ///< in order
    RawServe serve;
    RawLoad load;
    RawExport exports;
    std::vector<std::string> words; ///< neither command nor option, in order
};

/// Takes the words apart. Unknown commands and options, options given twice or without their
/// value are errors.
core::Result<RawArgs> split_args(std::span<const std::string> words);

} // namespace app
