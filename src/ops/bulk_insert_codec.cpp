#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "ops/operation_codec.h"

namespace dbtool::ops {

using base::Node;
using base::NodeKind;
using schema::Context;

namespace {

struct BulkInsertKeys {
  std::string table;
  std::string schema;
  std::vector<std::string> columns;
  RawNode rows;
  SourceText file;

  static constexpr auto fields() {
    return std::tuple(required("table", &BulkInsertKeys::table), optional("schema", &BulkInsertKeys::schema),
                      optional("columns", &BulkInsertKeys::columns), optional("rows", &BulkInsertKeys::rows),
                      optional("file", &BulkInsertKeys::file));
  }
};

/// A whole number in decimal, whatever its notation in YAML: `0x1F` is 31. Nothing if it is too large.
std::optional<std::string> decimal(std::string_view text) {
  const bool is_hex = text.starts_with("0x");
  if (!is_hex && !text.starts_with("0o")) return std::string(text.substr(text.starts_with('+') ? 1 : 0));
  std::uint64_t value = 0;
  const auto [end, error] =
      std::from_chars(text.data() + 2, text.data() + text.size(), value, is_hex ? 16 : 8);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return std::to_string(value);
}

Literal decode_literal(const Node& node, Context& context) {
  switch (node.kind()) {
    case NodeKind::kNull:
      return {};
    case NodeKind::kBoolean:
      return {Literal::Kind::kBoolean, node.as_boolean() ? "true" : "false"};
    case NodeKind::kInteger:
      if (std::optional<std::string> text = decimal(node.text()))
        return {Literal::Kind::kNumber, *std::move(text)};
      break;
    case NodeKind::kReal:
      // .inf and .nan are numbers to YAML and to hardly any engine.
      if (node.text().find_first_of("0123456789") != std::string::npos)
        return {Literal::Kind::kNumber, node.text()};
      break;
    case NodeKind::kString:
      return {Literal::Kind::kString, node.text()};
    case NodeKind::kSequence:
      return {Literal::Kind::kList, base::write_json(node, base::JsonLayout::kOneLine)};
    case NodeKind::kMapping:
      return {Literal::Kind::kMapping, base::write_json(node, base::JsonLayout::kOneLine)};
  }
  context.complain(node.mark(), fmt::format("'{}' cannot be inserted as a number", node.text()),
                   "put it in quotes to insert it as a text");
  return {};
}

Node encode_literal(const Literal& literal) {
  switch (literal.kind) {
    case Literal::Kind::kNull:
      return {};
    case Literal::Kind::kBoolean:
      return Node::boolean(literal.text == "true");
    case Literal::Kind::kNumber: {
      const bool is_real = literal.text.find_first_of(".eE") != std::string::npos;
      return Node::scalar(is_real ? NodeKind::kReal : NodeKind::kInteger, literal.text, {}, {});
    }
    case Literal::Kind::kList:
    case Literal::Kind::kMapping:
      return base::read_yaml(literal.text, "a value", ErrorCode::kInternal);
    case Literal::Kind::kString:
      break;
  }
  return Node::string(literal.text);
}

class RowsReader {
 public:
  RowsReader(std::vector<std::string>& columns, Context& context) : columns_(columns), context_(context) {}

  [[nodiscard]] std::vector<RowValues> read(const Node& rows);
  /// Of the rows that were read.
  [[nodiscard]] std::vector<std::size_t> take_lines() { return std::move(lines_); }

 private:
  void take_columns_of(const Node& first);
  [[nodiscard]] RowValues read_list(const Node& row);
  [[nodiscard]] RowValues read_mapping(const Node& row);
  [[nodiscard]] bool check_keys(const Node& row);

