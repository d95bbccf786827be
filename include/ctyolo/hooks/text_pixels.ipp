// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/text_pixels.hpp.
#pragma once

#include <ctyolo/hooks/text_pixels.hpp>

#ifdef CTYOLO_FREETYPE
#include <ctyolo/io/utf8.hpp>

#include <fontconfig/fontconfig.h>
#include <freetype/freetype.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>
#endif

namespace ctyolo::inline v0 {

#ifdef CTYOLO_FREETYPE

namespace detail {

/// The fonts that a thread has opened, each once: FreeType's objects must not be shared between threads.
class Fonts {
 public:
  Fonts() {
    if (FT_Init_FreeType(&library_) != 0) library_ = nullptr;
  }
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;
  ~Fonts() {
    if (library_ != nullptr) FT_Done_FreeType(library_);  // with all its fonts
  }

  /// The font that lacks the fewest of these characters; null where there is none.
  FT_Face choose(const std::u32string& characters) {
    if (const auto known = chosen_.find(characters); known != chosen_.end()) return known->second;
    const std::unique_ptr<FcCharSet, decltype(&FcCharSetDestroy)> set(FcCharSetCreate(), &FcCharSetDestroy);
    for (const char32_t c : characters) FcCharSetAddChar(set.get(), c);
    const Pattern wanted(FcPatternCreate(), &FcPatternDestroy);
    FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>("sans-serif"));
    FcPatternAddCharSet(wanted.get(), FC_CHARSET, set.get());
    FcPatternAddBool(wanted.get(), FC_SCALABLE, FcTrue);
    FcPatternAddBool(wanted.get(), FC_COLOR, FcFalse);  // those are pictures, of one size
    FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult result = FcResultNoMatch;
    const Pattern found(FcFontMatch(nullptr, wanted.get(), &result), &FcPatternDestroy);
    FcChar8* path = nullptr;
    int index = 0;
    FT_Face font = nullptr;
    if (found != nullptr && FcPatternGetString(found.get(), FC_FILE, 0, &path) == FcResultMatch) {
      FcPatternGetInteger(found.get(), FC_INDEX, 0, &index);
      font = open(reinterpret_cast<const char*>(path), index);
    }
    return chosen_[characters] = font;
  }

 private:
  using Pattern = std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)>;

  FT_Face open(const std::string& path, int index) {
    const auto [place, fresh] = opened_.try_emplace({path, index}, nullptr);
    FT_Face font = nullptr;
    if (fresh && library_ != nullptr && FT_New_Face(library_, path.c_str(), index, &font) == 0 && FT_IS_SCALABLE(font))
      place->second = font;
    return place->second;
  }

  FT_Library library_ = nullptr;
  std::map<std::u32string, FT_Face> chosen_;
  std::map<std::pair<std::string, int>, FT_Face> opened_;
};

/// Marks that direct others and show nothing themselves.
inline bool is_invisible(char32_t c) {
  return (c >= 0x200b && c <= 0x200f) || c == 0x2060 || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff;
}

/// A letter's coverage and where it lies: its left edge, and its rows above the line.
struct DrawnLetter {
  cv::Mat mask;
  int left = 0, above = 0;
};

inline cv::Mat side_by_side(const std::vector<DrawnLetter>& letters, int width, int above, int below) {
  int left = 0;
  for (const DrawnLetter& l : letters) {
    left = std::min(left, l.left);
    width = std::max(width, l.left + l.mask.cols);
  }
  cv::Mat all(above + below, std::max(1, width - left), CV_8UC1, cv::Scalar(0));
  for (const DrawnLetter& l : letters) {
    cv::Mat place = all(cv::Rect({l.left - left, above - l.above}, l.mask.size()));
    cv::max(place, l.mask, place);  // marks lie over the letter before
  }
  return all;
}

}  // namespace detail

CTYOLO_INLINE TextPixels text_pixels(std::string_view utf8, int capital_px) {
  constexpr int widest_px = 8192;
  if (utf8.empty() || capital_px < 1 || !is_utf8(utf8)) return {};
  std::u32string text = code_points(utf8);
  std::erase_if(text, detail::is_invisible);
  for (char32_t& c : text)
    if (c < ' ' || (c >= 127 && c < 160)) c = '?';  // control characters
  std::u32string needed = text;  // and ASCII, so that a name has one font whatever score stands behind it
  for (char32_t c = ' '; c < 127; ++c) needed += c;
  std::sort(needed.begin(), needed.end());
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());

  thread_local detail::Fonts fonts;
  const FT_Face font = fonts.choose(needed);
  if (font == nullptr) {
    [[maybe_unused]] static const bool said = [] {
      std::cerr << "no font was found: letters that are not ASCII become '?' on pictures (Debian: apt install fonts-dejavu-core)"
                << std::endl;
      return true;
    }();
    return {};
  }

  TextPixels pixels{.mask = {}, .above_px = capital_px, .missing = 0};
  std::vector<detail::DrawnLetter> letters;
  int below = 0, at = 0;
  for (const char32_t c : text) {
    FT_Face from = font;
    FT_UInt glyph = FT_Get_Char_Index(font, c);
    if (glyph == 0) {
      if (const FT_Face other = fonts.choose({c}); other != nullptr && FT_Get_Char_Index(other, c) != 0) {
        from = other;
        glyph = FT_Get_Char_Index(other, c);
      } else {
        ++pixels.missing;  // glyph 0 is the font's box
      }
    }
    // Capitals are about three quarters of a font's height.
    if (FT_Set_Pixel_Sizes(from, 0, static_cast<FT_UInt>((4 * capital_px + 2) / 3)) != 0 ||
        FT_Load_Glyph(from, glyph, FT_LOAD_RENDER | FT_LOAD_NO_BITMAP) != 0)
      continue;
    const FT_GlyphSlot slot = from->glyph;
    const FT_Bitmap& bits = slot->bitmap;
    if (bits.pixel_mode == FT_PIXEL_MODE_GRAY && bits.rows > 0 && bits.width > 0 && bits.pitch > 0) {
      const int rows = static_cast<int>(bits.rows);
      const cv::Mat drawn(rows, static_cast<int>(bits.width), CV_8UC1, bits.buffer, static_cast<std::size_t>(bits.pitch));
      letters.push_back({drawn.clone(), at + slot->bitmap_left, slot->bitmap_top});
      pixels.above_px = std::max(pixels.above_px, slot->bitmap_top);
      below = std::max(below, rows - slot->bitmap_top);
    }
    at += static_cast<int>((slot->advance.x + 32) >> 6);  // 64ths of a pixel
    if (at > widest_px) break;
  }
  pixels.mask = detail::side_by_side(letters, at, pixels.above_px, below);
  return pixels;
}

#else

CTYOLO_INLINE TextPixels text_pixels(std::string_view, int) { return {}; }

#endif

}  // namespace ctyolo::inline v0
