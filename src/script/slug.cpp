#include "script/slug.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/utf8.h"

namespace dbtool::script {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Punctuation, symbols, blanks and what no text has, from U+0080 on, in order. Scattered signs of single
/// scripts are not listed: they stay in the word that they stand in.
constexpr Range kNotWords[] = {
    {0x80, 0xA9},       {0xAB, 0xB1},       {0xB4, 0xB4},     {0xB6, 0xB8},       {0xBB, 0xBB},
    {0xBF, 0xBF},       {0xD7, 0xD7},       {0xF7, 0xF7},     {0x2C2, 0x2C5},     {0x2D2, 0x2DF},
    {0x2E5, 0x2EB},     {0x2EF, 0x2FF},     {0x375, 0x375},   {0x37E, 0x37E},     {0x384, 0x385},
    {0x387, 0x387},     {0x3F6, 0x3F6},     {0x482, 0x482},   {0x55A, 0x55F},     {0x589, 0x58F},
    {0x5BE, 0x5BE},     {0x5C0, 0x5C0},     {0x5C3, 0x5C3},   {0x5C6, 0x5C6},     {0x5F3, 0x60F},
    {0x61B, 0x61F},     {0x66A, 0x66D},     {0x6D4, 0x6D4},   {0x700, 0x70F},     {0x964, 0x965},
    {0x970, 0x970},     {0xE3F, 0xE3F},     {0xE4F, 0xE4F},   {0xE5A, 0xE5B},     {0xF01, 0xF17},
    {0x104A, 0x104F},   {0x10FB, 0x10FB},   {0x1360, 0x1368}, {0x1400, 0x1400},   {0x1680, 0x1680},
    {0x17D4, 0x17D6},   {0x17D8, 0x17DB},   {0x1800, 0x180A}, {0x180E, 0x180E},   {0x1FFD, 0x206F},
    {0x207A, 0x207E},   {0x208A, 0x208E},   {0x20A0, 0x20C0}, {0x2116, 0x2118},   {0x211E, 0x2123},
    {0x2140, 0x2144},   {0x218A, 0x245F},   {0x249C, 0x24E9}, {0x2500, 0x2775},   {0x2794, 0x2BFF},
    {0x2E00, 0x2E2E},   {0x2E30, 0x3004},   {0x3008, 0x3020}, {0x3030, 0x3030},   {0x303D, 0x303F},
    {0x309B, 0x309C},   {0x30A0, 0x30A0},   {0x30FB, 0x30FB}, {0x3200, 0x321E},   {0x322A, 0x3247},
    {0x3260, 0x327F},   {0x32C0, 0x33FF},   {0x4DC0, 0x4DFF}, {0xA490, 0xA4C6},   {0xD800, 0xF8FF},
    {0xFD3E, 0xFD4F},   {0xFE10, 0xFE1F},   {0xFE30, 0xFE6F}, {0xFEFF, 0xFF0F},   {0xFF1A, 0xFF20},
    {0xFF3B, 0xFF40},   {0xFF5B, 0xFF65},   {0xFFE0, 0xFFFF}, {0x1CF50, 0x1D241}, {0x1F000, 0x1F0FF},
    {0x1F10D, 0x1FBCA}, {0xE0000, 0x10FFFF}};

/// Capitals and how their small letters are found.
struct Capitals {
  char32_t first;
  char32_t last;
  /// What to add; 0: capitals and small letters take turns, and `first` is a capital.
  char32_t distance;
};

constexpr Capitals kCapitals[] = {
    {'A', 'Z', 32},      {0xC0, 0xD6, 32},    {0xD8, 0xDE, 32},    {0x100, 0x12F, 0},  {0x132, 0x137, 0},
    {0x139, 0x148, 0},   {0x14A, 0x177, 0},   {0x179, 0x17E, 0},   {0x386, 0x386, 38}, {0x388, 0x38A, 37},
    {0x38C, 0x38C, 64},  {0x38E, 0x38F, 63},  {0x391, 0x3AB, 32},  {0x400, 0x40F, 80}, {0x410, 0x42F, 32},
    {0x460, 0x481, 0},   {0x48A, 0x4BF, 0},   {0x4C1, 0x4CE, 0},   {0x4D0, 0x52F, 0},  {0x531, 0x556, 48},
    {0x1E00, 0x1E95, 0}, {0x1EA0, 0x1EFF, 0}, {0xFF21, 0xFF3A, 32}};

bool is_word(char32_t c) noexcept {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  const auto* range = std::lower_bound(std::begin(kNotWords), std::end(kNotWords), c,
                                       [](const Range& r, char32_t value) { return r.last < value; });
  return range == std::end(kNotWords) || c < range->first;
}

char32_t to_small(char32_t c) noexcept {
  const auto* range = std::lower_bound(std::begin(kCapitals), std::end(kCapitals), c,
                                       [](const Capitals& r, char32_t value) { return r.last < value; });
  if (range == std::end(kCapitals) || c < range->first) return c;
  if (range->distance != 0) return c + range->distance;
  return c + ((c - range->first) % 2 == 0 ? 1 : 0);
}

void append_utf8(std::string& out, char32_t c) {
  const auto byte = [&out](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
  const auto continued = [&byte, c](unsigned shift) { byte(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xC0U | (c >> 6U));
  } else if (c < 0x10000) {
    byte(0xE0U | (c >> 12U));
    continued(6);
  } else {
    byte(0xF0U | (c >> 18U));
    continued(12);
    continued(6);
  }
  continued(0);
}

}  // namespace

std::string make_slug(std::string_view message, std::size_t limit) {
  std::string slug;
  std::size_t characters = 0;
  bool in_word = false;
  for (std::size_t at = 0; at < message.size();) {
    const std::optional<base::CodePoint> next = base::decode_utf8(message, at);
    at += next ? next->bytes : 1;
    if (!next || !is_word(next->value)) {
      in_word = false;
      continue;
    }
    const bool needs_separator = !in_word && !slug.empty();
    in_word = true;
    if (characters + (needs_separator ? 2 : 1) > limit) {
      if (needs_separator && characters < limit) slug += '_';
      slug.resize(std::min(slug.rfind('_'), slug.size()));
      return slug + '_';
    }
    if (needs_separator) slug += '_';
    append_utf8(slug, to_small(next->value));
    characters += needs_separator ? 2 : 1;
  }
  return slug;
}

}  // namespace dbtool::script
