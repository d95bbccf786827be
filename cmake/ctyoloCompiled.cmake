# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# ctyolo::compiled: the same library with its plain functions (include/**.ipp) compiled once, by the project that uses it.
#   target_link_libraries(mine PRIVATE ctyolo::compiled)   instead of ctyolo::ctyolo, in all targets of a program
#   ctyolo_precompile(mine)                                the headers parsed once for all sources of a target
# A part that nobody links is not built. Included by the build and, once installed, by ctyoloConfig.cmake.
include_guard()
include(${CMAKE_CURRENT_LIST_DIR}/ctyoloHeaders.cmake)

# Three sources, because parsing OpenCV or LibTorch costs more than a body: torch, the bodies that need LibTorch; plain and
# plain_2, the others in two halves of a like size.
function(ctyolo_define_compiled root)
  file(GLOB_RECURSE bodies RELATIVE ${root} CONFIGURE_DEPENDS ${root}/ctyolo/*.ipp)
  set(plain "")
  set(torch "")
  foreach(body IN LISTS bodies)
    ctyolo_reach_of(reach ${root} ${body})
    if(NOT TARGET ctyolo::onednn AND "dnnl.hpp" IN_LIST reach)
      continue()
    endif()
    list(FILTER reach INCLUDE REGEX ${ctyolo_torch_include})
    if(reach)
      list(APPEND torch ${body})
    elseif(body MATCHES "/(hooks|train|predict)/")
      list(APPEND plain_2 ${body})
    else()
      list(APPEND plain ${body})
    endif()
  endforeach()
  set(sources "")
  foreach(part plain plain_2 torch)
    set(text "// Written by cmake/ctyoloCompiled.cmake.\n")
    if(part STREQUAL "torch")
      string(APPEND text "#include <ctyolo/backend/torch.hpp>\n")
    endif()
    foreach(body IN LISTS ${part})
      string(APPEND text "#include <${body}>\n")
    endforeach()
    set(source ${CMAKE_CURRENT_BINARY_DIR}/ctyolo_compiled/${part}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "${text}" @ONLY)
    list(APPEND sources ${source})
  endforeach()
  add_library(ctyolo_compiled STATIC EXCLUDE_FROM_ALL ${sources})
  target_link_libraries(ctyolo_compiled PUBLIC ctyolo::ctyolo)
  target_compile_definitions(ctyolo_compiled PUBLIC CTYOLO_HEADER_ONLY=0)
  add_library(ctyolo::compiled ALIAS ctyolo_compiled)
endfunction()

# ctyolo_precompile(<target>): ctyolo.hpp, and with it LibTorch's core, parsed once for all sources and every rebuild.
function(ctyolo_precompile target)
  target_precompile_headers(${target} PRIVATE <ctyolo/ctyolo.hpp>)
endfunction()
