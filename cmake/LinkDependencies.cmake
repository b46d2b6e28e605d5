# The libraries that the static library dbtool needs when something links it, each behind one
# dbtool_dep_* target. The static archive is taken where the distribution ships one and a start should
# not pay for the loader (see DBTOOL_STATIC_DEPENDENCIES). Installed next to dbtoolConfig.cmake, so that
# a build against the library finds the same ones. Threads::Threads has to be there already.
# Sets dbtool_missing: what was not found.
set(dbtool_missing "")

# dbtool_find_library(TARGET NAME HEADER [LIBRARIES...]): LIBRARIES are what an archive needs besides.
function(dbtool_find_library target name header)
  if(TARGET ${target})
    return()
  endif()
  if(DBTOOL_STATIC_DEPENDENCIES)
    find_library(${target}_archive lib${name}.a)
  endif()
  find_library(${target}_library ${name})
  find_path(${target}_include ${header})
  mark_as_advanced(${target}_archive ${target}_library ${target}_include)
  if(${target}_archive)
    set(library ${${target}_archive})
  else()
    set(library ${${target}_library})
  endif()
  if(NOT library OR NOT ${target}_include)
    set(dbtool_missing ${dbtool_missing} "${name} (${header})" PARENT_SCOPE)
    return()
  endif()
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} SYSTEM INTERFACE ${${target}_include})
  target_link_libraries(${target} INTERFACE ${library} ${ARGN})
endfunction()

dbtool_find_library(dbtool_dep_yaml yaml yaml.h)                   # reads
dbtool_find_library(dbtool_dep_yaml_cpp yaml-cpp yaml-cpp/yaml.h)  # writes
dbtool_find_library(dbtool_dep_md md sha2.h)
dbtool_find_library(dbtool_dep_zlib z zlib.h)
if(DBTOOL_WITH_SQLITE)
  dbtool_find_library(dbtool_dep_sqlite3 sqlite3 sqlite3.h Threads::Threads ${CMAKE_DL_LIBS} m)
  dbtool_find_library(dbtool_dep_sqlitecpp SQLiteCpp SQLiteCpp/SQLiteCpp.h dbtool_dep_sqlite3)
endif()
list(JOIN dbtool_missing ", " dbtool_missing)
