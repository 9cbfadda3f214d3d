// Package departure is what happens when a tenant leaves: it takes everything along that the
// service holds for it, and what is left behind is deleted in a way that can be proven.
//
// An [Export] is a BagIt 1.0 bag in a zip file, which sha256sum and yoshiki verify read: every
// object of the tenant's part of the store under data/store, and every row of the database
// under data/state. A [Deletion] first writes down, in the store and for who asked, each object
// with its digest; then it removes them, and writes down that it has. The audit log stays: it
// holds who did what, and no case.
package departure
