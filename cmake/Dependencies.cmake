# Every library that is not ours, each behind one dbtool_dep_* target. The
# static archive is taken where the distribution ships one and a start should
# not pay for the loader (see DBTOOL_STATIC_DEPENDENCIES). Installed next to
# dbtoolConfig.cmake, so that a build against the library finds the same ones.
include_guard(GLOBAL)
include(CMakeFindDependencyMacro)

function(dbtool_find_library target name header)
  if(DBTOOL_STATIC_DEPENDENCIES)
    find_library(${target}_archive lib${name}.a)
  endif()
  find_library(${target}_library ${name})
  find_path(${target}_include ${header})
  if(NOT ${target}_include OR NOT (${target}_archive OR ${target}_library))
    message(FATAL_ERROR "${name} (${header}) was not found: scripts/quickstart installs what is missing")
  endif()
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} SYSTEM INTERFACE ${${target}_include})
  if(${target}_archive)
    target_link_libraries(${target} INTERFACE ${${target}_archive})
  else()
    target_link_libraries(${target} INTERFACE ${${target}_library})
  endif()
endfunction()

find_package(Threads REQUIRED)
find_package(fmt 9 REQUIRED CONFIG)
find_package(nlohmann_json 3.11 REQUIRED CONFIG)
dbtool_find_library(dbtool_dep_yaml yaml yaml.h)              # reads
dbtool_find_library(dbtool_dep_yaml_cpp yaml-cpp yaml-cpp/yaml.h)  # writes
dbtool_find_library(dbtool_dep_md md sha2.h)
if(DBTOOL_WITH_SQLITE)
  dbtool_find_library(dbtool_dep_sqlite3 sqlite3 sqlite3.h)
  dbtool_find_library(dbtool_dep_sqlitecpp SQLiteCpp SQLiteCpp/SQLiteCpp.h)
  target_link_libraries(dbtool_dep_sqlitecpp INTERFACE dbtool_dep_sqlite3 Threads::Threads ${CMAKE_DL_LIBS})
  target_link_libraries(dbtool_dep_sqlite3 INTERFACE Threads::Threads ${CMAKE_DL_LIBS} m)
endif()
