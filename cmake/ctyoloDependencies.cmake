# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# What ctyolo::ctyolo stands on. Included by the build and, once installed, by ctyoloConfig.cmake. Defines what
# ctyoloPredictDependencies.cmake does, and
#   ctyolo::video               OpenCV's videoio, where it is found: for programs that read videos (data/video.hpp); with
#                               its highgui, where that is found too: for windows (hooks/window.hpp)
#   ctyolo::text                FreeType and fontconfig, where both are found: names on pictures that are not ASCII
#   ctyolo::plain_dependencies  OpenCV core, imgproc, imgcodecs; yaml-cpp; OpenMP; threads; ctyolo::text
# All are imported targets, so their include folders are system ones: our warnings stay out of them.
include_guard()
include(${CMAKE_CURRENT_LIST_DIR}/ctyoloPredictDependencies.cmake)

set(ctyolo_targets_global ${CMAKE_FIND_PACKAGE_TARGETS_GLOBAL})
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)  # as there

find_package(yaml-cpp REQUIRED)

# Debian puts OpenCVConfig.cmake into libopencv-dev, which drags in all of OpenCV: without it we look for the three parts.
if(NOT TARGET ctyolo::opencv)
  add_library(ctyolo::opencv INTERFACE IMPORTED GLOBAL)
  find_package(OpenCV QUIET COMPONENTS core imgproc imgcodecs OPTIONAL_COMPONENTS videoio highgui)
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

# ctyolo_opencv_part(<out> <part>): what to link for an optional part, empty where it is not there.
function(ctyolo_opencv_part out part)
  set(found "")
  if(OpenCV_FOUND)
    if(TARGET opencv_${part})
      set(found opencv_${part})
    endif()
  else()
    find_path(ctyolo_${part}_include opencv2/${part}.hpp PATH_SUFFIXES opencv4)
    find_library(ctyolo_opencv_${part} opencv_${part})
    mark_as_advanced(ctyolo_${part}_include ctyolo_opencv_${part})
    if(ctyolo_${part}_include AND ctyolo_opencv_${part})
      set(found ${ctyolo_opencv_${part}})
    endif()
  endif()
  set(${out} "${found}" PARENT_SCOPE)
endfunction()

# videoio and highgui are optional, and for programs alone: no header that ctyolo.hpp brings knows them.
option(CTYOLO_VIDEO "Let programs read videos and open windows where OpenCV's videoio and highgui are found" ON)
if(CTYOLO_VIDEO AND NOT TARGET ctyolo::video)
  ctyolo_opencv_part(ctyolo_videoio videoio)
  if(ctyolo_videoio)
    add_library(ctyolo::video INTERFACE IMPORTED)
    target_link_libraries(ctyolo::video INTERFACE ctyolo::opencv ${ctyolo_videoio})
    target_compile_definitions(ctyolo::video INTERFACE CTYOLO_VIDEO)
    if(NOT OpenCV_FOUND)
      target_include_directories(ctyolo::video SYSTEM INTERFACE ${ctyolo_videoio_include})
    endif()
    ctyolo_opencv_part(ctyolo_highgui highgui)
    if(ctyolo_highgui)
      target_link_libraries(ctyolo::video INTERFACE ${ctyolo_highgui})
      target_compile_definitions(ctyolo::video INTERFACE CTYOLO_WINDOW)
    endif()
  endif()
endif()

# Names on pictures in any script; without it what is not ASCII is drawn as '?'.
option(CTYOLO_TEXT "Draw names that are not ASCII where FreeType and fontconfig are found" ON)
if(CTYOLO_TEXT AND NOT TARGET ctyolo::text)
  find_package(Freetype QUIET)
  find_package(Fontconfig QUIET)
  if(Freetype_FOUND AND Fontconfig_FOUND)
    add_library(ctyolo::text INTERFACE IMPORTED GLOBAL)
    target_link_libraries(ctyolo::text INTERFACE Freetype::Freetype Fontconfig::Fontconfig)
    target_compile_definitions(ctyolo::text INTERFACE CTYOLO_FREETYPE)
  endif()
endif()

if(NOT TARGET ctyolo::plain_dependencies)
  if(TARGET yaml-cpp::yaml-cpp)
    set(ctyolo_yaml yaml-cpp::yaml-cpp)
  else()
    set(ctyolo_yaml yaml-cpp)
  endif()
  add_library(ctyolo::plain_dependencies INTERFACE IMPORTED GLOBAL)
  target_link_libraries(ctyolo::plain_dependencies INTERFACE ctyolo::opencv ${ctyolo_yaml} ctyolo::predict_dependencies
    $<TARGET_NAME_IF_EXISTS:ctyolo::text>)
endif()

set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ${ctyolo_targets_global})
