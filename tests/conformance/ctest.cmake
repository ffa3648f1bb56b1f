# The twins under CPython against their goldens, and what the program prints against the same
# goldens. That the engine's traces agree with them is a case of tests/scenarios/twin_tests.cpp.
find_package(Python3 3.11 COMPONENTS Interpreter)
if(Python3_FOUND)
    set(twins ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/twins.py)
    add_test(NAME conformance_twins COMMAND ${twins})
    add_test(NAME conformance_twins_of_program COMMAND ${twins} $<TARGET_FILE:asynclab>)
    set_tests_properties(
        conformance_twins conformance_twins_of_program
        PROPERTIES ENVIRONMENT "${test_environment};PYTHONDONTWRITEBYTECODE=1" SKIP_RETURN_CODE 77
                   TIMEOUT 120)
endif()
