#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/document.h"
#include "dbtool/operation.h"
#include "schema/decode_context.h"

/// Decoding and encoding of scalars, and of the parts of a schema that are written otherwise than key by
/// key. What the functions mean is said in field_codec.h, which is the header to include.
namespace dbtool::schema {

/// How messages call a thing, with its article.
template <class T>
inline constexpr std::string_view kThing = "a mapping";
template <>
inline constexpr std::string_view kThing<Computed> = "a computed column";
template <>
inline constexpr std::string_view kThing<Identity> = "an identity";
template <>
inline constexpr std::string_view kThing<PrimaryKey> = "a primary key";
template <>
inline constexpr std::string_view kThing<UniqueConstraint> = "a unique constraint";
template <>
inline constexpr std::string_view kThing<Reference> = "a reference";
template <>
inline constexpr std::string_view kThing<ForeignKey> = "a foreign key";
template <>
inline constexpr std::string_view kThing<CheckConstraint> = "a check";
template <>
inline constexpr std::string_view kThing<ExcludeElement> = "an element of an exclude constraint";
template <>
inline constexpr std::string_view kThing<ExcludeConstraint> = "an exclude constraint";
template <>
inline constexpr std::string_view kThing<IndexElement> = "an index's column";
template <>
inline constexpr std::string_view kThing<Index> = "an index";
template <>
inline constexpr std::string_view kThing<ops::ExistingColumn> = "an existing column";

// --- Scalars -------------------------------------------------------------------------------------------

void decode_value(const base::Node& node, bool& value, Context& context);
void decode_value(const base::Node& node, std::string& value, Context& context);
void decode_value(const base::Node& node, int& value, Context& context);
void decode_value(const base::Node& node, std::int64_t& value, Context& context);
void decode_value(const base::Node& node, SourceText& value, Context& context);

[[nodiscard]] base::Node encode_value(bool value);
[[nodiscard]] base::Node encode_value(const std::string& value);
[[nodiscard]] base::Node encode_value(int value);
[[nodiscard]] base::Node encode_value(std::int64_t value);
/// Several lines become a literal block, where blocks may stand.
[[nodiscard]] base::Node encode_value(const SourceText& value);

/// A text that is written without quotes if it looks like a number or a boolean: reads back as the same text.
[[nodiscard]] base::Node encode_plain(const std::string& text);

/// Reads one of the names, and returns its place among them; case does not matter, nor whether words are
/// joined by '_' or by a blank.
[[nodiscard]] std::optional<std::size_t> decode_choice(const base::Node& node,
                                                       std::span<const std::string_view> names,
                                                       Context& context);

// --- Texts, types and defaults -------------------------------------------------------------------------

void decode_value(const base::Node& node, DialectText& value, Context& context);
void decode_value(const base::Node& node, DataType& value, Context& context);
void decode_value(const base::Node& node, ServerDefault& value, Context& context);
/// `identity: false` is none.
void decode_value(const base::Node& node, std::optional<Identity>& value, Context& context);
void decode_value(const base::Node& node, DialectOptions& value, Context& context);

[[nodiscard]] base::Node encode_value(const DialectText& value);
[[nodiscard]] base::Node encode_value(const DataType& value);
[[nodiscard]] base::Node encode_value(const ServerDefault& value);
[[nodiscard]] base::Node encode_value(const DialectOptions& value);
[[nodiscard]] base::Node encode_value(const std::map<std::string, std::string>& value);

// --- Shorter ways to write a thing ---------------------------------------------------------------------

bool decode_short(const base::Node& node, Identity& value, Context& context);          // true
bool decode_short(const base::Node& node, Computed& value, Context& context);          // length(title)
bool decode_short(const base::Node& node, IndexElement& value, Context& context);      // email
bool decode_short(const base::Node& node, Reference& value, Context& context);         // user.id
bool decode_short(const base::Node& node, CheckConstraint& value, Context& context);   // score >= 0
bool decode_short(const base::Node& node, PrimaryKey& value, Context& context);        // [id]
bool decode_short(const base::Node& node, UniqueConstraint& value, Context& context);  // [user_id, title]

[[nodiscard]] std::optional<base::Node> encode_short(const Identity& value);
[[nodiscard]] std::optional<base::Node> encode_short(const IndexElement& value);
[[nodiscard]] std::optional<base::Node> encode_short(const Reference& value);
[[nodiscard]] std::optional<base::Node> encode_short(const CheckConstraint& value);
[[nodiscard]] std::optional<base::Node> encode_short(const PrimaryKey& value);
[[nodiscard]] std::optional<base::Node> encode_short(const UniqueConstraint& value);

// --- What the keys one by one cannot say ---------------------------------------------------------------

void validate(const IndexElement& value, const base::Node& node, Context& context);
void validate(const Index& value, const base::Node& node, Context& context);
void validate(const PrimaryKey& value, const base::Node& node, Context& context);
void validate(const UniqueConstraint& value, const base::Node& node, Context& context);
void validate(const ForeignKey& value, const base::Node& node, Context& context);
void validate(const ExcludeConstraint& value, const base::Node& node, Context& context);

}  // namespace dbtool::schema
