# Everything of ours links to this; nothing of anybody else's does.
add_library(dbtool_warnings INTERFACE)
target_compile_options(dbtool_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
  -Wno-missing-field-initializers  # a designated initialiser leaves the rest at its default on purpose
  $<$<BOOL:${DBTOOL_WERROR}>:-Werror>)
