// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Text as a mask; where FreeType, fontconfig and a font are not here, that there is none.
#include "../test.hpp"

#include <ctyolo/hooks/text_pixels.hpp>

#ifdef CTYOLO_FREETYPE
#include <fontconfig/fontconfig.h>
#endif

#include <cstdlib>
#include <string>
#include <thread>

using namespace ctyolo;

namespace {

const std::string e_acute = "\u00e9", size_in_german = "gr\u00f6\u00dfe", white_cell_in_japanese = "\u767d\u8840\u7403";
const std::string red_cell_in_russian = "\u042d\u0440\u0438\u0442\u0440\u043e\u0446\u0438\u0442";

bool same(const TextPixels& a, const TextPixels& b) {
  return a.mask.size() == b.mask.size() && a.above_px == b.above_px && cv::norm(a.mask, b.mask, cv::NORM_INF) == 0;
}

}  // namespace

TEST_CASE("hooks/text_pixels: what is no text has no pixels") {
  CHECK(text_pixels("", 10).mask.empty());
  CHECK(text_pixels("a", 0).mask.empty());
  for (const char* wrong : {"\xff", "gr\xc3", "\xed\xa0\x80"}) CHECK(text_pixels(wrong, 10).mask.empty());
}

TEST_CASE("hooks/text_pixels: letters, as high as asked for, each of its own shape") {
  const TextPixels e = text_pixels(e_acute, 20);
  if (e.mask.empty()) {
    MESSAGE("skipped: no letters are drawn, this build or machine has no FreeType, no fontconfig or no font");
    return;
  }
  CHECK(e.missing == 0);
  CHECK(e.mask.type() == CV_8UC1);
  CHECK(cv::countNonZero(e.mask) > 40);
  CHECK_FALSE(same(e, text_pixels("?", 20)));
  CHECK_FALSE(same(e, text_pixels("e", 20)));  // the accent
  CHECK(same(e, text_pixels(e_acute, 20)));
  double most = 0;
  cv::minMaxLoc(e.mask, nullptr, &most);
  CHECK(most > 200);

  const TextPixels capital = text_pixels("\u00c9H", 20), wide = text_pixels(size_in_german, 20);
  const TextPixels cyrillic = text_pixels(red_cell_in_russian, 20);
  CHECK(capital.above_px > 22);  // the accent on top of it
  CHECK(std::abs(text_pixels("H", 30).above_px - 30) <= 4);
  CHECK(wide.missing == 0);
  CHECK(wide.mask.cols > 3 * e.mask.cols);
  CHECK(wide.mask.rows > wide.above_px);  // g
  CHECK(cyrillic.missing == 0);
  CHECK(cv::countNonZero(cyrillic.mask) > 400);
  CHECK(std::abs(text_pixels(size_in_german, 40).mask.cols - 2 * wide.mask.cols) < 12);
}

TEST_CASE("hooks/text_pixels: characters that no font has, marks over letters, what is not seen") {
  const TextPixels letters = text_pixels("ab", 20);
  if (letters.mask.empty()) {
    MESSAGE("skipped: no letters are drawn, this build or machine has no FreeType, no fontconfig or no font");
    return;
  }
  const TextPixels chinese = text_pixels(white_cell_in_japanese, 20);  // by a font, or boxes
  CHECK((chinese.missing == 0 || chinese.missing == 3));
  CHECK(cv::countNonZero(chinese.mask) > 60);
  const TextPixels unassigned = text_pixels("a\U0010ffffb", 20);  // U+10FFFF is no character
  CHECK(unassigned.missing == 1);
  CHECK(unassigned.mask.cols > letters.mask.cols);

  const TextPixels combined = text_pixels("e\u0301", 20), plain = text_pixels("e", 20);
  CHECK(combined.missing == 0);
  CHECK(std::abs(combined.mask.cols - plain.mask.cols) <= 6);
  CHECK(cv::countNonZero(combined.mask) > cv::countNonZero(plain.mask));
  CHECK(same(text_pixels("a\u200d\ufe0fb", 20), letters));
  CHECK(same(text_pixels("a\n\x1b\u0085", 20), text_pixels("a???", 20)));
  CHECK(text_pixels("   ", 20).mask.cols > 5);
  CHECK(cv::countNonZero(text_pixels("   ", 20).mask) == 0);

  std::string endless;
  for (int i = 0; i < 5000; ++i) endless += size_in_german;
  CHECK(text_pixels(endless, 20).mask.cols < 8192 + 60);
}

#ifdef CTYOLO_FREETYPE
TEST_CASE("hooks/text_pixels: a machine without a font") {
  FcConfig* const usual = FcConfigReference(nullptr);
  FcConfig* const none = FcConfigCreate();
  FcConfigSetCurrent(none);
  std::thread([] {  // a thread that has opened no font yet
    CHECK(text_pixels(size_in_german, 20).mask.empty());
    CHECK(text_pixels("a", 20).mask.empty());
  }).join();
  FcConfigSetCurrent(usual);
  FcConfigDestroy(usual);
  FcConfigDestroy(none);
  std::thread([] { CHECK(same(text_pixels(size_in_german, 20), text_pixels(size_in_german, 20))); }).join();
}
#endif
