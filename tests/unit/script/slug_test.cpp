#include "script/slug.h"

#include <string>

#include <gtest/gtest.h>

#include "base/strings.h"

namespace dbtool::script {
namespace {

struct SlugCase {
  std::string name;
  std::string message;
  std::string want;
  std::size_t limit = 40;
};

class Slug : public testing::TestWithParam<SlugCase> {};

TEST_P(Slug, IsMadeOfTheMessagesWords) {
  EXPECT_EQ(make_slug(GetParam().message, GetParam().limit), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    SlugTest, Slug,
    testing::Values(
        SlugCase{"Empty", "", ""}, SlugCase{"NoWords", "?! -- /", ""},
        SlugCase{"Plain", "users table", "users_table"},
        SlugCase{"Capitals", "Add E-Mail2 to User", "add_e_mail2_to_user"}, SlugCase{"Path", "../../x", "x"},
        SlugCase{"AbsolutePath", "/etc/passwd", "etc_passwd"}, SlugCase{"Backslash", "..\\x\ny\tz", "x_y_z"},
        SlugCase{"Nul", std::string("a\0b", 3), "a_b"}, SlugCase{"Underscores", "__a__ _b", "__a____b"},
        SlugCase{"Accents", "Héllo ÀÖØÞ×Ż ÿ", "héllo_àöøþ_ż_ÿ"},
        SlugCase{"CombiningAccent", "he\xCC\x81llo", "he\xCC\x81llo"},
        SlugCase{"Greek", "Πίνακας Ά Ώ", "πίνακας_ά_ώ"},
        SlugCase{"Cyrillic", "Таблица Ёж ЂҐ", "таблица_ёж_ђґ"},
        SlugCase{"Chinese", "用户表，新增", "用户表_新增"}, SlugCase{"Emoji", "ship 🚀 it", "ship_it"},
        SlugCase{"Dashes", "a–b—c…d«e»", "a_b_c_d_e"},
        SlugCase{"NoBreakSpace",
                 "a\xC2\xA0"
                 "b",
                 "a_b"},
        SlugCase{"BrokenUtf8",
                 "a\xFF"
                 "b\xC3",
                 "a_b"},
        SlugCase{"Alembics", "Héllo wörld this is a very long message indeed",
                 "héllo_wörld_this_is_a_very_long_message_"},
        SlugCase{"JustFits", "abc de", "abc_de", 6}, SlugCase{"CutInAWord", "abc de", "abc_", 5},
        SlugCase{"CutBehindASeparator", "abc de", "abc_", 4},
        SlugCase{"CutBeforeASeparator", "abc de", "abc_", 3},
        SlugCase{"CutInTheOnlyWord", "abcdef", "abc_", 3},
        SlugCase{"CutInTheSecondWord", "a bc def", "a_bc_", 6},
        SlugCase{"CutBeforeASecondSeparator", "a bc def", "a_", 4}, SlugCase{"Nothing", "abc", "_", 0}),
    [](const testing::TestParamInfo<SlugCase>& row) { return row.param.name; });

TEST(SlugTest, IsShortAndCleanHoweverLongTheMessage) {
  const std::string slug = make_slug(std::string(2U << 20U, 'x') + " y", 40);
  EXPECT_EQ(slug, std::string(40, 'x') + "_");
  EXPECT_EQ(make_slug(std::string(2U << 20U, '/'), 40), "");
}

}  // namespace
}  // namespace dbtool::script
