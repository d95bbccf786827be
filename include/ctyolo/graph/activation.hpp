// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Activations as empty types; a backend knows how to compute them. Tier: spec (std only).
//
// # Activations - the `Act` of Conv, C3 and the other blocks
// | activation       | f(x)                               | choose it when                              |
// | SiLU             | x * sigmoid(x)                     | YOLOv5 v4 and later                         |
// | LeakyReLU<slope> | x, slope * x below 0               | the first YOLOv5; the cheapest              |
// | Hardswish        | x * min(max(x + 3, 0), 6) / 6      | v3.1 of YOLOv5; SiLU without an exponential |
// | Mish             | x * tanh(log(1 + exp(x)))          | smoother and dearer than SiLU               |
// | FReLU            | max(x, norm(depthwise conv 3x3(x))) | its own weights see the neighbourhood (graph/frelu.hpp) |
// | Identity         | x                                  | a bare norm                                 |
// An activation is an empty type with `static constexpr Activation value`, or, when it has layers of its own, as FReLU
// with `layers` and `forward` instead (graph/conv_act.hpp).
#pragma once

#include <ctyolo/core/number.hpp>
#include <ctyolo/core/real.hpp>

#include <string>

namespace ctyolo::inline v0 {

enum class ActivationKind : unsigned char { identity, silu, leaky_relu, hardswish, mish };

/// An activation as a value, for code that lists operations (graph/trace.hpp).
struct Activation {
  ActivationKind kind = ActivationKind::identity;
  double slope = 0;
  constexpr bool operator==(const Activation&) const = default;
};

struct Identity {
  static constexpr Activation value{ActivationKind::identity};
};
struct SiLU {  ///< x * sigmoid(x); YOLOv5 v4 and later
  static constexpr Activation value{ActivationKind::silu};
};
template <Real Slope = 0.1>
struct LeakyReLU {  ///< YOLOv5 v1 to v3.0
  static constexpr Activation value{ActivationKind::leaky_relu, Slope};
  static constexpr double slope = Slope;
  static std::string name() { return "LeakyReLU<" + shortest(Slope) + ">"; }
};
struct Hardswish {  ///< Howard et al. 2019
  static constexpr Activation value{ActivationKind::hardswish};
};
struct Mish {  ///< Misra 2019
  static constexpr Activation value{ActivationKind::mish};
};

}  // namespace ctyolo::inline v0
