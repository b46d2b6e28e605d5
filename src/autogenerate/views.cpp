#include "autogenerate/views.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "autogenerate/table_index.h"

namespace dbtool::autogenerate {
namespace {

template <class T>
using ByName = std::unordered_map<QualifiedName, const T*, QualifiedNameHash>;

template <class T>
QualifiedName name_of(const Comparison& comparison, const T& object) {
  return {object.schema == comparison.options.default_schema ? std::string() : object.schema, object.name};
}

bool is_included(const Comparison& comparison, const View& view) {
  return !comparison.options.include || comparison.options.include({view.schema, view.name});
}

/// A trigger belongs to its table.
bool is_included(const Comparison& comparison, const Trigger& trigger) {
  return !comparison.options.include || comparison.options.include({trigger.schema, trigger.table});
}

const DialectText& text_of(const View& view) { return view.as; }
const DialectText& text_of(const Trigger& trigger) { return trigger.sql; }

/// Those that this comparison looks at and that say something in its dialect.
template <class T>
std::vector<const T*> objects_of(const Comparison& comparison, const std::vector<T>& objects) {
  std::vector<const T*> found;
  for (const T& object : objects) {
    if (is_included(comparison, object) && !comparison.text(text_of(object)).empty())
      found.push_back(&object);
  }
  return found;
}

template <class T>
ByName<T> by_qualified_name(const Comparison& comparison, const std::vector<const T*>& objects) {
  ByName<T> names;
  for (const T* object : objects) names.emplace(name_of(comparison, *object), object);
  return names;
}

template <class T>
const T* find(const Comparison& comparison, const ByName<T>& names, const T& object) {
  const auto found = names.find(name_of(comparison, object));
  return found == names.end() ? nullptr : found->second;
}

/// True if one can take the other's place without being dropped.
bool is_replaceable(const View& is, const View& wanted) { return is.materialized == wanted.materialized; }
bool is_replaceable(const Trigger& is, const Trigger& wanted) { return is.table == wanted.table; }

bool same(const Comparison& comparison, const View& is, const View& wanted) {
  return is_replaceable(is, wanted) && comparison.same_text(is.as, wanted.as);
}

bool same(const Comparison& comparison, const Trigger& is, const Trigger& wanted) {
  return is_replaceable(is, wanted) && comparison.same_text(is.sql, wanted.sql);
}

OperationVariant drop(const View& view) {
  return ops::DropView{.name = view.name, .schema = view.schema, .materialized = view.materialized};
}

OperationVariant drop(const Trigger& trigger) {
  return ops::DropTrigger{.name = trigger.name, .table = trigger.table, .schema = trigger.schema};
}

/// Drops what is not wanted, last first: a view may read one declared before it. `stays(is, wanted)`
/// says whether a changed one is replaced in place.
template <class T, class Stays>
void drop_old(const Comparison& comparison, std::string_view kind, const std::vector<T>& is,
              const std::vector<T>& wanted, Stays stays) {
  if (wanted.empty()) return;
  const auto wanted_names = by_qualified_name(comparison, objects_of(comparison, wanted));
  std::vector<const T*> objects = objects_of(comparison, is);
  std::reverse(objects.begin(), objects.end());
  for (const T* object : objects) {
    const T* counterpart = find(comparison, wanted_names, *object);
    if (counterpart != nullptr && stays(*object, *counterpart)) continue;
    if (counterpart == nullptr) {
      comparison.log(
          fmt::format("Detected removed {} '{}'", kind, to_string({object->schema, object->name})));
    }
    comparison.add(drop(*object));
  }
}

void create(const Comparison& comparison, const View& wanted, const View* is) {
  if (is != nullptr && is_replaceable(*is, wanted)) {
    comparison.add(ops::ReplaceView{.view = wanted});
  } else {
    comparison.add(ops::CreateView{.view = wanted});
  }
}

void create(const Comparison& comparison, const Trigger& wanted, const Trigger* /*is*/) {
  comparison.add(ops::CreateTrigger{.trigger = wanted});
}

template <class T>
void create_new(const Comparison& comparison, std::string_view kind, const std::vector<T>& is,
                const std::vector<T>& wanted) {
  if (wanted.empty()) return;
  const auto names = by_qualified_name(comparison, objects_of(comparison, is));
  for (const T* object : objects_of(comparison, wanted)) {
    const T* counterpart = find(comparison, names, *object);
    if (counterpart != nullptr && same(comparison, *counterpart, *object)) continue;
    comparison.log(fmt::format("Detected {} {} '{}'", counterpart == nullptr ? "added" : "changed", kind,
                               to_string({object->schema, object->name})));
    create(comparison, *object, counterpart);
  }
}

}  // namespace

void drop_triggers_and_views(const Comparison& comparison, const Schema& database, const Schema& models) {
  drop_old(comparison, "trigger", database.triggers, models.triggers,
           [&](const Trigger& is, const Trigger& wanted) { return same(comparison, is, wanted); });
  drop_old(comparison, "view", database.views, models.views,
           [](const View& is, const View& wanted) { return is_replaceable(is, wanted); });
}

void create_views_and_triggers(const Comparison& comparison, const Schema& database, const Schema& models) {
  create_new(comparison, "view", database.views, models.views);
  create_new(comparison, "trigger", database.triggers, models.triggers);
}

}  // namespace dbtool::autogenerate
