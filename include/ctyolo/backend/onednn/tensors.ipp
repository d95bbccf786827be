// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of backend/onednn/tensors.hpp.
#pragma once

#include <ctyolo/backend/onednn/tensors.hpp>
#include <ctyolo/nn/new_tensor.hpp>

namespace ctyolo::inline v0::onednn {

namespace detail {

inline PlainStrides strides_of(const at::Tensor& t) { return {t.stride(0), t.stride(1), t.stride(2), t.stride(3)}; }

}  // namespace detail

CTYOLO_INLINE std::vector<LayerNumbers> layer_numbers(const Parameters& p) {
  std::vector<LayerNumbers> all;
  const auto in = [](const at::Tensor& t) { return t.defined() ? t.data_ptr<float>() : nullptr; };
  for (std::size_t i = 0; i < p.layers().size(); ++i) {
    const LayerTensors& t = p.tensors()[i];
    const LayerSlices& s = p.layout().layers[i];
    const auto gradient = [&](Group g, const Slice& slice) {
      const at::Tensor& flat = p.gradients(g);
      return slice.count > 0 && flat.defined() ? flat.data_ptr<float>() + slice.offset : nullptr;
    };
    all.push_back({in(t.weight), in(t.bias), in(t.scale), in(t.mean), in(t.variance), gradient(Group::weight, s.weight),
                   gradient(Group::bias, s.bias), gradient(Group::norm, s.scale)});
  }
  return all;
}

template <class T>
void begin_pass(Engine<T>& engine, const Parameters& p, const std::vector<LayerNumbers>& numbers, const NormMode& mode,
                const at::Tensor& picture, int from, int images) {
  engine.begin(p.layers(), numbers, mode.settings.eps, mode.settings.momentum, images, static_cast<int>(picture.size(2)),
               static_cast<int>(picture.size(3)), mode.training, p.version());
  const std::int64_t start = picture.numel() / picture.size(0) * from;
  if (picture.scalar_type() == at::kByte) picture_from(picture.data_ptr<std::uint8_t>() + start, engine.picture());
  else picture_from(picture.data_ptr<float>() + start, engine.picture());
}

template <class T>
void hand_out_heads(Engine<T>& engine, int images_in_all, int from, std::vector<at::Tensor>& raw) {
  const bool first = raw.empty();
  for (std::size_t l = 0; l < engine.heads(); ++l) {
    const MapOf<T> map = engine.head(l);
    if (first)
      raw.push_back(new_tensor({images_in_all, map.height, map.width, map.channels}, at::kFloat).permute({0, 3, 1, 2}));  // [N,A*(5+nc),H,W]
    to_plain(map, raw[l].data_ptr<float>() + from * raw[l].stride(0), detail::strides_of(raw[l]));
  }
}

template <class T>
void end_pass(Engine<T>& engine, const Parameters& p, bool training) {
  if (training) p.values(Group::buffer).unsafeGetTensorImpl()->bump_version();  // running statistics moved
  engine.set_version(p.version());
}

template <class T>
void begin_backward(Engine<T>& engine, const Parameters& p, const std::vector<at::Tensor>& gradients) {
  engine.begin_backward(p.version());
  for (std::size_t l = 0; l < engine.heads(); ++l)
    from_plain(gradients[l].data_ptr<float>(), detail::strides_of(gradients[l]), engine.head_gradient(l));
}

#if !CTYOLO_HEADER_ONLY  // compiled once, for both numbers
#define CTYOLO_PASSES_OF(T)                                                                                                    \
  template void begin_pass(Engine<T>&, const Parameters&, const std::vector<LayerNumbers>&, const NormMode&, const at::Tensor&, int, int); \
  template void hand_out_heads(Engine<T>&, int, int, std::vector<at::Tensor>&);                                                \
  template void end_pass(Engine<T>&, const Parameters&, bool);                                                                 \
  template void begin_backward(Engine<T>&, const Parameters&, const std::vector<at::Tensor>&);
CTYOLO_PASSES_OF(float)
CTYOLO_PASSES_OF(BFloat16)
#undef CTYOLO_PASSES_OF
#endif

}  // namespace ctyolo::inline v0::onednn
