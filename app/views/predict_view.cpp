#include "app/views/predict_view.hpp"

#include "app/views/command_button.hpp"
#include "app/views/draw_signs.hpp"
#include "app/views/predict_place.hpp"
#include "app/views/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace app {
namespace {

constexpr float card_pad = 18;
constexpr float sign_room = 26;

void space(const View& view, float points) {
    ImGui::Dummy({1, view.look.px(points)});
}

/// A sign and a shape of its own for right and wrong, so that colour is not all.
void draw_mark(const View& view, bool right, ImVec2 center) {
    draw_cap(*ImGui::GetWindowDrawList(), view.look, right ? Role::done : Role::failed, center,
             view.look.px(14));
}

void head_line(const View& view, std::string_view left, std::string_view right) {
    const Look& look = view.look;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const Area area{at, {at.x + width, at.y + look.fonts.caption->FontSize}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    put_text(list, look.fonts.caption, area, look.color(UiRole::muted), left);
    if (!right.empty()) {
        put_text(list, look.fonts.caption, area, look.color(UiRole::muted), right, Align::right);
    }
    ImGui::Dummy({width, area.height()});
}

std::string score(const Predict& predict) {
    const auto revealed = static_cast<std::size_t>(
        std::count_if(predict.items().begin(), predict.items().end(),
                      [](const QuizItem& item) { return item.is_revealed; }));
    return revealed == 0
               ? ""
               : std::to_string(predict.right()) + " of " + std::to_string(revealed) + " right";
}

std::string number_of(const Predict& predict, const QuizItem& item) {
    const auto index = static_cast<std::size_t>(&item - predict.items().data());
    return "Question " + std::to_string(index + 1) + " of " +
           std::to_string(predict.items().size());
}

/// Where the text of a row with a sign before it goes, and how high the row is.
struct RowPlan {
    Area area;
    ImVec2 sign; ///< its middle
    ImVec2 text;
    float wrap = 0;
};

RowPlan plan_row(const View& view, ImFont* font, std::string_view text, float pad) {
    const Look& look = view.look;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float before = look.px(sign_room + 8);
    RowPlan plan;
    plan.wrap = std::max(width - before - look.px(8), 1.0F);
    const float height = wrapped_height(font, text, plan.wrap) + 2 * look.px(pad);
    plan.area = {at, {at.x + width, at.y + height}};
    plan.sign = {at.x + look.px(sign_room / 2 + 4), std::round(at.y + height / 2)};
    plan.text = {at.x + before, at.y + look.px(pad)};
    return plan;
}

void end_row(const View& view, const RowPlan& plan, float gap) {
    ImGui::SetCursorScreenPos(plan.area.min);
    ImGui::Dummy({plan.area.width(), plan.area.height() + view.look.px(gap)});
}

/// A choice that can be taken, with the key for it.
void choice_row(const View& view, const std::string& text, std::size_t index) {
    const Look& look = view.look;
    const RowPlan plan = plan_row(view, look.fonts.body, text, 7);
    ImGui::PushID(static_cast<int>(index));
    const Touch touch = touch_area(view, "answer", plan.area);
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_hover(view, plan.area, touch);
    list.AddRect(plan.area.min, plan.area.max, look.color(UiRole::border), look.px(6));
    const std::string key = std::to_string(index + 1);
    const float half = key_caps_width(look, key) / 2;
    ImGui::SetCursorScreenPos({std::round(plan.sign.x - half), plan.sign.y - look.px(9)});
    key_caps(look, key);
    put_lines(list, look.fonts.body, plan.text, plan.wrap, look.color(UiRole::text), text);
    if (touch.hovered) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    if (touch.clicked) {
        view.wish(AnswerQuestion{index});
    }
    end_row(view, plan, 6);
}

void ask_card(const View& view, const QuizItem& item) {
    const Look& look = view.look;
    const Predict& predict = view.session.predict();
    head_line(view, number_of(predict, item), score(predict));
    space(view, 4);
    paragraph(look.fonts.title, look.color(UiRole::text), item.question.text);
    space(view, 10);
    for (std::size_t i = 0; i < item.question.choices.size(); ++i) {
        choice_row(view, item.question.choices[i], i);
    }
}

/// A choice after the fact: the right one, the one that was taken, or another one.
void answer_row(const View& view, const QuizItem& item, std::size_t index) {
    const Look& look = view.look;
    const std::string& text = item.question.choices[index];
    const bool is_right = index == item.question.answer;
    const bool is_chosen = item.chosen == index;
    ImFont* font = is_right || is_chosen ? look.fonts.strong : look.fonts.body;
    const RowPlan plan = plan_row(view, font, text, 3);
    if (is_right || is_chosen) {
        draw_mark(view, is_right, plan.sign);
    }
    put_lines(*ImGui::GetWindowDrawList(), font, plan.text, plan.wrap,
              look.color(is_right ? UiRole::text : UiRole::muted), text);
    end_row(view, plan, 0);
}

void answer_card(const View& view, const QuizItem& item) {
    const Look& look = view.look;
    const Predict& predict = view.session.predict();
    head_line(view, number_of(predict, item), score(predict));
    space(view, 4);
    line_of_text(look.fonts.title, look.color(UiRole::text),
                 item.is_right() ? "That is right" : "Not so");
    space(view, 2);
    paragraph(look.fonts.body, look.color(UiRole::muted), item.question.text);
    space(view, 4);
    for (std::size_t i = 0; i < item.question.choices.size(); ++i) {
        answer_row(view, item, i);
    }
    space(view, 6);
    paragraph(look.fonts.body, look.color(UiRole::text), item.question.because);
    space(view, 8);
    const bool is_again = predict.is_over() && view.session.cursor() == item.asked_at();
    if (is_again) {
        if (text_button(view, "to score", "Back to the score", Emphasis::primary)) {
            view.wish(SeekEnd{});
        }
        ImGui::SameLine(0, look.px(8));
    }
    const bool is_last = view.session.playback().is_at_end();
    if (text_button(view, "read on", is_last ? "See the score" : "Play on",
                    is_again ? Emphasis::outlined : Emphasis::primary)) {
        view.wish(ReadOn{});
    }
    tip(view, "Goes on to the next question", "Space");
}

void quiz_row(const View& view, const QuizItem& item, std::size_t index) {
    const Look& look = view.look;
    // What is asked later would tell what will happen.
    const Predict& predict = view.session.predict();
    const bool is_known = item.chosen || predict.asked(view.session.cursor()) == &item;
    const std::string_view text = is_known ? std::string_view{item.question.text} : "Not asked yet";
    const RowPlan plan = plan_row(view, look.fonts.body, text, 4);
    ImGui::PushID(static_cast<int>(index));
    const Touch touch = touch_area(view, "quiz", plan.area);
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (item.is_revealed) {
        draw_hover(view, plan.area, touch, 5);
        draw_mark(view, item.is_right(), plan.sign);
        if (touch.clicked) {
            view.wish(LookAgain{index});
        }
        if (touch.hovered) {
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        }
    } else {
        list.AddCircle(plan.sign, look.px(5), look.color(UiRole::disabled), 16);
    }
    put_lines(list, look.fonts.body, plan.text, plan.wrap,
              look.color(item.is_revealed ? UiRole::text : UiRole::muted), text);
    end_row(view, plan, 0);
}

void score_card(const View& view) {
    const Look& look = view.look;
    const Predict& predict = view.session.predict();
    const std::size_t count = predict.items().size();
    head_line(view, "The score", {});
    space(view, 4);
    const std::string words =
        std::to_string(predict.right()) + " of " + std::to_string(count) + " right";
    line_of_text(look.fonts.title, look.color(UiRole::text), words);
    space(view, 6);
    quiz_list(view);
    space(view, 8);
    command_text_button(view, "predict-again", "Try again", Emphasis::primary);
    ImGui::SameLine(0, look.px(8));
    command_text_button(view, "predict", "Leave", Emphasis::outlined);
}

/// Draws the card that belongs to this moment; false: there is none.
bool has_card(const View& view) {
    const Predict& predict = view.session.predict();
    const std::size_t cursor = view.session.cursor();
    return predict.is_on() &&
           (predict.asked(cursor) != nullptr || predict.shown(cursor) != nullptr ||
            (predict.hides() && view.session.tells_all()));
}

void card(const View& view) {
    const Predict& predict = view.session.predict();
    const std::size_t cursor = view.session.cursor();
    if (const QuizItem* shown = predict.shown(cursor)) {
        answer_card(view, *shown);
    } else if (const QuizItem* asked = predict.asked(cursor)) {
        ask_card(view, *asked);
    } else {
        score_card(view);
    }
}

/// Draws the card into an area; gives the height that its content needs.
float card_window(const View& view, const Area& area, float content) {
    const Look& look = view.look;
    ImGui::SetNextWindowPos(area.min);
    ImGui::SetNextWindowSize({area.width(), area.height()});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, to_vec4(look.theme->color(UiRole::panel_raised)));
    ImGui::PushStyleColor(ImGuiCol_Border, to_vec4(look.theme->color(UiRole::border)));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, look.px(12));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look.px(card_pad), look.px(card_pad - 4)});
    const bool fits = area.height() >= content; // a bar would take width, and so need more height
    ImGui::Begin("predict card", nullptr,
                 (fits ? ImGuiWindowFlags_NoScrollbar : ImGuiWindowFlags_None) |
                     ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoCollapse);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    const float top = ImGui::GetCursorPosY();
    card(view);
    // A window is whole pixels high; a part of one that is missing would bring a scrollbar.
    const float needed = std::ceil(ImGui::GetCursorPosY() - top + 2 * look.px(card_pad - 4));
    ImGui::PopStyleVar();
    ImGui::End();
    ImGui::PopStyleVar(3);
    ImGui::PopStyleColor(2);
    return needed;
}

} // namespace

void quiz_list(const View& view) {
    const auto& items = view.session.predict().items();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    for (std::size_t i = 0; i < items.size(); ++i) {
        quiz_row(view, items[i], i);
    }
    ImGui::PopStyleVar();
}

void predict_view(const View& view, const WindowPlan& plan) {
    if (!has_card(view)) {
        return;
    }
    const CardPlace place = card_place(view, plan);
    if (place.area.width() < 1 || place.area.height() < 1) {
        return;
    }
    float& content = view.ui.predict.heights[place.slot];
    const float needed = card_window(view, place.area, content);
    if (needed != content) {
        content = needed;
        view.ui.wake_in(0); // once more, as high as it has to be
    }
}

} // namespace app
