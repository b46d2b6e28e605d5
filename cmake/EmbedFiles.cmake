# dbtool_embed_files(TARGET NAME FILES...)
# Compiles FILES into TARGET as a table of (path, bytes): the function
# `std::span<const dbtool::base::EmbeddedFile> dbtool::base::NAME()`. Paths are
# relative to the current source folder.
function(dbtool_embed_files target name)
  set(script ${PROJECT_SOURCE_DIR}/cmake/EmbedFilesScript.cmake)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  list(JOIN ARGN "|" joined)
  list(TRANSFORM ARGN PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE sources)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DROOT=${CMAKE_CURRENT_SOURCE_DIR} "-DFILES=${joined}"
            -DOUTPUT=${output} -P ${script}
    DEPENDS ${script} ${sources}
    COMMENT "Embedding ${name}"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
