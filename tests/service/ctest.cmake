# The real service on real sockets.
find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND)
    add_test(NAME service_books
             COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/books.py --rounds 20)
    set_tests_properties(service_books PROPERTIES ENVIRONMENT "${test_environment}" TIMEOUT 300)
endif()
