// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Between LibTorch's tensors and the engine's maps: a pass begins, hands out, takes back. Tier: nn (oneDNN, ATen).
#pragma once

#include <ctyolo/backend/concepts.hpp>
#include <ctyolo/backend/onednn/engine.hpp>
#include <ctyolo/backend/onednn/plain_maps.hpp>
#include <ctyolo/nn/parameters.hpp>

#include <vector>

namespace ctyolo::inline v0::onednn {

std::vector<LayerNumbers> layer_numbers(const Parameters& p);

/// Begins a forward pass over images [from, from + images). @param picture  contiguous, u8 0..255 or f32 0..1, [N,3,H,W]
template <class T>
void begin_pass(Engine<T>& engine, const Parameters& p, const std::vector<LayerNumbers>& numbers, const NormMode& mode,
                const at::Tensor& picture, int from, int images);
/// Copies the heads of images [from, ...) into raw maps f32 [N,A*(5+nc),H/stride,W/stride], channels last; makes them where `raw` is empty.
template <class T>
void hand_out_heads(Engine<T>& engine, int images_in_all, int from, std::vector<at::Tensor>& raw);
template <class T>
void end_pass(Engine<T>& engine, const Parameters& p, bool training);

/// Begins a backward pass. @param gradients  f32, as the raw maps
template <class T>
void begin_backward(Engine<T>& engine, const Parameters& p, const std::vector<at::Tensor>& gradients);

}  // namespace ctyolo::inline v0::onednn

#if CTYOLO_HEADER_ONLY
#include <ctyolo/backend/onednn/tensors.ipp>
#endif
