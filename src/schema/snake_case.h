#pragma once

#include <string>
#include <string_view>

namespace dbtool::schema {

/// A class name as a table name, as Flask-SQLAlchemy does it: AddressAndPhone -> address_and_phone,
/// HTTPServer -> http_server. ASCII letters only; others stay.
[[nodiscard]] std::string to_snake_case(std::string_view class_name);

/// The other way round, as far as there is one: `to_snake_case(to_class_name("user_role")) == "user_role"`,
/// but a name like `Users` has no class name.
[[nodiscard]] std::string to_class_name(std::string_view table_name);

}  // namespace dbtool::schema
