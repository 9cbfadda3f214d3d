package main

import "golang.org/x/sys/windows"

// disguised is PHCM_DISGUISE_PLACEHOLDER.
const disguised = 1

// prepare makes the system give files as they are: in a folder that is kept the same as a
// cloud's they have marks, for which they would be taken for something else than files. An
// older Windows has neither.
func prepare() {
	mode := windows.NewLazySystemDLL("ntdll.dll").NewProc("RtlSetProcessPlaceholderCompatibilityMode")
	if mode.Find() == nil {
		_, _, _ = mode.Call(disguised)
	}
}
