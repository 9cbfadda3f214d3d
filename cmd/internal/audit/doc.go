// Package audit is the log of who did what: it can be added to, and whatever is done to it
// afterwards shows.
//
// Every process writes a chain of its own, so that any number of servers log at once
// without waiting for each other. An entry is one line of JSON. It holds its number in the
// chain and the head of the chain before it; the head after it is
//
//	SHA-256(head before ‖ SHA-256(line))
//
// and that of an empty chain the SHA-256 of "yoshiki audit " and the chain's name. At most
// a second after an entry, a checkpoint closes the segment: a line of the chain, too, which
// names chain, segment and time, and under it a line with its Ed25519 signature. It also
// names the last segments of all other chains that the process has seen since its last
// checkpoint, so that no chain can be cut or taken away whole without one of the others
// telling of it. A segment is an object of the store, which is created once and, where the
// store can promise that, locked for years. Its key ends with the head after the segment:
//
//	audit/2026-11-30/2335/<chain>/000000012.<head>.jsonl
//
// # Where an entry is durable
//
// [Log.Append] returns when the entry cannot be lost any more by a kill or a loss of power.
// Many that wait at once share one write. There are two lines behind which that holds, and
// whoever opens the log chooses:
//
//   - A journal on a disk of this host: the group is written and synced there, in about the
//     time of one sync, and each second's segment goes to the store behind the caller's
//     back. The store may be away for hours. This is for a host whose disk outlives the
//     process: one server, or a cluster that gives each server a volume.
//   - The store itself: each group is a segment with its checkpoint, and Append waits until
//     the store has it. Nothing is kept on the host, so that any number of servers may come
//     and go; the price is one round trip to the store, and an object for each.
//
// A chain ends with its process. What a killed process left in the journal, the next one
// that opens it closes with a checkpoint and brings to the store.
//
// # What shows
//
// [Verify] needs the public keys and the store, and names the place of what was edited,
// deleted, moved, inserted or put in another's place. Whoever holds a private key can build
// a chain anew: that shows by the other chains, by the checkpoints in a second place, and
// by the heads that an auditor has noted at an earlier time. The end of the newest chain,
// if no other chain has seen it, is held by the last two alone.
package audit
