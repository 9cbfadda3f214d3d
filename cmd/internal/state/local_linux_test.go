package state

import (
	"errors"
	"testing"

	"golang.org/x/sys/unix"
)

// TestNetwork: the disks of many hosts are refused, those of one are not.
func TestNetwork(t *testing.T) {
	for _, magic := range []uint32{0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x00c36400, 0x0bd00bd0} {
		if err := localType(magic); !errors.Is(err, ErrNetwork) {
			t.Errorf("%#x: %v", magic, err)
		}
	}
	for _, magic := range []uint32{unix.EXT4_SUPER_MAGIC, unix.TMPFS_MAGIC, unix.BTRFS_SUPER_MAGIC, unix.XFS_SUPER_MAGIC, unix.OVERLAYFS_SUPER_MAGIC} {
		if err := localType(magic); err != nil {
			t.Errorf("%#x: %v", magic, err)
		}
	}
	if err := local(t.TempDir()); err != nil {
		t.Error(err)
	}
}
