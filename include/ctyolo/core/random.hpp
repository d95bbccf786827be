// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Counter-based random numbers: a draw depends on its key alone, never on who drew before. Tier: spec (std only).
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace ctyolo::inline v0 {

/// What a stream of draws is for; two purposes never share numbers.
enum class Purpose : std::uint64_t {
  weights = 1, shuffle, image_weights, mosaic, affine, hsv, flip, mixup, mixup_partner, copy_paste, multi_scale,
  anchor_scale, anchor_kmeans, anchor_evolution, frames, hyp_evolution, user = 1000
};

/// The numbers of one (seed, epoch, position in the epoch, purpose). Cheap to make, cheap to copy.
///
/// The generator is SplitMix64 (Steele, Lea, Flood 2014) in counter mode: number n is a hash of key + n.
/// @code
///   Random r{{.seed = 0, .epoch = 3, .position = 17, .purpose = Purpose::mosaic}};
///   double x = r.uniform(0.5, 1.5);
/// @endcode
class Random {
 public:
  struct Key {
    std::uint64_t seed = 0;
    std::uint64_t epoch = 0;
    std::uint64_t position = 0;  ///< place in the epoch's order, not the image: an image can be drawn twice
    Purpose purpose = Purpose::user;
  };

  constexpr explicit Random(const Key& k)
      : state_(mix(mix(mix(mix(k.seed) + k.epoch) + k.position) + static_cast<std::uint64_t>(k.purpose))) {}

  constexpr std::uint64_t bits() { return mix(state_ += 0x9E3779B97F4A7C15u); }

  /// Uniform in [0, 1), 53 bits.
  constexpr double uniform() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }
  constexpr double uniform(double low, double high) { return low + (high - low) * uniform(); }
  constexpr bool chance(double probability) { return uniform() < probability; }

  /// Uniform integer in [0, n), n > 0 (multiply-shift, bias below 2^-32 for n < 2^32).
  constexpr std::uint64_t below(std::uint64_t n) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(bits()) * n) >> 64);
  }

  /// Standard normal (Box-Muller; one of the pair is dropped, so a draw always costs two numbers).
  double normal() {
    const double u = 1.0 - uniform();
    const double v = uniform();
    return std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v);
  }

  /// Beta(a, a) for integer a, as the ratio of gamma sums.
  double beta(int a) {
    const double x = gamma(a);
    const double y = gamma(a);
    return x / (x + y);
  }

 private:
  static constexpr std::uint64_t mix(std::uint64_t z) {
    z += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  double gamma(int a) {
    double sum = 0;
    for (int i = 0; i < a; ++i) sum -= std::log(1.0 - uniform());
    return sum;
  }

  std::uint64_t state_;
};

}  // namespace ctyolo::inline v0
