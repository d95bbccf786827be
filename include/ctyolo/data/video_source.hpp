// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a video can be asked for by: a file, a camera's number, an address, a list of these. Tier: data (std only).
#pragma once

#include <ctyolo/core/config.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

/// What the library takes for a video, by the end of its name, any case.
inline constexpr std::string_view video_formats = " asf avi gif m4v mkv mov mp4 mpeg mpg ts wmv ";

bool is_video_name(std::string_view file);

/// The source itself when it is a video; of a folder those in it and below it, sorted (hidden names are passed over, links to
/// folders are not followed). @throws Error when the folder cannot be read
std::vector<std::string> list_videos(const std::string& source);

/// "0": digits alone.
bool is_camera(std::string_view source);

/// "rtsp://host/path": a scheme and "://".
bool is_address(std::string_view source);

/// An address by http or https of a file whose name is a video's: a recording, of which every frame is wanted.
bool is_video_address(std::string_view source);

/// The same of a picture.
bool is_picture_address(std::string_view source);

/// Of a file:// address the path, "%20" and the like resolved; another source as it is.
std::string local_path(const std::string& source);

/// The source as people may read it: an address without the user's name and password.
std::string shown_source(const std::string& source);

/// A file's name made of a camera or an address, no suffix: "camera0", "10.0.0.7_554_door". Passwords are left out.
std::string source_stem(const std::string& source);

/// The sources of a text file: a line each, a camera's number or an address; empty lines and those that begin with # are
/// passed over. @throws Error with the line's number for anything else, and where there is none
std::vector<std::string> read_streams(const std::string& file);

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/data/video_source.ipp>
#endif
