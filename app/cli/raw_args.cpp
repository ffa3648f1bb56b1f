#include "app/cli/raw_args.hpp"

#include "app/cli/words.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace app {

namespace {

/// The words that CLI11 sees. What follows "--" is no option, and "++", which would silently
/// end a CLI11 subcommand, is a word like any other.
struct Dealt {
    std::vector<std::string> for_parser;
    std::vector<std::string> plain;
};

Dealt deal(std::span<const std::string> words) {
    Dealt dealt;
    bool only_plain = false;
    for (const std::string& word : words) {
        if (word == "--" && !only_plain) {
            only_plain = true;
        } else if (only_plain || word == "++") {
            dealt.plain.push_back(word);
        } else {
            dealt.for_parser.push_back(word);
        }
    }
    return dealt;
}

/// A CLI11 parser that fills a RawArgs.
///
/// It declares the options only. Everything else CLI11 hands over as it is, because its own
/// messages say neither what is allowed nor what was meant.
class Parser {
public:
    explicit Parser(RawArgs& raw) : m_raw(raw) {
        m_app.set_help_flag();
        m_app.allow_extras();
        m_app.require_subcommand(0, 1);
        add_flag(m_app, "-h,--help", raw.help);
        add_flag(m_app, "--version", raw.version);
        for (const std::string_view name : verb_names) {
            CLI::App* verb = m_app.add_subcommand(std::string{name});
            verb->set_help_flag();
            verb->allow_extras();
            add_flag(*verb, "-h,--help", raw.help);
            m_verbs.push_back(verb);
        }
        add_flag(verb(Verb::list), "--json", raw.json);
        verb(Verb::sweep).add_option("--metric", raw.metric);
        for (const Verb runner : {Verb::run, Verb::compare, Verb::sweep, Verb::export_run}) {
            add_run_options(runner);
        }
        CLI::App& server = verb(Verb::serve);
        server.add_option("--port", raw.serve.port);
        server.add_option("--work-ms", raw.serve.work_ms);
        server.add_option("--drain-ms", raw.serve.drain_ms);
        server.add_option("--lame-duck-ms", raw.serve.lame_duck_ms);
        server.add_option("--read-timeout-ms", raw.serve.read_timeout_ms);
        server.add_option("--max-connections", raw.serve.max_connections);
        server.add_option("--access-log", raw.serve.access_log);
        server.add_option("--trace", raw.serve.trace);
        add_load_options(verb(Verb::load));
        add_export_options(verb(Verb::export_run));
    }

    /// What is wrong, or nothing.
    std::optional<core::Error> parse(std::span<const std::string> words) {
        Dealt dealt = deal(words);
        std::reverse(dealt.for_parser.begin(), dealt.for_parser.end());
        try {
            m_app.parse(std::move(dealt.for_parser));
        } catch (const CLI::ParseError& error) {
            return translated(error);
        }
        for (std::size_t i = 0; i < m_verbs.size(); ++i) {
            if (m_verbs[i]->parsed()) {
                m_raw.verb = static_cast<Verb>(i);
            }
        }
        return sort_out(dealt.plain);
    }

private:
    void add_run_options(Verb which) {
        CLI::App& runner = verb(which);
        runner.add_option("--seed", m_raw.seed);
        if (which != Verb::sweep) { // many runs: in virtual time alone
            runner.add_option("--clock", m_raw.clock);
        }
        runner.add_option("--python", m_raw.python);
        if (which != Verb::export_run) {
            runner.add_option("--format", m_raw.format);
        }
        runner.add_option("--what-if", m_raw.what_if)->allow_extra_args(false);
    }

    void add_export_options(CLI::App& exporter) {
        for (std::size_t i = 0; i < export_format_names.size(); ++i) {
            exporter.add_option(fmt::format("--{}", export_format_names[i]),
                                m_raw.exports.paths[i]);
        }
        exporter.add_option("--size", m_raw.exports.size);
        exporter.add_option("--theme", m_raw.exports.theme);
    }

