package access

import (
	"slices"
	"strings"
)

// Role is what somebody is in a tenant.
type Role string

// The roles. Somebody may have several.
const (
	Provider Role = "provider" // fills, checks and files the tenant's own cases
	Staff    Role = "staff"    // receives packages, issues letters, keeps the list of services
	Operator Role = "operator" // runs batches
	Auditor  Role = "auditor"  // reads, verifies, looks at the log; changes nothing
	Admin    Role = "admin"    // people, roles, tokens; no case data
)

// Action is one kind of thing that can be done: an object and a verb. Every route names one.
type Action string

// The actions.
const (
	CaseRead        Action = "case:read"
	CaseWrite       Action = "case:write"
	AttachmentRead  Action = "attachment:read"
	AttachmentWrite Action = "attachment:write"
	PackageRead     Action = "package:read"
	PackageBuild    Action = "package:build"
	PackageSubmit   Action = "package:submit"
	PackageReceive  Action = "package:receive"
	LetterRead      Action = "letter:read"
	LetterIssue     Action = "letter:issue"
	LetterApprove   Action = "letter:approve"
	ListRead        Action = "list:read"
	BatchRead       Action = "batch:read"
	BatchRun        Action = "batch:run"
	AuditRead       Action = "audit:read"
	AccessRead      Action = "access:read"
	AccessWrite     Action = "access:write"
)

// allowed is what each role may do. Staff see attachments only when granted one by one.
var allowed = map[Role][]Action{
	Provider: {CaseRead, CaseWrite, AttachmentRead, AttachmentWrite, PackageRead, PackageBuild, PackageSubmit, LetterRead},
	Staff:    {CaseRead, CaseWrite, PackageRead, PackageReceive, LetterRead, LetterIssue, LetterApprove, ListRead},
	Operator: {BatchRead, BatchRun},
	Auditor:  {CaseRead, AttachmentRead, PackageRead, LetterRead, ListRead, BatchRead, AuditRead, AccessRead},
	Admin:    {AccessRead, AccessWrite},
}

// AllRoles are the roles there are.
func AllRoles() []Role { return []Role{Provider, Staff, Operator, Auditor, Admin} }

// AllScopes are the scopes that a token may have: each action that some role allows, and all of
// each object.
func AllScopes() []Scope {
	var all []Scope
	for _, actions := range allowed {
		for _, do := range actions {
			object, _, _ := strings.Cut(string(do), ":")
			all = append(all, Scope(do), Scope(object+":*"))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Scope limits a token: an action ("case:read") or all of an object ("case:*").
type Scope string

func (s Scope) covers(do Action) bool {
	if object, all := strings.CutSuffix(string(s), ":*"); all {
		return strings.HasPrefix(string(do), object+":")
	}
	return string(s) == string(do)
}

// IsWhole reports whether the scope is all of an object.
func (s Scope) IsWhole() bool { return strings.HasSuffix(string(s), ":*") }
