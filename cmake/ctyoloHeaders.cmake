# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# Sorts the headers by what they reach through their includes. Used by the build and, as a script, by tests/checks/layers.cmake.
#
#   spec   says so in its banner ("Tier: spec"): the standard library alone
#   plain  reaches OpenCV, yaml-cpp or json, but not LibTorch
#   torch  reaches LibTorch or oneDNN
include_guard()

# What one header includes with angle brackets: ctyolo_includes_of(<out> <file>).
function(ctyolo_includes_of out file)
  file(STRINGS ${file} lines REGEX "^[ \t]*#[ \t]*include[ \t]*<")
  list(TRANSFORM lines REPLACE "^[^<]*<([^>]*)>.*$" "\\1")
  set(${out} "${lines}" PARENT_SCOPE)
endfunction()

# All that one header reaches, ours and others': ctyolo_reach_of(<out> <include folder> <header>).
function(ctyolo_reach_of out root header)
  set(seen "")
  set(todo ${header})
  while(todo)
    list(POP_FRONT todo next)
    list(APPEND seen ${next})
    if(NOT EXISTS ${root}/${next})
      continue()
    endif()
    get_property(known GLOBAL PROPERTY ctyolo_includes_${next} SET)
    if(NOT known)
      ctyolo_includes_of(found ${root}/${next})
      set_property(GLOBAL PROPERTY ctyolo_includes_${next} "${found}")
    endif()
    get_property(found GLOBAL PROPERTY ctyolo_includes_${next})
    list(APPEND todo ${found})
    list(REMOVE_DUPLICATES todo)
    list(REMOVE_ITEM todo ${seen})
  endwhile()
  set(${out} "${seen}" PARENT_SCOPE)
endfunction()

set(ctyolo_torch_include "^((torch|ATen|c10|caffe2)/|dnnl\\.hpp$)")  # LibTorch, and oneDNN, which it stands on
set(ctyolo_plain_include "^(opencv2|yaml-cpp|nlohmann)/")

# Sets ctyolo_spec_headers, ctyolo_plain_headers, ctyolo_torch_headers and ctyolo_bodies, with full paths.
function(ctyolo_headers root)
  file(GLOB_RECURSE headers RELATIVE ${root} CONFIGURE_DEPENDS ${root}/*.hpp)
  file(GLOB_RECURSE bodies CONFIGURE_DEPENDS ${root}/*.ipp)
  foreach(tier spec plain torch)
    set(${tier} "")
  endforeach()
  foreach(header IN LISTS headers)
    file(STRINGS ${root}/${header} banner REGEX "Tier: spec( \\(|\\.)" LIMIT_COUNT 1)
    if(banner)
      list(APPEND spec ${root}/${header})
      continue()
    endif()
    ctyolo_reach_of(reach ${root} ${header})
    list(FILTER reach INCLUDE REGEX ${ctyolo_torch_include})
    if(reach)
      list(APPEND torch ${root}/${header})
    else()
      list(APPEND plain ${root}/${header})
    endif()
  endforeach()
  foreach(tier spec plain torch)
    set(ctyolo_${tier}_headers "${${tier}}" PARENT_SCOPE)
  endforeach()
  set(ctyolo_bodies "${bodies}" PARENT_SCOPE)
endfunction()
