// A task that nobody awaits: who learns of its error, and who waits for its end?
//
// dropped         create_task and forget: an error is told when all is over, the rest is cut off
// background-set  a set keeps the tasks, a done callback looks at their errors, main's end waits
// task-group      the group owns them: it waits, and one error ends all, main's own work as well
// guarded-group   the same group of tasks that look after their own errors
#include "core/engine/done_callback.hpp"
#include "core/engine/gather.hpp"
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "scenarios/programs.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <vector>

namespace scenarios {

namespace {

/// Takes orders, and sends a mail for each. Its tasks keep it alive: they may outlive main.
struct Shop {
    Shop(core::Loop& in, const ParamValues& of) : loop(in), values(of) {}

    core::Loop& loop;
    const ParamValues& values;
    std::vector<core::Task<void>> background;
    int sent = 0;
};

std::string mail_name(int number) {
    return fmt::format("mail-{}", number);
}

core::Coro<void> send_mail(std::shared_ptr<Shop> shop, int number) {
    if (number == shop->values.get("fail_mail")) {
        co_await core::sleep(shop->values.ms("fail_after_ms"));              // [fail-after]
        throw core::Exception{"ConnectionError", "the mail server is down"}; // [fail]
    }
    co_await core::sleep(shop->values.ms("mail_ms")); // [mail]
    shop->loop.counter("mails_sent", ++shop->sent);
}

/// Main's own work. The customer does not wait for the mail.
template <class StartMail>
core::Coro<void> take_orders(const Shop& shop, const StartMail& start_mail) {
    for (int number = 1; number <= shop.values.get("orders"); ++number) {
        co_await core::sleep(shop.values.ms("order_ms")); // [order]
        start_mail(number);
    }
    co_await core::sleep(shop.values.ms("rest_ms")); // [rest]
}

core::Coro<void> run_dropped(std::shared_ptr<Shop> shop) {
    const auto start_mail = [&](int number) {
        shop->loop.create_task(send_mail(shop, number), mail_name(number)); // [drop]
    };
    co_await take_orders(*shop, start_mail);
}

core::Coro<void> run_background_set(std::shared_ptr<Shop> shop) {
    const auto look_at = [shop](const core::Task<void>& mail) { // outside of any task
        std::erase(shop->background, mail);
        if (!mail.cancelled() && mail.exception()) { // [look]
            shop->loop.error_seen(mail.exception());
        }
    };
    const auto start_mail = [&](int number) {
        const auto mail =
            shop->loop.create_task(send_mail(shop, number), mail_name(number)); // [keep]
        shop->background.push_back(mail);
        core::add_done_callback(mail, look_at); // [callback]
    };
    co_await take_orders(*shop, start_mail);
    const auto rest = shop->background;
    co_await core::gather(shop->loop, rest, core::return_exceptions); // [wait]
}

core::Coro<void> run_task_group(std::shared_ptr<Shop> shop) {
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        const auto start_mail = [&](int number) {
            group.create_task(send_mail(shop, number), mail_name(number)); // [group-create]
        };
        co_await take_orders(*shop, start_mail);
    };
    co_await core::task_group(shop->loop, "mails", body); // [group]
}

/// A mail that does not go out is bad luck, no reason to close the shop.
core::Coro<void> send_mail_or_report(std::shared_ptr<Shop> shop, int number) {
    try {
        co_await send_mail(shop, number);
    } catch (const std::exception&) { // [report]
        shop->loop.error_seen(std::current_exception());
    }
}

core::Coro<void> run_guarded_group(std::shared_ptr<Shop> shop) {
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        const auto start_mail = [&](int number) {
            group.create_task(send_mail_or_report(shop, number), mail_name(number)); // [guarded]
        };
        co_await take_orders(*shop, start_mail);
    };
    co_await core::task_group(shop->loop, "mails", body); // [guarded-group]
}

} // namespace

core::Coro<int> fire_and_forget_main(core::Loop& loop, const ParamValues& values, std::uint64_t,
                                     World&) {
    constexpr std::array runs{run_dropped, run_background_set, run_task_group, run_guarded_group};
    const auto shop = std::make_shared<Shop>(loop, values);
    loop.counter("mails_sent", 0);
    try {
        co_await runs[static_cast<std::size_t>(values.get("mode"))](shop);
        loop.mark("main has nothing left to do");
    } catch (const std::exception&) { // [catch]
        loop.error_seen(std::current_exception());
        loop.mark("main sees the error and closes the shop");
    }
    co_return 0;
}

} // namespace scenarios
