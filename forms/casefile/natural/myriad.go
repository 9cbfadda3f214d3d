package natural

import (
	"math/big"
	"regexp"
	"strings"
)

// Units of a figure in words, the greater first.
var (
	great = []struct {
		name  string
		power int64
	}{{"兆", 12}, {"億", 8}, {"万", 4}, {"", 0}}
	small = []struct {
		name  string
		power int64
	}{{"千", 3}, {"百", 2}, {"十", 1}, {"", 0}}

	segmentForm = regexp.MustCompile(`^[0-9]{1,3}(?:,[0-9]{3})+$|^[0-9]+(?:\.[0-9]+)?$`)
)

// myriads reads a figure with units: 1億2,000万, 1.5億, 3千万, 三千二百. It gives "" for what
// is none.
func myriads(body string) string {
	sum, rest := new(big.Rat), strings.ReplaceAll(body, " ", "")
	if !strings.ContainsAny(rest, "兆億万千百十") {
		return ""
	}
	for _, unit := range great {
		part := rest
		if unit.name != "" {
			var there bool
			if part, rest, there = strings.Cut(rest, unit.name); !there {
				part, rest = "", part
				continue
			}
		} else if part == "" {
			continue
		}
		n, ok := segment(part)
		if !ok || sum.Sign() > 0 && n.Cmp(big.NewRat(10_000, 1)) >= 0 {
			return ""
		}
		sum.Add(sum, n.Mul(n, power(unit.power)))
	}
	return decimal(sum)
}

// segment reads what stands before a great unit: digits, or digits with small units.
func segment(part string) (*big.Rat, bool) {
	sum := new(big.Rat)
	if !strings.ContainsAny(part, "千百十") {
		return figure(part)
	}
	for _, unit := range small {
		digits := part
		if unit.name != "" {
			var there bool
			if digits, part, there = strings.Cut(part, unit.name); !there {
				part = digits
				continue
			}
			if digits == "" {
				digits = "1"
			}
		} else if digits == "" {
			continue
		}
		n, ok := figure(digits)
		if !ok || n.Cmp(big.NewRat(10, 1)) >= 0 {
			return nil, false
		}
		sum.Add(sum, n.Mul(n, power(unit.power)))
	}
	return sum, true
}

// figure reads digits, or one digit in kanji.
func figure(text string) (*big.Rat, bool) {
	if runes := []rune(text); len(runes) == 1 {
		if n, known := kanjiDigit[runes[0]]; known {
			return big.NewRat(int64(n), 1), true
		}
	}
	if !segmentForm.MatchString(text) || len(text) > 20 {
		return nil, false
	}
	return new(big.Rat).SetString(strings.ReplaceAll(text, ",", ""))
}

func power(n int64) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil))
}

// decimal writes a figure without zeros behind its point.
func decimal(n *big.Rat) string {
	if n.IsInt() {
		return n.Num().String()
	}
	return strings.TrimRight(n.FloatString(15), "0")
}
