# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# What ctyolo::predict stands on. Included by the build and, once installed, by ctyoloConfig.cmake. Defines
#   ctyolo::torch                 LibTorch: that of CMAKE_PREFIX_PATH (a wheel's torch folder, the official zip), or Debian's
#   ctyolo::onednn                oneDNN, where it is found
#   ctyolo::predict_dependencies  OpenMP; threads
# All are imported targets, so their include folders are system ones: our warnings stay out of them.
include_guard()
include(${CMAKE_CURRENT_LIST_DIR}/ctyoloWheel.cmake)

# Whoever says add_subdirectory(ctyolo) links from another folder, where only global imported targets are seen.
set(ctyolo_targets_global ${CMAKE_FIND_PACKAGE_TARGETS_GLOBAL})
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)

find_package(Threads REQUIRED)
find_package(OpenMP REQUIRED COMPONENTS CXX)

if(NOT TARGET ctyolo::torch)
  set(ctyolo_openmp OpenMP::OpenMP_CXX)
  ctyolo_find_wheel(ctyolo_wheel)
  if(ctyolo_wheel)
    ctyolo_use_wheel(${ctyolo_wheel})
  else()
    # LibTorch's configuration files talk a lot, and Debian's warn about an MKL that nobody needs.
    set(ctyolo_log_level ${CMAKE_MESSAGE_LOG_LEVEL})
    set(CMAKE_MESSAGE_LOG_LEVEL ERROR)
    find_package(Torch QUIET)
    set(CMAKE_MESSAGE_LOG_LEVEL ${ctyolo_log_level})  # none before: unset again
    if(NOT Torch_FOUND)
      message(FATAL_ERROR "ctyolo: LibTorch was not found; on Debian: apt install libtorch-dev; else give its folder, or that of pip's "
              "torch: -DCMAKE_PREFIX_PATH=/path/to/torch")
    endif()
    add_library(ctyolo::torch INTERFACE IMPORTED GLOBAL)
    target_link_libraries(ctyolo::torch INTERFACE ${TORCH_LIBRARIES})
  endif()
  # Without it every ATen header brings all operators: 7 s a file become 20.
  target_compile_definitions(ctyolo::torch INTERFACE AT_PER_OPERATOR_HEADERS)
endif()

if(NOT TARGET ctyolo::predict_dependencies)
  add_library(ctyolo::predict_dependencies INTERFACE IMPORTED GLOBAL)
  # at::parallel_for and our parallel_for are templates that run in one thread, silently, where OpenMP is not switched on.
  target_link_libraries(ctyolo::predict_dependencies INTERFACE ${ctyolo_openmp} Threads::Threads)
endif()

# oneDNN is optional: with it the backend OneDnn is there, and is the default on the CPU.
option(CTYOLO_ONEDNN "Use oneDNN where it is found" ON)
if(CTYOLO_ONEDNN AND NOT TARGET ctyolo::onednn)
  # A wheel shows the headers of its own oneDNN, but hides its functions: the headers must be those of the library we link.
  set(ctyolo_ignored ${CMAKE_IGNORE_PATH})
  if(ctyolo_wheel)
    list(APPEND CMAKE_IGNORE_PATH ${ctyolo_wheel}/include)
    if("${ctyolo_dnnl_include}" STREQUAL "${ctyolo_wheel}/include")
      unset(ctyolo_dnnl_include CACHE)
    endif()
  endif()
  find_path(ctyolo_dnnl_include dnnl.hpp)
  set(CMAKE_IGNORE_PATH ${ctyolo_ignored})
  find_library(ctyolo_dnnl dnnl)
  mark_as_advanced(ctyolo_dnnl_include ctyolo_dnnl)
  if(ctyolo_dnnl_include AND ctyolo_dnnl)
    add_library(ctyolo::onednn INTERFACE IMPORTED GLOBAL)
    set(ctyolo_dnnl_headers ${ctyolo_dnnl_include})
    if(ctyolo_wheel AND EXISTS ${ctyolo_wheel}/include/dnnl.hpp)
      ctyolo_own_headers(ctyolo_dnnl_headers ${ctyolo_dnnl_include})
    endif()
    target_include_directories(ctyolo::onednn SYSTEM INTERFACE ${ctyolo_dnnl_headers})
    target_link_libraries(ctyolo::onednn INTERFACE ${ctyolo_dnnl})
    target_compile_definitions(ctyolo::onednn INTERFACE CTYOLO_ONEDNN)
  else()
    message(STATUS "ctyolo: oneDNN was not found, so LibTorch's own operators are the CPU backend (slower); on Debian: apt install libdnnl-dev")
  endif()
endif()

set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ${ctyolo_targets_global})  # none before: unset again
