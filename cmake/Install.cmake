# The tool, the library and a CMake package, so that an application says
# find_package(dbtool) and links dbtool::dbtool.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/dbtool)
install(TARGETS dbtool_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS dbtool EXPORT dbtoolTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/dbtool DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(EXPORT dbtoolTargets NAMESPACE dbtool:: DESTINATION ${package_dir})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/dbtoolConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/dbtoolConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/dbtoolConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/dbtoolConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/dbtoolConfigVersion.cmake
  ${PROJECT_SOURCE_DIR}/cmake/LinkDependencies.cmake
  DESTINATION ${package_dir})
