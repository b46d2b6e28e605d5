# Everything of ours links to this; nothing of anybody else's does.
add_library(dbtool_warnings INTERFACE)
target_compile_options(dbtool_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
  $<$<BOOL:${DBTOOL_WERROR}>:-Werror>)
