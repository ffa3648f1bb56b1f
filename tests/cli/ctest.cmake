# The real program on the command line, in pipes and on a terminal.
find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND)
    add_test(NAME cli_program COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/program.py)
    set_tests_properties(cli_program PROPERTIES ENVIRONMENT "${test_environment}" TIMEOUT 300)
endif()
