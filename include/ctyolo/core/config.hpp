// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The only macros of the library. Tier: spec (std only).
//
// A header `x.hpp` whose plain functions are more than a few lines declares them and leaves the bodies
// to `x.ipp`, which it includes at its end while CTYOLO_HEADER_ONLY is 1 (the default). A build that
// compiles the .ipp files once into a library sets it to 0.
#pragma once

#ifndef CTYOLO_HEADER_ONLY
#define CTYOLO_HEADER_ONLY 1
#endif

#if CTYOLO_HEADER_ONLY
#define CTYOLO_INLINE inline
#else
#define CTYOLO_INLINE
#endif
