#include "app/cli/catalog.hpp"

#include "app/cli/param_text.hpp"
#include "app/cli/words.hpp"
#include "scenarios/scenario.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace app {

namespace {

constexpr std::size_t columns = 80;

using Json = nlohmann::ordered_json;

Json to_json(const scenarios::Param& param) {
    Json json;
    json["id"] = param.id;
    json["label"] = param.label;
    json["min"] = param.is_choice() ? Json{} : Json(param.min);
    json["max"] = param.is_choice() ? Json{} : Json(param.max);
    json["default"] = param.is_choice() ? Json(default_text(param)) : Json(param.initial);
    json["unit"] = param.unit;
    json["choices"] = Json::array();
    for (const std::string_view choice : param.choices) {
        json["choices"].push_back(choice);
    }
    json["help"] = param.help;
    return json;
}

Json to_json(const scenarios::Scenario& scenario) {
    Json json;
    json["id"] = scenario.id;
    json["title"] = scenario.title;
    json["group"] = scenario.group;
    json["lesson"] = scenario.lesson;
    json["parameters"] = Json::array();
    for (const scenarios::Param& param : scenario.params) {
        json["parameters"].push_back(to_json(param));
    }
    return json;
}

std::string param_lines(std::span<const scenarios::Param> params) {
    std::size_t default_width = std::string_view{"default"}.size();
    for (const scenarios::Param& param : params) {
        default_width = std::max(default_width, default_text(param).size());
    }
    const std::size_t name_column = std::max(name_width(params), std::size_t{9});
    const std::size_t indent = 2 + name_column + 2 + default_width + 2;
    std::string lines = fmt::format("  {:<{}}  {:<{}}  {}\n", "parameter", name_column, "default",
                                    default_width, "allowed");
    for (const scenarios::Param& param : params) {
        lines += fmt::format("  {:<{}}  {:<{}}  {}", param.id, name_column, default_text(param),
                             default_width, wrap(allowed(param), columns, indent));
    }
    return lines;
}

} // namespace

std::string catalog_text() {
    std::string text;
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        text += fmt::format("{}{}: {}\n\n{}", text.empty() ? "" : "\n", scenario->id,
                            scenario->title, param_lines(scenario->params));
    }
    return text;
}

std::string catalog_json() {
    Json json;
    json["scenarios"] = Json::array();
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        json["scenarios"].push_back(to_json(*scenario));
    }
    return json.dump(2, ' ', true) + '\n';
}

} // namespace app
