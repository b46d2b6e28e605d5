# Run by dbtool_embed_files at build time. Writes bytes as numbers: a string
# literal would have to be escaped and has a length limit.
string(REPLACE "|" ";" FILES "${FILES}")
set(arrays "")
set(rows "")
set(index 0)
foreach(file IN LISTS FILES)
  file(READ ${ROOT}/${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "char(0x\\1)," bytes "${hex}")
  string(APPEND arrays "constexpr char kFile${index}[] = {${bytes}0};\n")
  string(APPEND rows "    {\"${file}\", {kFile${index}, sizeof kFile${index} - 1}},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUTPUT} "#include \"base/embedded_file.h\"

namespace dbtool::base {
std::span<const EmbeddedFile> ${NAME}();
namespace {
${arrays}
constexpr EmbeddedFile kFiles[] = {
${rows}};
}  // namespace

std::span<const EmbeddedFile> ${NAME}() { return kFiles; }
}  // namespace dbtool::base
")
