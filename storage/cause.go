package storage

import (
	"errors"
	"fmt"
	"runtime"
	"syscall"
)

// Cause is why a system refused something: what lies at the bottom of an error, in the words
// of Unix on every system. Windows speaks the language in which it was installed.
func Cause(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	if e, ok := err.(syscall.Errno); ok && runtime.GOOS == "windows" && e < inventedByGo {
		return OnWindows(int(e))
	}
	return err.Error()
}

// inventedByGo begins the numbers that Go has for errors that Windows does not know; they
// have the words of Unix.
const inventedByGo = 1 << 29

// OnWindows is an error of Windows, by its number, in the words of Unix, or, where Unix has
// none, in ours.
func OnWindows(number int) string {
	for words, numbers := range winerror {
		for _, n := range numbers {
			if n == number {
				return words
			}
		}
	}
	return fmt.Sprintf("error %d of Windows", number)
}

// winerror are the errors that whoever keeps files meets. Behind each list stands how the
// first ones are called in winerror.h, without ERROR_.
var winerror = map[string][]int{
	"no such file or directory":            {2, 3},                                        // FILE_NOT_FOUND, PATH_NOT_FOUND
	"too many open files":                  {4},                                           // TOO_MANY_OPEN_FILES
	"permission denied":                    {65, 1314, 395},                               // NETWORK_ACCESS_DENIED, PRIVILEGE_NOT_HELD
	"permission denied, or in use":         {5},                                           // ACCESS_DENIED, also for the place of a file that another program holds
	"read-only file system":                {19},                                          // WRITE_PROTECT
	"input/output error":                   {23, 1117, 1392, 1393},                        // CRC, IO_DEVICE, FILE_CORRUPT
	"in use by another program":            {32, 33, 170, 391, 1224},                      // SHARING_VIOLATION, LOCK_VIOLATION, BUSY, CLOUD_FILE_IN_USE
	"no space left on device":              {39, 112},                                     // HANDLE_DISK_FULL, DISK_FULL
	"the drive cannot be reached":          {15, 21, 51, 53, 55, 59, 64, 67, 1222},        // INVALID_DRIVE, NOT_READY, REM_NOT_LIST, BAD_NETPATH
	"file exists":                          {80, 183},                                     // FILE_EXISTS, ALREADY_EXISTS
	"file name too long":                   {111, 206},                                    // BUFFER_OVERFLOW, FILENAME_EXCED_RANGE
	"not a name that Windows can have":     {123, 161},                                    // INVALID_NAME, BAD_PATHNAME
	"a scanner for viruses has refused it": {225, 226},                                    // VIRUS_INFECTED, VIRUS_DELETED
	"not a directory":                      {267},                                         // DIRECTORY
	"it lies in the cloud, out of reach":   {362, 382, 386, 388, 389, 393, 398, 404, 426}, // CLOUD_FILE_PROVIDER_NOT_RUNNING, …_NETWORK_UNAVAILABLE
	"disk quota exceeded":                  {1295},                                        // DISK_QUOTA_EXCEEDED
	"network is unreachable":               {1231, 10051, 10065},                          // NETWORK_UNREACHABLE, WSAENETUNREACH
	"connection refused":                   {1225, 10061},                                 // CONNECTION_REFUSED, WSAECONNREFUSED
	"connection reset by peer":             {1236, 10053, 10054},                          // CONNECTION_ABORTED, WSAECONNRESET
	"i/o timeout":                          {121, 258, 1460, 10060},                       // SEM_TIMEOUT, WAIT_TIMEOUT, TIMEOUT, WSAETIMEDOUT
}
