// Only in sanitizer builds. The OpenGL loader unloads the driver at exit; a report about the driver
// would then name an unknown module, which no suppression can match.
extern "C" int dlclose(void* /*handle*/) noexcept;

int dlclose(void* /*handle*/) noexcept {
    return 0;
}
