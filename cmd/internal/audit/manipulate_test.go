package audit

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// pick is a segment with some entries.
func (s *stored) pick() string {
	keys := slices.Sorted(maps.Keys(s.objects))
	for {
		key := keys[s.rng.IntN(len(keys))]
		if bytes.Count(s.objects[key], []byte("\n")) > 3 {
			return s.touch(key)
		}
	}
}

func (s *stored) touch(key string) string {
	p, _ := parsePlace(key)
	s.touched = append(s.touched, p.chain)
	return key
}

func (s *stored) in(change func(b []byte) []byte) {
	key := s.pick()
	s.objects[key] = change(s.objects[key])
}

func (s *stored) lines(change func(l [][]byte) [][]byte) {
	s.in(func(b []byte) []byte { return join(change(split(b))) })
}

func split(b []byte) [][]byte { return bytes.Split(bytes.TrimSuffix(b, []byte("\n")), []byte("\n")) }

func join(l [][]byte) []byte {
	if len(l) == 0 {
		return nil
	}
	return append(bytes.Join(l, []byte("\n")), '\n')
}

// inLine changes one line: any but the signature.
func (s *stored) inLine(change func(l []byte) []byte) { s.inOne(1, change) }

// inEntry changes one line: any but those of the checkpoint.
func (s *stored) inEntry(change func(l []byte) []byte) { s.inOne(2, change) }

// inOne changes any line but the last few, and notes which.
func (s *stored) inOne(but int, change func(l []byte) []byte) {
	s.lines(func(l [][]byte) [][]byte {
		i := s.rng.IntN(len(l) - but)
		l[i], s.line = change(bytes.Clone(l[i])), i+1
		return l
	})
}

func (s *stored) insertLine() {
	s.lines(func(l [][]byte) [][]byte {
		i := s.rng.IntN(len(l) - 1)
		seq, before, _ := startOf(l[i])
		c := chain{seq: seq - 1, head: before}
		return slices.Insert(l, i, bytes.TrimSuffix(c.entry(nil, Entry{Actor: "nobody"}), []byte("\n")))
	})
}

// relink changes an entry and mends the chain behind it, up to the checkpoint.
func (s *stored) relink() string {
	key := s.pick()
	l := split(s.objects[key])
	seq, before, _ := startOf(l[0])
	c := chain{seq: seq - 1, head: before}
	changed := s.rng.IntN(len(l) - 2)
	for i, line := range l[:len(l)-1] {
		at, was, _ := startOf(line)
		rest := bytes.TrimPrefix(line, appendStart(nil, at, was))
		if i == changed {
			rest = bytes.Replace(rest, []byte(`"action":"case`), []byte(`"action":"none`), 1)
			rest = bytes.Replace(rest, []byte(`"action":"log`), []byte(`"action":"gol`), 1)
		}
		l[i] = append(c.line(nil), rest...)
		c.add(l[i])
	}
	s.objects[key] = join(l)
	return key
}

// rename gives a segment the key that its head asks for.
func (s *stored) rename(key string) {
	p, _ := parsePlace(key)
	c, point, _, err := reread(s.objects[key], p.chain)
	if err != nil {
		panic(err)
	}
	s.rekey(key, placeOf(point.Time, p.chain, p.segment, c.head))
}

func (s *stored) rekey(from, to string) {
	data := s.objects[from]
	delete(s.objects, from)
	s.objects[to] = data
}

func (s *stored) resign(key string) string {
	l := split(s.objects[key])
	l[len(l)-1] = signed(s.key, l[len(l)-2])
	s.objects[key] = join(l)
	return key
}

func signed(key ed25519.PrivateKey, line []byte) []byte {
	data, err := json.Marshal(signature{KeyID(key.Public().(ed25519.PublicKey)), ed25519.Sign(key, line)})
	if err != nil {
		panic(err)
	}
	return data
}

