// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The hooks that every training has unless it says NoDefaultHooks. Tier: app (OpenCV, yaml-cpp).
#pragma once

#include <ctyolo/core/slot.hpp>
#include <ctyolo/hooks/batch_pictures.hpp>
#include <ctyolo/hooks/detection_pictures.hpp>
#include <ctyolo/hooks/hook_set.hpp>
#include <ctyolo/hooks/label_plots.hpp>
#include <ctyolo/hooks/progress_bar.hpp>
#include <ctyolo/hooks/results_file.hpp>
#include <ctyolo/hooks/results_plot.hpp>
#include <ctyolo/hooks/run_files.hpp>
#include <ctyolo/hooks/validation_plots.hpp>

#include <tuple>

namespace ctyolo::inline v0 {

/// In the order in which they are called.
using DefaultHooks = std::tuple<ProgressBar, ResultsFile, RunFiles, LabelPlots, BatchPictures, DetectionPictures,
                                ValidationPlots, ResultsPlot>;

using DefaultHookSet = HookSetOf<DefaultHooks>;

/// `Trainer<Net, NoDefaultHooks>`: no output, no files but checkpoints; only the hooks that are named.
struct NoDefaultHooks {
  using slot = slot::default_hooks;
};

}  // namespace ctyolo::inline v0

#if !CTYOLO_HEADER_ONLY  // compiled once
extern template class ctyolo::HookSet<ctyolo::ProgressBar, ctyolo::ResultsFile, ctyolo::RunFiles, ctyolo::LabelPlots, ctyolo::BatchPictures,
                                      ctyolo::DetectionPictures, ctyolo::ValidationPlots, ctyolo::ResultsPlot>;
extern template void ctyolo::DefaultHookSet::emit(const ctyolo::Note&);
extern template void ctyolo::DefaultHookSet::emit(const ctyolo::DatasetChecked&);
extern template void ctyolo::DefaultHookSet::emit(const ctyolo::TrainingStarted&);
extern template void ctyolo::DefaultHookSet::emit(const ctyolo::EpochStarted&);
extern template void ctyolo::DefaultHookSet::emit(const ctyolo::BatchLoaded&);
extern template void ctyolo::DefaultHookSet::emit(const ctyolo::BatchDone&);
extern template void ctyolo::DefaultHookSet::emit(const ctyolo::EpochEnded&);
extern template void ctyolo::DefaultHookSet::emit(const ctyolo::Validated&);
extern template void ctyolo::DefaultHookSet::emit(const ctyolo::CheckpointSaved&);
extern template void ctyolo::DefaultHookSet::emit(const ctyolo::TrainingEnded&);
#endif