  std::vector<std::string>& columns_;
  Context& context_;
  std::unordered_map<std::string_view, std::size_t> positions_;
  bool lacks_column_ = false;  ///< complained of
  std::vector<std::size_t> lines_;
};

void RowsReader::take_columns_of(const Node& first) {
  if (columns_.empty() && first.is_mapping()) {
    for (const base::NodeEntry& entry : first.entries()) columns_.push_back(entry.key);
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (positions_.try_emplace(columns_[i], i).second) continue;
    context_.complain(first.mark(), fmt::format("bulk_insert names column '{}' twice", columns_[i]));
  }
}

RowValues RowsReader::read_list(const Node& row) {
  RowValues values;
  if (columns_.empty()) {
    context_.complain(row.mark(), "rows that are lists need 'columns'");
  } else if (row.items().size() != columns_.size()) {
    context_.complain(row.mark(),
                      fmt::format("a row has {} values for {} columns", row.items().size(), columns_.size()));
  }
  for (const Node& item : row.items()) values.push_back(decode_literal(item, context_));
  return values;
}

/// Whether the row has exactly the columns. Of rows that lack one only the first is complained of.
bool RowsReader::check_keys(const Node& row) {
  std::unordered_set<std::string_view> keys;
  for (const base::NodeEntry& entry : row.entries()) {
    keys.insert(entry.key);
    if (positions_.contains(entry.key)) continue;
    context_.complain(
        entry.key_mark,
        fmt::format("the rows have no column '{}'{}", entry.key, context_.did_you_mean(entry.key, columns_)),
        "the columns are those of 'columns', or of the first row");
    return false;
  }
  if (keys.size() == columns_.size()) return true;
  if (std::exchange(lacks_column_, true)) return false;
  const auto missing = std::find_if(columns_.begin(), columns_.end(),
                                    [&](const std::string& column) { return !keys.contains(column); });
  if (missing == columns_.end()) return false;  // one is there twice, and was complained of
  context_.complain(row.mark(), fmt::format("a row lacks column '{}'", *missing), "write null for NULL");
  return false;
}

RowValues RowsReader::read_mapping(const Node& row) {
  if (!check_keys(row)) return {};
  RowValues values(columns_.size());
  for (const base::NodeEntry& entry : row.entries()) {
    values[positions_.find(entry.key)->second] = decode_literal(entry.value, context_);
  }
  return values;
}

std::vector<RowValues> RowsReader::read(const Node& rows) {
  std::vector<RowValues> result;
  if (!rows.is_sequence()) {
    context_.complain_of_kind(rows, "a list of rows");
    return result;
  }
  if (!rows.items().empty()) take_columns_of(rows.items().front());
  result.reserve(rows.items().size());
  for (const Node& row : rows.items()) {
    if (row.is_scalar()) {
      context_.complain_of_kind(row, "a list of mappings, or of lists");
    } else {
      result.push_back(row.is_mapping() ? read_mapping(row) : read_list(row));
      lines_.push_back(context_.location(row.mark()).line);
    }
  }
  return result;
}

}  // namespace

void decode_value(const Node& node, BulkInsert& value, Context& context) {
  BulkInsertKeys keys;
  schema::decode_fields(node, BulkInsert::kName, keys, context);
  if (!node.is_mapping()) return;
  value.table = std::move(keys.table);
  value.schema = std::move(keys.schema);
  value.columns = std::move(keys.columns);
  value.file = std::move(keys.file);
  if ((keys.rows.node == nullptr) == value.file.empty()) {
    context.complain(node.mark(), "bulk_insert needs 'rows' or 'file', and only one of them");
  }
  const Context::Scope scope(context, BulkInsert::kName, "rows");
  if (keys.rows.node == nullptr) return;
  RowsReader reader(value.columns, context);
  value.rows = reader.read(*keys.rows.node);
  value.lines = reader.take_lines();
}

Node encode_value(const BulkInsert& value) {
  Node node = Node::mapping();
  node.set("table", schema::encode_value(value.table));
  if (!value.schema.empty()) node.set("schema", schema::encode_value(value.schema));
  if (value.rows.empty() && !value.columns.empty()) node.set("columns", schema::encode_value(value.columns));
  if (!value.file.empty()) {
    node.set("file", schema::encode_value(value.file.text));
    return node;
  }
  Node rows = Node::sequence();
  for (const RowValues& row : value.rows) {
    Node item = Node::mapping().with_style(base::NodeStyle::kFlow);
    for (std::size_t i = 0; i < row.size() && i < value.columns.size(); ++i) {
      item.append_entry({value.columns[i], {}, encode_literal(row[i])});
    }
    rows.append(std::move(item));
  }
  node.set("rows", std::move(rows));
  return node;
}

}  // namespace dbtool::ops
