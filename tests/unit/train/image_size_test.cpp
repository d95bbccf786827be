// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The size of a batch.
#include "test.hpp"

#include <ctyolo/core/type_name.hpp>
#include <ctyolo/train/image_size.hpp>

#include <map>

using namespace ctyolo;

TEST_CASE("train/image_size: Fixed stays and draws nothing") {
  Random a({.seed = 1}), b({.seed = 1});
  CHECK(Fixed::pick(a, 640, 32) == 640);
  CHECK(a.bits() == b.bits());
}

static_assert(std::same_as<ImageSizeMistakeOf<Fixed, 32>::type, error::no_mistake> && ImageSizeMistakeOf<FixedSize<320>, 32>::type::ok);
static_assert(std::same_as<ImageSizeMistakeOf<FixedSize<330>, 32>::type,
                           error::image_size_is_not_a_multiple_of_the_stride<330, 32, error::nearest_are<320, 352>>>);
static_assert(std::same_as<ImageSizeMistakeOf<FixedSize<20>, 64>::type,
                           error::image_size_is_not_a_multiple_of_the_stride<20, 64, error::nearest_are<64, 128>>>, "0 is no size");
static_assert(!ImageSizeMistakeOf<FixedSize<0>, 32>::type::ok && !ImageSizeMistakeOf<FixedSize<-32>, 32>::type::ok);

TEST_CASE("train/image_size: FixedSize is what the program says") {
  Random r({.seed = 1});
  CHECK(FixedSize<320>::pick(r, 640, 32) == 320);
  CHECK(type_name<FixedSize<320>>() == "FixedSize<320>");
}

TEST_CASE("train/image_size: MultiScale gives every multiple of the stride from half to one and a half") {
  Random r({.seed = 1, .purpose = Purpose::multi_scale});
  std::map<int, int> count;
  for (int i = 0; i < 21'000; ++i) ++count[MultiScale<>::pick(r, 640, 32)];
  CHECK(count.begin()->first == 320);
  CHECK(count.rbegin()->first == 960);
  CHECK(count.size() == 21);
  for (const auto& [size, times] : count) {
    CAPTURE(size);
    CHECK(size % 32 == 0);
    CHECK(std::abs(times - 1000) < 180);
  }
}

TEST_CASE("train/image_size: MultiScale of odd sizes and bounds") {
  Random r({.seed = 2});
  for (int i = 0; i < 2000; ++i) {
    const int a = MultiScale<0.1, 0.2>::pick(r, 64, 32);
    CHECK(a == 32);  // never below one stride
    const int b = MultiScale<1, 1>::pick(r, 320, 32);
    CHECK(b == 320);
    const int c = MultiScale<0.5, 1.5>::pick(r, 416, 64);
    CHECK((c % 64 == 0 && c >= 192 && c <= 640));
  }
  CHECK(MultiScale<>::name() == "MultiScale<0.5, 1.5>");
  CHECK(MultiScale<1, 2>::name() == "MultiScale<1, 2>");
}
