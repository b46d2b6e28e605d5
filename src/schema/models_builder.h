#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dbtool/models.h"
#include "schema/models_file.h"
#include "schema/table_codec.h"

namespace dbtool::schema {

/// Puts files of models together: names are unique over all of them, foreign keys are followed from one
/// into another. One build per builder.
class ModelsBuilder {
 public:
  /// `dialects` are the names that the files may use for dialects; none: any. They outlive the builder.
  /// `max_name_bytes` as read_models() has it.
  explicit ModelsBuilder(std::span<const std::string> dialects = {}, std::size_t max_name_bytes = 0)
      : dialects_(dialects), max_name_bytes_(max_name_bytes) {}

  /// Throws Error{kModels} for a text that is no YAML.
  void add(std::string_view text, const std::string& file);

  /// Throws Error{kModels} with all that is wrong in the first file that has something wrong.
  [[nodiscard]] Models build();

 private:
  /// A table and the file it is from.
  struct Entry {
    ModelsFile* file;
    DecodedTable decoded;
  };
  /// What has which name so far, and where it stands: for one kind of thing.
  using Places = std::map<std::string, Location, std::less<>>;

  /// False, after a complaint, if the name is taken.
  bool claim(Places& places, const std::string& name, std::string_view kind, ModelsFile& file,
             base::Mark mark);
  void merge_conventions();
  void expand_tables();
  void index_tables();
  void add_renames(const Entry& entry);
  template <class T>
  void take(NamedList<T> ModelsKeys::*list, std::vector<T>& into, std::string_view kind);

  /// True for a table of a schema that no model is in: nobody says here what there is.
  [[nodiscard]] bool is_elsewhere(const QualifiedName& name) const;
  [[nodiscard]] const DecodedTable* find_table(const QualifiedName& name) const;
  void resolve_references(Entry& entry);
  void resolve_reference(const Entry& entry, ForeignKey& key, const base::Node& node);
  void check_target_columns(const Entry& entry, const ForeignKey& key, const DecodedTable& target,
                            const base::Node& node);
  void resolve_enums(Entry& entry);
  void resolve_enum(const Entry& entry, const Column& column, DataType& type);
  void check_triggers();

  std::span<const std::string> dialects_;
  std::size_t max_name_bytes_;
  NamingConvention naming_ = default_naming_convention();
  std::vector<std::unique_ptr<ModelsFile>> files_;
  std::vector<Entry> tables_;
  std::unordered_map<std::string, std::size_t> table_index_;  ///< by to_string of the qualified name
  std::vector<std::string> table_names_;                      ///< for suggestions
  std::set<std::string> table_schemas_;
  Models models_;
};

}  // namespace dbtool::schema
