#include <cstdio>
#include <string_view>

int main(int argc, char** argv) {
    if (argc == 2 && std::string_view{argv[1]} == "--version") {
        std::puts("asynclab " ASYNCLAB_VERSION);
        return 0;
    }
    std::fputs("asynclab: only --version is understood so far\n", stderr);
    return 2;
}
