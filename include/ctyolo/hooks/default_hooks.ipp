// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of hooks/default_hooks.hpp.
#pragma once

#include <ctyolo/hooks/default_hooks.hpp>

#if !CTYOLO_HEADER_ONLY
template class ctyolo::HookSet<ctyolo::ProgressBar, ctyolo::ResultsFile, ctyolo::RunFiles, ctyolo::LabelPlots, ctyolo::BatchPictures,
                               ctyolo::DetectionPictures, ctyolo::ValidationPlots, ctyolo::ResultsPlot>;
template void ctyolo::DefaultHookSet::emit(const ctyolo::Note&);
template void ctyolo::DefaultHookSet::emit(const ctyolo::DatasetChecked&);
template void ctyolo::DefaultHookSet::emit(const ctyolo::TrainingStarted&);
template void ctyolo::DefaultHookSet::emit(const ctyolo::EpochStarted&);
template void ctyolo::DefaultHookSet::emit(const ctyolo::BatchLoaded&);
template void ctyolo::DefaultHookSet::emit(const ctyolo::BatchDone&);
template void ctyolo::DefaultHookSet::emit(const ctyolo::EpochEnded&);
template void ctyolo::DefaultHookSet::emit(const ctyolo::Validated&);
template void ctyolo::DefaultHookSet::emit(const ctyolo::CheckpointSaved&);
template void ctyolo::DefaultHookSet::emit(const ctyolo::TrainingEnded&);
#endif
