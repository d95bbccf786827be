// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a stage of an augmentation is told: constants, its place in the epoch, other images. Tier: data (OpenCV).
#pragma once

#include <ctyolo/core/random.hpp>
#include <ctyolo/data/batch_shape.hpp>
#include <ctyolo/data/image_source.hpp>
#include <ctyolo/data/sample.hpp>
#include <ctyolo/hyp/hyp.hpp>

#include <cstddef>
#include <cstdint>

namespace ctyolo::inline v0 {

/// One sample's circumstances. All numbers drawn from it depend on (seed, epoch, position, purpose) alone.
class AugmentContext {
 public:
  struct Place {
    std::uint64_t seed = 0;
    std::uint64_t epoch = 0;
    std::uint64_t position = 0;  ///< in the epoch's order
  };

  AugmentContext(const ImageSource& source, const Hyp& hyp, BatchShape shape, bool rectangular, const Place& place)
      : source_(&source), hyp_(&hyp), shape_(shape), rectangular_(rectangular), place_(place) {}

  const Hyp& hyp() const { return *hyp_; }
  int img_px() const { return source_->img_px(); }
  BatchShape shape() const { return shape_; }         ///< what the finished picture must measure
  bool rectangular() const { return rectangular_; }   ///< the shape is the batch's own: no mosaic
  const Place& place() const { return place_; }

  /// The numbers of this sample for one purpose; a stage of your own takes Purpose::user and up.
  Random random(Purpose purpose) const { return Random({place_.seed, place_.epoch, place_.position, purpose}); }

  int images() const { return source_->images(); }
  /// Any image: its longest side at img_px, not fitted; its pixels may be shared, do not write into them.
  Sample load(int index) const { return source_->load(index); }
  /// Puts the sample into the frame, with grey borders, unless it is fitted already. Then its pixels are its own.
  void fit(Sample& sample) const { fit_sample(sample, shape_.width_px, shape_.height_px, source_->augmenting()); }

  /// The same place with other numbers: for a second sample beside this one.
  AugmentContext branch(Purpose purpose) const {
    AugmentContext other = *this;
    other.place_.seed = random(purpose).bits();
    return other;
  }

 private:
  const ImageSource* source_;
  const Hyp* hyp_;
  BatchShape shape_;
  bool rectangular_;
  Place place_;
};

/// The context of stage number `Before` of a chain: it can also run the stages before itself.
template <class Chain, std::size_t Before>
class StageContext : public AugmentContext {
 public:
  StageContext(const AugmentContext& context, const Chain& chain) : AugmentContext(context), chain_(&chain) {}

  /// Image `index` after the stages before this one, with numbers of its own.
  Sample earlier(int index, Purpose purpose) const {
    Sample sample = chain_->template run<Before>(index, branch(purpose));
    paint(sample);
    return sample;
  }

 private:
  const Chain* chain_;
};

}  // namespace ctyolo::inline v0
