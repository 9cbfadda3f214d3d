package casefile

import (
	"strconv"
	"strings"
)

var (
	tokenEscaper   = strings.NewReplacer("~", "~0", "/", "~1")
	tokenUnescaper = strings.NewReplacer("~1", "/", "~0", "~")
)

// EscapeToken writes a key as a token of a JSON Pointer (RFC 6901).
func EscapeToken(token string) string {
	if !strings.ContainsAny(token, "~/") {
		return token
	}
	return tokenEscaper.Replace(token)
}

// PointerTokens gives the keys and indexes of a JSON Pointer, from the outside in. Of the
// whole case, "", there are none. A slash at the beginning may be left out.
func PointerTokens(pointer string) []string {
	if pointer == "" {
		return nil
	}
	tokens := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i, token := range tokens {
		if strings.Contains(token, "~") {
			tokens[i] = tokenUnescaper.Replace(token)
		}
	}
	return tokens
}

// EntryPointer gives the pointer of an entry of the list at pointer.
func EntryPointer(pointer string, index int) string { return pointer + "/" + strconv.Itoa(index) }

// SplitEntry takes a pointer to an entry apart; ok is false when its last token is no
// index. The index of "-", the entry behind the last one, is -1.
func SplitEntry(pointer string) (list string, index int, ok bool) {
	at := strings.LastIndexByte(pointer, '/')
	if at < 0 {
		return "", 0, false
	}
	list, token := pointer[:at], pointer[at+1:]
	if token == "-" {
		return list, -1, true
	}
	index, ok = entryIndex(token)
	return list, index, ok
}

// entryIndex reads an index as RFC 6901 writes it: digits without a zero before them.
func entryIndex(token string) (int, bool) {
	index, err := strconv.Atoi(token)
	return index, err == nil && strconv.Itoa(index) == token && index >= 0
}
