// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// From entries of a data.yaml to image files, and from an image to its label file. Tier: data (std only).
#pragma once

#include <ctyolo/core/config.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

/// What the library takes for an image, by the end of its name, any case.
inline constexpr std::string_view image_formats = "bmp dng jpeg jpg mpo png tif tiff webp pfm";

bool is_image_name(std::string_view file);

/// All images of `entries`, sorted by name. Folders are searched with all below them (hidden names are passed over,
/// links are followed, each folder once); of a .txt list a line "./a.jpg" is relative to the list's folder, another
/// relative line to the working folder, else to the list's. An image listed twice stays twice.
std::vector<std::string> list_images(const std::vector<std::string>& entries);

/// The label file of an image: the last folder `images` of its path becomes `labels`, the suffix `.txt`.
/// Without such a folder the labels lie beside the image.
std::string label_path(std::string_view image);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/image_list.ipp>
#endif
