#include "dialect/csv.h"

#include <algorithm>
#include <utility>

namespace dbtool::dialect {

CsvReader::CsvReader(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
}

Error CsvReader::error(std::string message) const {
  return Error(ErrorCode::kScript, std::move(message)).at({.file = file_, .line = line_});
}

bool CsvReader::skip_line_end() noexcept {
  if (at_ >= text_.size() || (text_[at_] != '\n' && text_[at_] != '\r')) return false;
  if (text_.substr(at_, 2) == "\r\n") ++at_;
  ++at_;
  ++line_;
  return true;
}

bool CsvReader::at_field_end() const noexcept {
  return at_ >= text_.size() || text_[at_] == ',' || text_[at_] == '\n' || text_[at_] == '\r';
}

std::string CsvReader::quoted_field() {
  const std::size_t first_line = line_;
  std::string result;
  for (;;) {
    const std::size_t begin = at_ + 1;  // behind the opening quote, or the second of two
    const std::size_t quote = text_.find('"', begin);
    if (quote == std::string_view::npos) {
      line_ = first_line;
      throw error("a quoted field has no closing quote");
    }
    const std::string_view part = text_.substr(begin, quote - begin);
    line_ += static_cast<std::size_t>(std::ranges::count(part, '\n'));
    result += part;
    at_ = quote + 1;
    if (at_ == text_.size() || text_[at_] != '"') break;
    result += '"';
  }
  if (!at_field_end()) throw error("text follows the closing quote of a field");
  return result;
}

CsvField CsvReader::field() {
  if (at_ < text_.size() && text_[at_] == '"') return quoted_field();
  const std::size_t begin = at_;
  while (!at_field_end()) {
    if (text_[at_] == '"') {
      throw error("a quote stands inside a field that is not quoted")
          .with_hint("quote the whole field, and write each quote in it twice");
    }
    ++at_;
  }
  if (at_ == begin) return std::nullopt;
  return std::string(text_.substr(begin, at_ - begin));
}

std::optional<CsvRecord> CsvReader::next() {
  while (skip_line_end()) {
  }
  if (at_ >= text_.size()) return std::nullopt;
  record_line_ = line_;
  CsvRecord record;
  record.reserve(fields_);
  record.push_back(field());
  while (at_ < text_.size() && text_[at_] == ',') {
    ++at_;
    record.push_back(field());
  }
  skip_line_end();
  fields_ = record.size();
  return record;
}

}  // namespace dbtool::dialect
