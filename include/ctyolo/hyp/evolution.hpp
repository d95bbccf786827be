// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Hyper-parameters that evolve: a parent is chosen by fitness, and its numbers are changed at random. Tier: spec (std only).
#pragma once

#include <ctyolo/core/config.hpp>
#include <ctyolo/core/random.hpp>
#include <ctyolo/hyp/hyp.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace ctyolo::inline v0 {

/// How one number of Hyp evolves.
struct Gene {
  std::string_view name;
  double gain = 1;           ///< of the mutation; 0: it keeps its value
  double low = 0, high = 1;  ///< limits of every child, whatever the gain
};

/// v7.0's gains and limits; numbers of Hyp that are not named never change.
inline constexpr std::array yolov5_genes{
    Gene{"lr0", 1, 1e-5, 0.1},           Gene{"lrf", 1, 0.01, 1.0},        Gene{"momentum", 0.3, 0.6, 0.98},
    Gene{"weight_decay", 1, 0, 0.001},   Gene{"warmup_epochs", 1, 0, 5},   Gene{"warmup_momentum", 1, 0, 0.95},
    Gene{"warmup_bias_lr", 1, 0, 0.2},   Gene{"box", 1, 0.02, 0.2},        Gene{"cls", 1, 0.2, 4},
    Gene{"cls_pw", 1, 0.5, 2},           Gene{"obj", 1, 0.2, 4},           Gene{"obj_pw", 1, 0.5, 2},
    Gene{"anchor_t", 1, 2, 8},           Gene{"fl_gamma", 0, 0, 2},        Gene{"hsv_h", 1, 0, 0.1},
    Gene{"hsv_s", 1, 0, 0.9},            Gene{"hsv_v", 1, 0, 0.9},         Gene{"degrees", 1, 0, 45},
    Gene{"translate", 1, 0, 0.9},        Gene{"scale", 1, 0, 0.9},         Gene{"shear", 1, 0, 10},
    Gene{"perspective", 0, 0, 0.001},    Gene{"flipud", 1, 0, 1},          Gene{"fliplr", 0, 0, 1},
    Gene{"mosaic", 1, 0, 1},             Gene{"mixup", 1, 0, 1},           Gene{"copy_paste", 1, 0, 1}};

/// The seed's (mid-2020) gains, and limits where it has some; numbers that it does not have are left out.
inline constexpr std::array seed_genes{
    Gene{"lr0", 1, 1e-5, 1e-2},     Gene{"momentum", 1, 0.6, 0.98},   Gene{"weight_decay", 1, 0, 0.001},
    Gene{"box", 1, 0, 1e3},         Gene{"cls", 1, 0, 1e3},           Gene{"cls_pw", 1, 0, 1e3},
    Gene{"obj", 1, 0, 1e3},         Gene{"obj_pw", 0, 0, 1e3},        Gene{"anchor_t", 1, 1, 1e3},
    Gene{"fl_gamma", 0, 0, 3},      Gene{"hsv_h", 1, 0, 0.9},         Gene{"hsv_s", 1, 0, 0.9},
    Gene{"hsv_v", 1, 0, 0.9},       Gene{"degrees", 1, 0, 180},       Gene{"translate", 1, 0, 0.9},
    Gene{"scale", 1, 0, 0.9},       Gene{"shear", 1, 0, 45}};

/// Defaults are v7.0's; the seed: {.genes = seed_genes, .chance = 0.9}.
struct EvolutionSettings {
  std::span<const Gene> genes = yolov5_genes;
  double chance = 0.8;         ///< that a gene mutates
  double sigma = 0.2;          ///< of the mutation
  int parents = 5;             ///< the best so far, of which one is chosen
  bool mean_of_parents = false;  ///< their mean, weighted by fitness, instead of one of them
};

/// A Hyp that was tried, and how good it was (Results::fitness).
struct TriedHyp {
  double fitness = 0;
  Hyp hyp = {};
};

/// One of the best, drawn with weight fitness - least fitness among them + 1e-6 (or their mean under these weights).
/// @param tried  at least one
Hyp choose_parent(std::span<const TriedHyp> tried, const EvolutionSettings& settings, Random& random);

/// Each number with its chance: times 1 + gain * normal * r * sigma, cut to [0.3, 3] (r: one uniform number a child),
/// then to the gene's limits, to 5 significant digits. Drawn again until a number differs from the parent's.
/// @note Deviation: YOLOv5 rounds to 5 decimals, and a child whose changes were all cut off counts as changed.
/// @throws Error when no number can change: all that may are 0
Hyp mutated(const Hyp& parent, const EvolutionSettings& settings, Random& random);

/// What to try after `tried`; `first` while nothing was. It depends on the arguments alone.
Hyp next_hyp(std::span<const TriedHyp> tried, const Hyp& first, const EvolutionSettings& settings, std::uint64_t seed);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/hyp/evolution.ipp>
#endif
