# The real service and the real client on real sockets. Each test starts and ends what it needs.
find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND)
    add_test(NAME service_books
             COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/books.py --rounds 20)
    add_test(NAME service_bad_clients
             COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/bad_clients.py)
    add_test(NAME service_peers
             COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/peers.py)
    set_tests_properties(service_books service_bad_clients service_peers
                         PROPERTIES ENVIRONMENT "${test_environment}" TIMEOUT 300)
endif()
