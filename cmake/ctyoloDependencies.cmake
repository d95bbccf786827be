# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# What ctyolo::ctyolo stands on. Included by the build and, once installed, by ctyoloConfig.cmake. Defines
#   ctyolo::torch               LibTorch: Debian's, or that of CMAKE_PREFIX_PATH (the official zip, a wheel's torch folder)
#   ctyolo::onednn              oneDNN, where it is found
#   ctyolo::video               OpenCV's videoio, where it is found: for programs that read videos (data/video.hpp)
#   ctyolo::plain_dependencies  OpenCV core, imgproc, imgcodecs; yaml-cpp; nlohmann/json; OpenMP; threads
# All are imported targets, so their include folders are system ones: our warnings stay out of them.
include_guard()

find_package(Threads REQUIRED)
find_package(OpenMP REQUIRED COMPONENTS CXX)
find_package(nlohmann_json REQUIRED)
find_package(yaml-cpp REQUIRED)

# Debian puts OpenCVConfig.cmake into libopencv-dev, which drags in all of OpenCV: without it we look for the three parts.
if(NOT TARGET ctyolo::opencv)
  add_library(ctyolo::opencv INTERFACE IMPORTED)
  find_package(OpenCV QUIET COMPONENTS core imgproc imgcodecs OPTIONAL_COMPONENTS videoio)
  if(OpenCV_FOUND)
    target_link_libraries(ctyolo::opencv INTERFACE opencv_core opencv_imgproc opencv_imgcodecs)
  else()
    find_path(ctyolo_opencv_include opencv2/core.hpp PATH_SUFFIXES opencv4)
    mark_as_advanced(ctyolo_opencv_include)
    set(parts "")
    foreach(part core imgproc imgcodecs)
      find_library(ctyolo_opencv_${part} opencv_${part})
      mark_as_advanced(ctyolo_opencv_${part})
      list(APPEND parts "${ctyolo_opencv_${part}}")
    endforeach()
    if(NOT ctyolo_opencv_include OR parts MATCHES "NOTFOUND")
      message(FATAL_ERROR "ctyolo: OpenCV's core, imgproc and imgcodecs were not found; on Debian: "
              "apt install libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev")
    endif()
    target_include_directories(ctyolo::opencv SYSTEM INTERFACE ${ctyolo_opencv_include})
    target_link_libraries(ctyolo::opencv INTERFACE ${parts})
  endif()
endif()

# videoio is optional, and for programs alone: no header that ctyolo.hpp brings knows it.
option(CTYOLO_VIDEO "Let programs read videos where OpenCV's videoio is found" ON)
if(CTYOLO_VIDEO AND NOT TARGET ctyolo::video)
  set(ctyolo_videoio "")
  if(OpenCV_FOUND)
    if(TARGET opencv_videoio)
      set(ctyolo_videoio opencv_videoio)
    endif()
  else()
    find_path(ctyolo_videoio_include opencv2/videoio.hpp PATH_SUFFIXES opencv4)
    find_library(ctyolo_opencv_videoio opencv_videoio)
    mark_as_advanced(ctyolo_videoio_include ctyolo_opencv_videoio)
    if(ctyolo_videoio_include AND ctyolo_opencv_videoio)
      set(ctyolo_videoio ${ctyolo_opencv_videoio})
    endif()
  endif()
  if(ctyolo_videoio)
    add_library(ctyolo::video INTERFACE IMPORTED)
    target_link_libraries(ctyolo::video INTERFACE ctyolo::opencv ${ctyolo_videoio})
    if(NOT OpenCV_FOUND)
      target_include_directories(ctyolo::video SYSTEM INTERFACE ${ctyolo_videoio_include})
    endif()
    target_compile_definitions(ctyolo::video INTERFACE CTYOLO_VIDEO)
  endif()
endif()

if(NOT TARGET ctyolo::torch)
  # LibTorch's configuration files talk a lot, and Debian's warn about an MKL that nobody needs.
  set(ctyolo_log_level ${CMAKE_MESSAGE_LOG_LEVEL})
  set(CMAKE_MESSAGE_LOG_LEVEL ERROR)
  find_package(Torch QUIET)
  set(CMAKE_MESSAGE_LOG_LEVEL ${ctyolo_log_level})  # none before: unset again
  if(NOT Torch_FOUND)
    message(FATAL_ERROR "ctyolo: LibTorch was not found; on Debian: apt install libtorch-dev; "
            "else give its folder: -DCMAKE_PREFIX_PATH=/path/to/libtorch")
  endif()
  add_library(ctyolo::torch INTERFACE IMPORTED)
  target_link_libraries(ctyolo::torch INTERFACE ${TORCH_LIBRARIES})
  # Without it every ATen header brings all operators: 7 s a file become 20.
  target_compile_definitions(ctyolo::torch INTERFACE AT_PER_OPERATOR_HEADERS)
endif()

# oneDNN is optional: with it the backend OneDnn is there, and is the default on the CPU.
option(CTYOLO_ONEDNN "Use oneDNN where it is found" ON)
if(CTYOLO_ONEDNN AND NOT TARGET ctyolo::onednn)
  find_path(ctyolo_dnnl_include dnnl.hpp)
  find_library(ctyolo_dnnl dnnl)
  mark_as_advanced(ctyolo_dnnl_include ctyolo_dnnl)
  if(ctyolo_dnnl_include AND ctyolo_dnnl)
    add_library(ctyolo::onednn INTERFACE IMPORTED)
    target_include_directories(ctyolo::onednn SYSTEM INTERFACE ${ctyolo_dnnl_include})
    target_link_libraries(ctyolo::onednn INTERFACE ${ctyolo_dnnl})
    target_compile_definitions(ctyolo::onednn INTERFACE CTYOLO_ONEDNN)
  else()
    message(STATUS "ctyolo: oneDNN was not found, so LibTorch's own operators are the CPU backend (slower); on Debian: apt install libdnnl-dev")
  endif()
endif()

if(NOT TARGET ctyolo::plain_dependencies)
  if(TARGET yaml-cpp::yaml-cpp)
    set(ctyolo_yaml yaml-cpp::yaml-cpp)
  else()
    set(ctyolo_yaml yaml-cpp)
  endif()
  add_library(ctyolo::plain_dependencies INTERFACE IMPORTED)
  # at::parallel_for and our parallel_for are templates that run in one thread, silently, where OpenMP is not switched on.
  target_link_libraries(ctyolo::plain_dependencies INTERFACE
    ctyolo::opencv ${ctyolo_yaml} nlohmann_json::nlohmann_json OpenMP::OpenMP_CXX Threads::Threads)
endif()
