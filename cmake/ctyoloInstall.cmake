# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# `cmake --install`: headers, and a package that find_package(ctyolo COMPONENTS spec|train) finds.
include_guard()
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(ctyolo_package ${CMAKE_INSTALL_LIBDIR}/cmake/ctyolo)
install(TARGETS ctyolo_spec EXPORT ctyoloSpec FILE_SET HEADERS)
install(EXPORT ctyoloSpec NAMESPACE ctyolo:: DESTINATION ${ctyolo_package} FILE ctyoloSpecTargets.cmake)
if(CTYOLO_TRAIN)
  install(TARGETS ctyolo_ctyolo EXPORT ctyoloTrain FILE_SET HEADERS FILE_SET bodies)
  install(EXPORT ctyoloTrain NAMESPACE ctyolo:: DESTINATION ${ctyolo_package} FILE ctyoloTrainTargets.cmake)
  install(FILES ${PROJECT_SOURCE_DIR}/cmake/ctyoloDependencies.cmake DESTINATION ${ctyolo_package})
endif()

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/ctyoloConfig.cmake.in ${PROJECT_BINARY_DIR}/ctyoloConfig.cmake
                              INSTALL_DESTINATION ${ctyolo_package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ctyoloConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/ctyoloConfig.cmake ${PROJECT_BINARY_DIR}/ctyoloConfigVersion.cmake
        DESTINATION ${ctyolo_package})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/NOTICE
        DESTINATION ${CMAKE_INSTALL_DATADIR}/licenses/ctyolo)
