# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# `cmake --install`: headers, and a package that find_package(ctyolo COMPONENTS spec|predict|train) finds.
include_guard()
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(ctyolo_package ${CMAKE_INSTALL_LIBDIR}/cmake/ctyolo)
install(TARGETS ctyolo_spec EXPORT ctyoloSpec FILE_SET HEADERS FILE_SET bodies)
install(EXPORT ctyoloSpec NAMESPACE ctyolo:: DESTINATION ${ctyolo_package} FILE ctyoloSpecTargets.cmake)
if(TARGET ctyolo_predict)
  install(TARGETS ctyolo_predict EXPORT ctyoloPredict FILE_SET HEADERS FILE_SET bodies)
  install(EXPORT ctyoloPredict NAMESPACE ctyolo:: DESTINATION ${ctyolo_package} FILE ctyoloPredictTargets.cmake)
  foreach(part PredictDependencies Wheel)
    install(FILES ${PROJECT_SOURCE_DIR}/cmake/ctyolo${part}.cmake DESTINATION ${ctyolo_package})
  endforeach()
endif()
if(CTYOLO_TRAIN)
  install(TARGETS ctyolo_ctyolo EXPORT ctyoloTrain FILE_SET HEADERS FILE_SET bodies)
  install(EXPORT ctyoloTrain NAMESPACE ctyolo:: DESTINATION ${ctyolo_package} FILE ctyoloTrainTargets.cmake)
  foreach(part Dependencies Headers Compiled)
    install(FILES ${PROJECT_SOURCE_DIR}/cmake/ctyolo${part}.cmake DESTINATION ${ctyolo_package})
  endforeach()
endif()

# A model yaml as a type needs a tool: its sources go along and are compiled where it is asked for.
install(FILES ${PROJECT_SOURCE_DIR}/cmake/ctyoloModels.cmake DESTINATION ${ctyolo_package})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/cmake/yaml2net DESTINATION ${ctyolo_package})
if(CTYOLO_TRAIN)
  install(FILES ${PROJECT_SOURCE_DIR}/examples/yolo.hpp DESTINATION ${ctyolo_package}/program)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/examples/yolo DESTINATION ${ctyolo_package}/program)
endif()

# For builds without CMake: the headers' place. Its own folder is three levels below the prefix on Debian, or two.
file(RELATIVE_PATH ctyolo_up ${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/ctyolo.pc @ONLY CONTENT
"prefix=\${pcfiledir}/@ctyolo_up@
Name: ctyolo
Description: YOLOv5 detectors composed at compile time (C++20 headers; LibTorch's, OpenCV's and yaml-cpp's flags are yours to add)
Version: @PROJECT_VERSION@
Cflags: -I\${prefix}/@CMAKE_INSTALL_INCLUDEDIR@
")
install(FILES ${PROJECT_BINARY_DIR}/ctyolo.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/ctyoloConfig.cmake.in ${PROJECT_BINARY_DIR}/ctyoloConfig.cmake
                              INSTALL_DESTINATION ${ctyolo_package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ctyoloConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/ctyoloConfig.cmake ${PROJECT_BINARY_DIR}/ctyoloConfigVersion.cmake
        DESTINATION ${ctyolo_package})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/NOTICE
        DESTINATION ${CMAKE_INSTALL_DATADIR}/licenses/ctyolo)
