# Every library that is not ours. The first three are compiled in: who links dbtool does not need them.
find_package(fmt 9 REQUIRED CONFIG)
find_package(nlohmann_json 3.11 REQUIRED CONFIG)
find_package(tomlplusplus 3.3 REQUIRED CONFIG)
find_package(Threads REQUIRED)
include(LinkDependencies)
if(dbtool_missing)
  message(FATAL_ERROR "not found: ${dbtool_missing}. `scripts/install-packages build` installs what is missing")
endif()