    void add_load_options(CLI::App& loader) {
        RawLoad& load = m_raw.load;
        loader.add_option("--requests", load.requests);
        loader.add_option("--limiter", load.limiter);
        loader.add_option("--limit", load.limit);
        loader.add_option("--rate", load.rate);
        loader.add_option("--burst", load.burst);
        loader.add_option("--retries", load.retries);
        loader.add_option("--timeout-ms", load.timeout_ms);
        loader.add_option("--seed", load.seed);
        loader.add_option("--format", load.format);
        loader.add_option("--trace", load.trace);
    }

    static void add_flag(CLI::App& app, const std::string& names, bool& value) {
        app.add_flag(names, value)->disable_flag_override();
    }

    CLI::App& verb(Verb which) { return *m_verbs[static_cast<std::size_t>(which)]; }

    /// CLI11's error about an option in our words.
    core::Error translated(const CLI::ParseError& error) const {
        const CLI::Option* twice = nullptr;
        for (const CLI::App* verb : m_verbs) {
            for (const CLI::Option* option : verb->get_options()) {
                const bool may_be_repeated = option->get_name() == "--what-if";
                twice = option->count() > 1 && !may_be_repeated ? option : twice;
            }
        }
        if (twice != nullptr) {
            return {fmt::format("{} is given twice", twice->get_name())};
        }
        // "--seed: 1 required TEXT missing", but "json was given a disallowed flag override".
        const std::string_view message = error.what();
        const std::string_view name = message.substr(0, message.find_first_of(": "));
        return {name.starts_with('-') ? fmt::format("{} lacks its value", name)
                                      : fmt::format("--{} takes no value", name)};
    }

    /// Looks at what CLI11 left over: unknown options, and the words.
    std::optional<core::Error> sort_out(const std::vector<std::string>& plain) {
        const std::vector<std::string> before = m_app.remaining();
        for (const std::string& word : before) {
            if (word.starts_with('-')) {
                return unknown_option(m_app, word);
            }
        }
        if (!before.empty()) {
            return unknown_command(before.front());
        }
        if (!m_raw.verb && !plain.empty()) {
            const bool is_verb =
                std::find(verb_names.begin(), verb_names.end(), plain.front()) != verb_names.end();
            return is_verb ? core::Error{fmt::format("'--' belongs behind its command, as in "
                                                     "asynclab {} --",
                                                     plain.front())}
                           : unknown_command(plain.front());
        }
        if (m_raw.verb) {
            for (const std::string& word : verb(*m_raw.verb).remaining()) {
                if (word.starts_with('-')) {
                    return unknown_option(verb(*m_raw.verb), word);
                }
                m_raw.words.push_back(word);
            }
            m_raw.words.insert(m_raw.words.end(), plain.begin(), plain.end());
        }
        return std::nullopt;
    }

    core::Error unknown_option(const CLI::App& app, const std::string& word) const {
        const std::string typed = word.substr(0, word.find('='));
        std::vector<std::string> names;
        for (const CLI::Option* option : app.get_options()) {
            names.push_back(option->get_name());
        }
        if (&app == &m_app) {
            for (const CLI::App* verb : m_verbs) {
                if (verb->get_option_no_throw(typed) != nullptr) {
                    return {fmt::format("{} belongs behind its command, as in asynclab {} {}",
                                        typed, verb->get_name(), typed)};
                }
            }
        }
        return {fmt::format(
            "unknown option '{}'{}", typed,
            instead_of(typed, std::vector<std::string_view>{names.begin(), names.end()}))};
    }

    static core::Error unknown_command(std::string_view typed) {
        std::vector<std::string_view> known{verb_names.begin(), verb_names.end()};
        known.insert(known.end(), {"--help", "--version"});
        return {fmt::format("unknown command '{}'{}", typed, instead_of(typed, known))};
    }

    RawArgs& m_raw;
    CLI::App m_app;
    std::vector<CLI::App*> m_verbs; // by Verb; owned by m_app
};

} // namespace

core::Result<RawArgs> split_args(std::span<const std::string> words) {
    RawArgs raw;
    if (const auto error = Parser{raw}.parse(words)) {
        return *error;
    }
    return raw;
}

} // namespace app
