#include "dialects/postgresql/named_enums.h"

#include <algorithm>

#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/type_name.h"
#include "dialects/postgresql/types.h"

namespace dbtool::dialects::postgresql {

namespace {

/// Without a name if the type is a portable one.
TypeName native_name(const DataType& declared) {
  const DataType& type = declared.select(traits().names);
  return type.kind == TypeKind::kNative ? parse_type_name(type_sql(type)) : TypeName();
}

std::string spelled(const QualifiedName& name) {
  return parse_type_name(quoting().name(name.schema, name.name)).name;
}

}  // namespace

const DataType* named_enum(const DataType& declared) {
  const DataType& type = declared.select(traits().names);
  return type.kind == TypeKind::kEnum && !type.name.empty() ? &type : nullptr;
}

bool is_of_enum(const DataType& type, const QualifiedName& name) {
  if (const DataType* own = named_enum(type)) return enum_name(*own) == name;
  const std::string native = native_name(type).name;
  return !native.empty() && native == spelled(name);
}

bool is_array(const DataType& type) {
  return type.select(traits().names).dimensions > 0 || native_name(type).is_array;
}

bool has_enum(const Schema& schema, const QualifiedName& name) {
  const bool is_listed = std::ranges::any_of(schema.enums, [&](const EnumType& type) {
    return QualifiedName{type.schema, type.name} == name;
  });
  const auto is_of_it = [&](const Column& column) {
    const DataType* type = named_enum(column.type);
    return type != nullptr && enum_name(*type) == name;
  };
  return is_listed || std::ranges::any_of(schema.tables, [&](const Table& table) {
           return std::ranges::any_of(table.columns, is_of_it);
         });
}

std::vector<QualifiedName> enums_among(const std::vector<DataType>& types,
                                       const std::vector<EnumType>& known) {
  std::vector<QualifiedName> names;
  const auto add = [&](const QualifiedName& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (const DataType& type : types) {
    if (const DataType* own = named_enum(type)) {
      add(enum_name(*own));
    } else {
      for (const EnumType& each : known) {
        const QualifiedName name{each.schema, each.name};
        if (is_of_enum(type, name)) add(name);
      }
    }
  }
  return names;
}

}  // namespace dbtool::dialects::postgresql
