#include "dialect/file_rows.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/files.h"
#include "dialect/data_file.h"

namespace dbtool::dialect {
namespace {

std::vector<std::string> header_of(CsvReader& reader, const std::string& file) {
  const std::optional<CsvRecord> record = reader.next();
  if (!record) {
    throw Error(ErrorCode::kScript, fmt::format("'{}' is empty", file))
        .at({.file = file, .line = 1})
        .with_hint("its first line names the columns");
  }
  std::vector<std::string> names;
  for (const CsvField& field : *record) {
    if (!field || field->empty()) {
      throw Error(ErrorCode::kScript, "a column has no name").at(reader.location());
    }
    names.push_back(*field);
  }
  return names;
}

/// For each wanted column its place in the file's records.
std::vector<std::size_t> positions_of(const std::vector<std::string>& wanted,
                                      const std::vector<std::string>& header, const Location& place) {
  std::vector<std::size_t> positions;
  for (const std::string& column : wanted) {
    const auto found = std::ranges::find(header, column);
    if (found == header.end()) {
      throw Error(ErrorCode::kScript, fmt::format("the file has no column '{}'", column)).at(place);
    }
    positions.push_back(static_cast<std::size_t>(found - header.begin()));
  }
  return positions;
}

}  // namespace

FileRows::FileRows(const ops::BulkInsert& operation, const Location& location, const MakeWriter& make_writer)
    : file_(data_file(operation, location)), text_(base::read_file(file_)), reader_(text_, file_) {
  const std::vector<std::string> header = header_of(reader_, file_);
  const std::vector<std::string>& columns = operation.columns.empty() ? header : operation.columns;
  width_ = header.size();
  positions_ = positions_of(columns, header, reader_.location());
  fields_.resize(positions_.size());
  writer_ = make_writer(columns, file_, [this, location](Statement statement) {
    statement.location = location;
    made_.push_back(std::move(statement));
  });
}

std::optional<Statement> FileRows::next() {
  while (made_.empty() && !is_at_end_) read_record();
  if (made_.empty()) return std::nullopt;
  std::optional<Statement> statement = std::move(made_.front());
  made_.pop_front();
  return statement;
}

void FileRows::read_record() {
  std::optional<CsvRecord> record = reader_.next();
  if (!record) {
    is_at_end_ = true;
    return writer_->finish();
  }
  if (record->size() != width_) {
    throw Error(ErrorCode::kScript,
                fmt::format("the record has {} fields for {} columns", record->size(), width_))
        .at(reader_.location());
  }
  for (std::size_t i = 0; i < positions_.size(); ++i) std::swap(fields_[i], (*record)[positions_[i]]);
  writer_->add(fields_, reader_.location().line);
}

}  // namespace dbtool::dialect
