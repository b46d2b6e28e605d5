#include "schema/models_reader.h"

#include <filesystem>

#include "base/document.h"
#include "base/files.h"
#include "schema/models_builder.h"
#include "schema/models_source.h"

namespace dbtool::schema {

Models read_models(const std::vector<std::string>& sources, std::span<const std::string> dialects,
                   std::size_t max_name_bytes) {
  ModelsBuilder builder(dialects, max_name_bytes);
  for (const std::filesystem::path& path : yaml_files(sources)) {
    builder.add(base::read_file(path, base::kMaxDocumentBytes), base::display_path(path));
  }
  return builder.build();
}

Models read_models_text(std::string_view text, const std::string& file) {
  ModelsBuilder builder;
  builder.add(text, file);
  return builder.build();
}

}  // namespace dbtool::schema