// exchange puts the last n lines of a segment in the place of those of another.
func (s *stored) exchange(n int) {
	a, b := s.pick(), s.pick()
	for b == a {
		b = s.pick()
	}
	la, lb := split(s.objects[a]), split(s.objects[b])
	copy(la[len(la)-n:], lb[len(lb)-n:])
	s.objects[a] = join(la)
}

func (s *stored) signature(change func(g *signature)) {
	s.lines(func(l [][]byte) [][]byte {
		var g signature
		if err := json.Unmarshal(l[len(l)-1], &g); err != nil {
			panic(err)
		}
		change(&g)
		l[len(l)-1], _ = json.Marshal(g)
		return l
	})
}

// ofChain are the keys of a chain, in their order.
func (s *stored) ofChain(name string) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(s.objects)), func(key string) bool { return !strings.Contains(key, name) })
}

func (s *stored) takeOut() {
	key := s.pick()
	for all := s.ofChain(s.touched[len(s.touched)-1]); key == all[len(all)-1]; all = s.ofChain(s.touched[len(s.touched)-1]) {
		key = s.pick()
	}
	delete(s.objects, key)
}

func (s *stored) swap() {
	a, b := s.pick(), s.pick()
	for b == a {
		b = s.pick()
	}
	s.objects[a], s.objects[b] = s.objects[b], s.objects[a]
}

func (s *stored) renumber() {
	key := s.pick()
	p, _ := parsePlace(key)
	s.rekey(key, strings.Replace(key, fmt.Sprintf("/%09d.", p.segment), fmt.Sprintf("/%09d.", 1+(p.segment+s.rng.IntN(20))%999), 1))
}

func (s *stored) redate() {
	key := s.pick()
	p, _ := parsePlace(key)
	s.rekey(key, strings.Replace(key, p.minute, "2020-02-29/0000", 1))
}

func (s *stored) copied() {
	key := s.pick()
	p, _ := parsePlace(key)
	s.objects[strings.Replace(key, fmt.Sprintf("/%09d.", p.segment), fmt.Sprintf("/%09d.", p.segment+1+s.rng.IntN(3)), 1)] = bytes.Clone(s.objects[key])
}

func (s *stored) moved() {
	key := s.pick()
	p, _ := parsePlace(key)
	to := s.pick()
	q, _ := parsePlace(to)
	for q.chain == p.chain {
		q, _ = parsePlace(s.pick())
	}
	s.objects[strings.Replace(key, p.chain, q.chain, 1)] = s.objects[key]
}

// rebuild writes all segments of a chain anew, with one entry changed.
func (s *stored) rebuild(key ed25519.PrivateKey) {
	p, _ := parsePlace(s.pick())
	c := chain{name: p.chain, segment: 1, head: emptyChain(p.chain)}
	for _, k := range s.ofChain(p.chain) {
		l := split(s.objects[k])
		delete(s.objects, k)
		_, point, _, _ := reread(join(l), p.chain)
		var b []byte
		for range len(l) - 2 {
			b = c.entry(b, Entry{Actor: "nobody", Action: "case:read", Outcome: Done, Time: point.Time})
		}
		lines, place, err := c.seal(key, point.Time, point.Seen)
		if err != nil {
			panic(err)
		}
		s.objects[place] = append(b, lines...)
	}
}

// behead takes away the newest segments of the chain that was written last.
func (s *stored) behead(n int) {
	keys := slices.SortedFunc(maps.Keys(s.objects), func(a, b string) int {
		return strings.Compare(string(tail(s.objects[a])), string(tail(s.objects[b])))
	})
	newest, last := "", time.Time{}
	for _, k := range keys {
		p, _ := parsePlace(k)
		if _, point, _, err := reread(s.objects[k], p.chain); err == nil && point.Time.After(last) {
			newest, last = p.chain, point.Time
		}
	}
	all := s.ofChain(newest)
	for _, k := range all[max(0, len(all)-n):] {
		s.touch(k)
		delete(s.objects, k)
	}
}
