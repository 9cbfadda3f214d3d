package state

import (
	"slices"

	"golang.org/x/sys/unix"
)

// network are the file systems whose files several hosts share, as Linux numbers them.
var network = []uint32{
	unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.AFS_SUPER_MAGIC,
	unix.AFS_FS_MAGIC, unix.CEPH_SUPER_MAGIC, unix.NCP_SUPER_MAGIC, unix.CODA_SUPER_MAGIC, unix.OCFS2_SUPER_MAGIC,
	0x01161970, // GFS2
	0x0bd00bd0, // Lustre
	0x47504653, // GPFS
	0x19830326, // BeeGFS
}

// local refuses a folder of a network disk, on which the locks and the shared memory of
// SQLite do not work.
func local(dir string) error {
	var fs unix.Statfs_t
	if err := unix.Statfs(dir, &fs); err != nil {
		return err
	}
	return localType(uint32(fs.Type))
}

func localType(magic uint32) error {
	if slices.Contains(network, magic) {
		return ErrNetwork
	}
	return nil
}
