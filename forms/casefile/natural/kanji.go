package natural

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	kanjiDigit = map[rune]int{'〇': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	kanjiRun   = regexp.MustCompile(`[〇零一二三四五六七八九十]+([年月日時分])`)
)

// kanjiDigits writes the numbers before 年, 月, 日, 時 and 分 in digits: 八年 is 8年, 二〇二六年
// is 2026年, 三十一日 is 31日. What is no number stays.
func kanjiDigits(text string) string {
	return kanjiRun.ReplaceAllStringFunc(text, func(found string) string {
		runes := []rune(found)
		n, ok := kanjiNumber(runes[:len(runes)-1])
		if !ok {
			return found
		}
		return strconv.Itoa(n) + string(runes[len(runes)-1])
	})
}

// kanjiNumber reads digits in a row, or tens and ones: 二〇二六, 三十一, 十.
func kanjiNumber(runes []rune) (int, bool) {
	if !strings.ContainsRune(string(runes), '十') {
		n := 0
		for _, r := range runes {
			n = n*10 + kanjiDigit[r]
		}
		return n, len(runes) <= 4 && (len(runes) == 4 || len(runes) == 1)
	}
	tens, ones, _ := strings.Cut(string(runes), "十")
	ten, okTens := oneDigit(tens, 1)
	one, okOnes := oneDigit(ones, 0)
	return ten*10 + one, okTens && okOnes
}

// oneDigit reads at most one digit; none is worth missing.
func oneDigit(text string, missing int) (int, bool) {
	runes := []rune(text)
	if len(runes) == 0 {
		return missing, true
	}
	n, known := kanjiDigit[runes[0]]
	return n, len(runes) == 1 && known && n > 0
}
