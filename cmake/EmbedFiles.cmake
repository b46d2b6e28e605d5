# dbtool_embed_files(TARGET NAME [ROOT FOLDER] FILES...)
# Compiles FILES into TARGET as a table of (path, bytes): the function
# `std::span<const dbtool::base::EmbeddedFile> dbtool::base::NAME()`. Paths are
# relative to FOLDER, by default the current source folder.
function(dbtool_embed_files target name)
  cmake_parse_arguments(PARSE_ARGV 2 embed "" ROOT "")
  if(NOT embed_ROOT)
    set(embed_ROOT ${CMAKE_CURRENT_SOURCE_DIR})
  endif()
  set(script ${PROJECT_SOURCE_DIR}/cmake/EmbedFilesScript.cmake)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  list(JOIN embed_UNPARSED_ARGUMENTS "|" joined)
  list(TRANSFORM embed_UNPARSED_ARGUMENTS PREPEND ${embed_ROOT}/ OUTPUT_VARIABLE sources)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DROOT=${embed_ROOT} "-DFILES=${joined}"
            -DOUTPUT=${output} -P ${script}
    DEPENDS ${script} ${sources}
    COMMENT "Embedding ${name}"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
  # A command's output is known to the targets of its own folder only, and TARGET may be another's.
  add_custom_target(${target}_${name} DEPENDS ${output})
  add_dependencies(${target} ${target}_${name})
endfunction()
