// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Plain arrays become maps and maps plain arrays, element by element.
#include "test.hpp"
#include "backend/onednn/maps.hpp"

#include <ctyolo/backend/onednn/plain_maps.hpp>

#include <cstdint>
#include <vector>

using namespace ctyolo;
using namespace ctyolo::onednn;
using test::OwnMap;

TEST_CASE("backend/onednn/plain_maps: bytes become numbers, 2x2 pixels become channels") {
  std::vector<std::uint8_t> bytes(3 * 4 * 6);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(3 * i);
  OwnMap picture(1, 3, 4, 6, 1), out(1, 12, 2, 3);
  picture_from(bytes.data(), picture.map);
  space_to_depth(picture.map, out.map);
  constexpr int row[] = {0, 1, 0, 1}, column[] = {0, 0, 1, 1};
  int wrong = 0;
  out.each([&](int, int c, int y, int x) {
    const auto place = static_cast<std::size_t>((c % 3 * 4 + 2 * y + row[c / 3]) * 6 + 2 * x + column[c / 3]);
    wrong += out.at(0, c, y, x) != static_cast<float>(bytes[place]) / 255.0f;
  });
  CHECK(wrong == 0);
  CHECK(out.memory.back() == 0.0f);  // the filling
}

TEST_CASE("backend/onednn/plain_maps: to plain maps and back, in either order and width of a block; the filling becomes zero") {
  constexpr int images = 2, channels = 19, height = 3, width = 5;
  const PlainStrides channels_last{height * width * channels, 1, width * channels, channels};
  const PlainStrides channels_first{channels * height * width, height * width, width, 1};
  for (const int block : {8, 16}) {
    for (const PlainStrides& s : {channels_last, channels_first}) {
      CAPTURE(block);
      CAPTURE(s.c);
      OwnMap from(images, channels, height, width, block), to(images, channels, height, width, block);
      from.fill(1);
      to.fill(2);
      std::vector<float> plain(images * channels * height * width);
      to_plain(from.map, plain.data(), s);
      int wrong = 0;
      from.each([&](int n, int k, int y, int x) {
        wrong += plain[static_cast<std::size_t>(n * s.n + k * s.c + y * s.y + x * s.x)] != from.at(n, k, y, x);
      });
      CHECK(wrong == 0);
      from_plain(plain.data(), s, to.map);
      CHECK((to.memory == from.memory));
    }
  }
}

TEST_CASE("backend/onednn/plain_maps: bytes as numbers, rounded as a division is, also those beside the last whole vector") {
  std::vector<std::uint8_t> bytes(256 + 13);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i);
  OwnMap picture(1, 1, 1, static_cast<int>(bytes.size()), 1);
  picture_from(bytes.data(), picture.map);
  int wrong = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) wrong += picture.memory[i] != static_cast<float>(bytes[i]) / 255.0f;
  CHECK(wrong == 0);
}
