#include "tests/app/walk/random_commands.hpp"

#include "app/model/saved_run.hpp"
#include "core/base/assert.hpp"
#include "scenarios/scenario.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace support {

namespace {

/// Fills the fields of a command; kinds that have none, or none that matter, stay as they are.
struct Filler {
    RandomCommands& random;
    const app::Session& session;

    template <class Any>
    void operator()(Any&) const {}

    int sign() const { return random.up_to(1) == 0 ? -1 : 1; }
    double part() const { return static_cast<double>(random.up_to(1000)) / 1000; }
    /// One of the first `count`, now and then one behind them.
    std::size_t index(std::size_t count) const { return random.up_to(count + count / 16); }
    core::TaskId task() const {
        return static_cast<core::TaskId>(index(session.trace().tasks().size()));
    }

    /// A view names only tasks that there are.
    core::TaskId known_task() const {
        const core::TaskId chosen = task();
        const bool is_known = core::index_of(chosen) <= session.trace().tasks().size();
        return is_known ? chosen : core::TaskId::none;
    }

    void operator()(app::SelectScenario& c) const {
        const auto all = session.scenarios();
        c.id = random.up_to(30) > 0 ? session.scenario().id : all[random.up_to(all.size() - 1)]->id;
    }
    void operator()(app::StepScenario& c) const {
        c.by = sign() * (random.up_to(3) > 0 ? 100 : 1); // mostly beyond the gallery: the run stays
    }
    void operator()(app::SetParam& c) const {
        const auto params = session.scenario().params;
        c.index = random.up_to(params.size() - 1);
        const scenarios::Param& param = params[c.index];
        const auto reach = static_cast<std::size_t>(
            std::min<std::int64_t>(param.max - param.min, random.up_to(30) == 0 ? param.max : 60));
        c.value = param.min - 1 + static_cast<std::int64_t>(random.up_to(reach + 2));
    }
    void operator()(app::SetPython& c) const {
        c.version = static_cast<core::Version>(random.up_to(core::version_names.size() - 1));
    }
    void operator()(app::SetSpeed& c) const { c.factor = part() * 20; }
    void operator()(app::ChangeSpeed& c) const { c.steps = sign(); }
    void operator()(app::StepEvent& c) const { c.by = sign(); }
    void operator()(app::StepMoment& c) const { c.by = sign(); }
    void operator()(app::StepTurningPoint& c) const { c.by = sign(); }
    void operator()(app::SeekEvent& c) const { c.count = index(session.trace().size()); }
    core::Instant moment() const {
        return core::Instant{static_cast<std::int64_t>(
            static_cast<double>(session.trace().end().count()) * (part() * 1.2 - 0.1))};
    }
    void operator()(app::SeekTime& c) const { c.at = moment(); }
    void operator()(app::SeekPlace& c) const {
        c.place = session.axis_map().whole().length() * (part() * 1.4 - 0.2);
    }
    void operator()(app::ShowEvent& c) const {
        c.event = static_cast<core::EventId>(index(session.trace().size()));
    }
    void operator()(app::ShowCause& c) const {
        c.event = static_cast<core::EventId>(index(session.trace().size()));
    }
    void operator()(app::AnswerQuestion& c) const { c.choice = random.up_to(4); }
    void operator()(app::LookAgain& c) const { c.question = random.up_to(4); }
    void operator()(app::ToggleStop& c) const {
        c.what = static_cast<app::StopAt>(random.up_to(2));
    }
    void operator()(app::ShowLessonStep& c) const { c.index = random.up_to(7); }
    void operator()(app::StepLesson& c) const { c.by = sign(); }
    void operator()(app::StepTour& c) const { c.by = sign(); }
    void operator()(app::ShowTerm& c) const {
        const auto terms = session.glossary().terms();
        const std::size_t chosen = index(terms.size());
        c.name = chosen < terms.size() ? terms[chosen].name : "no such word";
    }
    void operator()(app::SetCodeTab& c) const {
        c.tab = static_cast<app::CodeTab>(random.up_to(2));
    }
    /// The run that is shown, from a file or from its link.
    void operator()(app::ShowRun& c) const {
        app::SavedRun run{session.link(), nullptr};
        if (random.up_to(1) == 0) {
            auto saved = app::from_alab(app::to_alab(run.link, session.run(app::Side::a).trace()));
            CORE_ASSERT(saved);
            run = std::move(saved).value();
        }
        c.run = std::make_shared<const app::SavedRun>(std::move(run));
    }
    void operator()(app::AskForPath& c) const {
        c.task = static_cast<app::FileTask>(random.up_to(2));
    }
    /// Into a folder that does not exist: all is made, nothing is written.
    void operator()(app::UsePath& c) const {
        constexpr std::array endings{"", ".txt", ".svg", ".png", ".json", ".csv", ".alab"};
        c.path = std::string{"/no such folder/run"} + endings[random.up_to(endings.size() - 1)];
        c.replaces = random.up_to(1) == 0;
    }
    void operator()(app::SelectTask& c) const { c.task = known_task(); }
    void operator()(app::HoverTask& c) const { c.task = task(); }
    void operator()(app::SelectLine& c) const { c.line = static_cast<int>(random.up_to(300)); }
    void operator()(app::PanBy& c) const { c.fraction = part() * 4 - 2; }
    void operator()(app::ZoomAt& c) const {
        c.notches = part() * 20 - 10;
        if (random.up_to(1) == 0) {
            c.anchor = part() * 1.5 - 0.25;
        }
    }
    void operator()(app::ZoomToSpan& c) const { c.part = window(); }
    app::Side side() const { return random.up_to(1) == 0 ? app::Side::a : app::Side::b; }
    void operator()(app::ScrollLanes& c) const {
        c.lanes = part() * 60 - 30;
        c.side = side();
    }
    app::Window window() const {
        const double length = session.axis_map().whole().length();
        const double begin = (part() * 1.4 - 0.2) * length;
        return {begin, begin + part() * length};
    }
    void operator()(app::ShowPart& c) const { c.part = window(); }
    void operator()(app::SetMeasure& c) const {
        c.span = window();
        if (random.up_to(1) == 0) {
            std::swap(c.span.begin, c.span.end); // drawn from right to left
        }
    }
    void operator()(app::SetOrigin& c) const {
        c = {moment(), core::EventId::none, side()};
        if (random.up_to(1) == 0) {
            c.event = static_cast<core::EventId>(index(session.trace().size()));
        }
    }
    void operator()(app::OpenGap& c) const { c.gap = random.up_to(3); }
    void operator()(app::HoverEvent& c) const {
        c.event = static_cast<core::EventId>(index(session.trace().size()));
    }
    void operator()(app::SetLanePage& c) const { c = {part() * 30, side()}; }
    void operator()(app::SetSearch& c) const {
        constexpr std::array<std::string_view, 5> words{"", "t", "worker", "task-1", "zzz"};
        c.query = words[random.up_to(words.size() - 1)];
    }
    void operator()(app::MoveMatch& c) const { c.by = sign(); }
    void operator()(app::ToggleCollapsed& c) const { c.task = known_task(); }
    void operator()(app::TogglePinned& c) const { c.task = known_task(); }
    void operator()(app::FocusRun& c) const { c.side = side(); }
    void operator()(app::SetEdits& c) const { c.edits = static_cast<app::Edits>(random.up_to(2)); }
    void operator()(app::CompareWith& c) const {
        c.b = session.spec();
        const auto params = session.scenario().params;
        const std::size_t param = random.up_to(params.size() - 1);
        c.b->values.set(param, params[param].min + static_cast<std::int64_t>(random.up_to(40)));
    }
    void operator()(app::AddIntervention& c) const {
        constexpr std::array words{"signal:TERM@1s", "signal:INT@1s"};
        const auto params = session.scenario().params;
        c.what = scenarios::parse_intervention(words[random.up_to(1)], params).value();
        const auto& tasks = session.trace().tasks();
        if (!tasks.empty() && random.up_to(3) > 0) {
            c.what.kind = static_cast<scenarios::Intervention::Kind>(random.up_to(1));
            c.what.subject = session.trace().name(tasks[random.up_to(tasks.size() - 1)].id);
        }
        c.what.at = std::max(moment(), core::Instant{});
    }
    void operator()(app::MoveIntervention& c) const { c = {side(), random.up_to(3), moment()}; }
    void operator()(app::EnableIntervention& c) const {
        c = {side(), random.up_to(3), random.up_to(1) == 0};
    }
    void operator()(app::RemoveIntervention& c) const { c = {side(), random.up_to(3)}; }
    void operator()(app::OpenWhatIf& c) const { c = {task(), std::max(moment(), core::Instant{})}; }
    void operator()(app::ScaleUi& c) const { c.steps = static_cast<int>(random.up_to(2)) - 1; }
    void operator()(app::SetPanelSize& c) const {
        c.panel = static_cast<app::Panel>(random.up_to(app::panel_count - 1));
        c.size = static_cast<float>(part() * 90);
    }
    void operator()(app::ChooseSweepParam& c) const {
        c.index = index(session.scenario().params.size());
    }
    void operator()(app::ChooseSweepMetric& c) const {
        const auto infos = core::metric_infos();
        c.name = infos[random.up_to(infos.size() - 1)].name;
    }
};

template <std::size_t... I>
app::Command blank(std::size_t kind, std::index_sequence<I...>) {
    using Make = app::Command (*)();
    constexpr std::array<Make, sizeof...(I)> makers{
        [] { return app::Command{std::variant_alternative_t<I, app::AnyCommand>{}}; }...};
    return makers[kind]();
}

} // namespace

std::size_t RandomCommands::up_to(std::size_t most) {
    return std::uniform_int_distribution<std::size_t>{0, most}(m_random);
}

app::Command RandomCommands::next(const app::Session& session) {
    constexpr std::size_t kinds = std::variant_size_v<app::AnyCommand>;
    app::Command command = blank(up_to(kinds - 1), std::make_index_sequence<kinds>{});
    std::visit(Filler{*this, session}, command);
    return command;
}

} // namespace support
