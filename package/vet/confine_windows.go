package vet

import (
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// jobLimits are those of a child: its memory, its processor time as a second line behind the
// clock of the parent, and that it starts no process of its own. The job has no limits of
// the user interface: with them it could stand in no other job.
var jobLimits = windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{
	BasicLimitInformation: windows.JOBOBJECT_BASIC_LIMIT_INFORMATION{
		LimitFlags: windows.JOB_OBJECT_LIMIT_PROCESS_MEMORY | windows.JOB_OBJECT_LIMIT_PROCESS_TIME |
			windows.JOB_OBJECT_LIMIT_ACTIVE_PROCESS | windows.JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION,
		PerProcessUserTimeLimit: int64(batch * longestTime / (100 * time.Nanosecond)),
		ActiveProcessLimit:      1,
	},
	ProcessMemoryLimit: MaxMemory,
}

// limit puts this process into a job for good. The job lasts as long as the process.
func limit() error {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return err
	}
	limits := jobLimits
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits)))
	if err != nil {
		return err
	}
	return windows.AssignProcessToJobObject(job, windows.CurrentProcess())
}
