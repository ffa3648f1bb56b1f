#include "app/cli/output.hpp"

#include "app/model/file_io.hpp"
#include "core/export/utf8.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace app {

std::string to_error_line(std::string_view sentence) {
    return "asynclab: " + core::one_line(sentence) + '\n';
}

void also_say(Output& output, std::string_view sentence) {
    if (output.err.empty()) {
        output.err = to_error_line(sentence);
        return;
    }
    output.err.pop_back();
    output.err += "; " + core::one_line(sentence) + '\n';
}

void print_now(std::string_view text, int out) {
    write_all(out, text);
}

void keep_standard_files_taken() {
    int file = 0;
    while (file >= 0 && file <= 2) { // the lowest free number each time
        file = ::open("/dev/null", O_RDWR);
    }
    ::close(file);
}

int print(const Output& output, int out, int err) {
    const int error = write_all(out, output.out);
    if (error != 0) {
        write_all(err, to_error_line("cannot write to the standard output: " + reason(error)));
        return static_cast<int>(ExitCode::failed);
    }
    if (output.afterwards) {
        if (const auto done = output.afterwards(); !done) {
            write_all(err, to_error_line(done.error().message));
            return static_cast<int>(ExitCode::failed);
        }
    }
    write_all(err, output.err);
    return static_cast<int>(output.code);
}

} // namespace app
